// A whole house to visit with a real browser: a database of its own, the real server on a port, pages as people see them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { expect, inject } from 'vitest'
import { serve, type Serving } from '../../src/entry/server.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { outbound } from '../../src/platform/outbound.ts'
import { loadPack } from '../../src/platform/packs.ts'
import { cleanups } from '../harness/cleanup.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { keys } from '../harness/network.ts'
import { freePort } from '../harness/port.ts'
import { FLAGS } from './chromium.ts'
import { follow } from './settled.ts'

export const SECRET = 'a secret only for tests, long enough'
const PHONE = { width: 360, height: 740 }
/**
 * With the service worker, for what is done without a network or about what stays on a device; for every other visitor it
 * would only fetch the whole application once more.
 */
export const WITH_WORKER = { serviceWorkers: 'allow' } as const
/** One for all the files of a test process; it ends with the process, whose pipe it hangs on. */
let browser: Promise<Browser> | undefined

export type TestApplication = Awaited<ReturnType<typeof testApplication>>

/** A house served on a port of this machine: an empty one with the pack of the fictional garden, or one arranged before. */
export async function testApplication(arranged?: TestDatabase) {
  const { pool, connection } = arranged ?? (await testDatabase())
  if (!arranged) await loadPack(asOwner(pool), 'packs/huerta')
  const port = await freePort()
  const url = `http://localhost:${port}`
  const web = inject('web')
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-house-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const serving: Serving = await serve({
    connection,
    port,
    origin: url,
    secret: SECRET,
    keys,
    web,
    attachments: join(folder, 'attachments'),
    imports: join(folder, 'imports'),
    // The provider of a test is a process of this machine.
    outbound: outbound(['127.0.0.0/8', '::1']),
    log: () => {},
  })
  cleanups.push(() => serving.stop())

  /** A browser of its own, on a phone unless said; whatever breaks in its pages fails the test that asks. */
  async function visit(
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; context: BrowserContext }> {
    browser ??= launch()
    const context = await (
      await browser
    ).newContext({
      viewport: PHONE,
      locale: 'en',
      baseURL: url,
      serviceWorkers: 'block',
      ...options,
    })
    cleanups.push(() => context.close())
    const page = await context.newPage()
    follow(page)
    page.setDefaultTimeout(inject('patience'))
    page.on('pageerror', (error) => expect.soft(error).toBeUndefined())
    return { page, context }
  }
  return { url, pool, app: serving.app, visit }
}

async function launch(): Promise<Browser> {
  const { executable, environment } = inject('chromium')
  return await chromium.launch({
    executablePath: executable,
    args: FLAGS,
    env: { ...(process.env as Record<string, string>), ...environment },
  })
}

// Runs the application for a real browser: a database of its own, the real server on a port, and pages as
// users see them.
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
import { outbound } from '../../src/platform/http/outbound.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { cleanups } from '../harness/cleanup.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { keys } from '../harness/network.ts'
import { freePort } from '../harness/port.ts'
import { FLAGS } from './chromium.ts'
import { follow } from './settled.ts'

export const SECRET = 'a secret only for tests, long enough'
const PHONE = { width: 360, height: 740 }
/**
 * With the service worker, for tests without a network or of data kept on a device; for every other visit it
 * would only download the whole application once more.
 */
export const WITH_WORKER = { serviceWorkers: 'allow' } as const
/**
 * One browser for all files of a test process; it ends with the process, because it is connected by a pipe.
 */
let browser: Promise<Browser> | undefined

export type TestApplication = Awaited<ReturnType<typeof testApplication>>

/**
 * A server on a port of this machine: on an empty database with the pack of the fictional garden, or on a
 * prepared database.
 * @param line what browsers reach instead of the server itself
 * @param web the folder of the built web application
 * @param streets the street map of an operator
 */
export async function testApplication(
  arranged?: TestDatabase,
  line?: { url: string; lead(to: number): unknown },
  web: string = inject('web'),
  streets?: string,
) {
  const { pool, connection } = arranged ?? (await testDatabase())
  if (!arranged) await loadPack(asOwner(pool), 'packs/huerta')
  const port = await freePort()
  const url = line?.url ?? `http://localhost:${port}`
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-house-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  let serving: Serving | undefined
  /** Opens the port again after `stop`, as after an upgrade. */
  async function start(): Promise<Serving> {
    serving = await serve({
      connection,
      port,
      origin: url,
      secret: SECRET,
      keys,
      web,
      streets,
      attachments: join(folder, 'attachments'),
      imports: join(folder, 'imports'),
      // The identity provider of a test is a process of this machine.
      outbound: outbound(['127.0.0.0/8', '::1']),
      log: () => {},
    })
    return serving
  }
  async function stop(): Promise<void> {
    await serving?.stop()
    serving = undefined
  }
  const { app } = await start()
  cleanups.push(stop)
  await line?.lead(port)

  /**
   * A browser context of its own, with a phone's size unless given; an error in one of its pages fails the
   * test.
   */
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
  return { url, pool, app, folder, visit, start, stop }
}

async function launch(): Promise<Browser> {
  const { executable, environment } = inject('chromium')
  return await chromium.launch({
    executablePath: executable,
    args: FLAGS,
    env: { ...(process.env as Record<string, string>), ...environment },
  })
}

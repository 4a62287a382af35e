// Before the first browser test: a PostgreSQL, the web application as it ships, and a Chromium.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildWebWhenOld } from '../../src/entry/web-build.ts'
import { WEB_FOLDER } from '../../src/platform/web.ts'
import setupCluster from '../harness/cluster.ts'
import { type Chromium, unpackChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
    /** The web application as it was when the run began, whatever is built meanwhile. */
    web: string
    /** Milliseconds after which a step in a page hangs rather than works. */
    patience: number
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // What may fail comes first, so that a broken build leaves no database running.
  await buildWebWhenOld(() => {})
  const { remove, ...chromium } = await unpackChromium()
  const web = await mkdtemp(join(tmpdir(), 'arraigo-web-'))
  await cp(WEB_FOLDER, web, { recursive: true })
  project.provide('web', web)
  project.provide('chromium', chromium)
  const stopCluster = await setupCluster(project)
  return async () => {
    await stopCluster()
    await remove()
    await rm(web, { recursive: true, force: true })
  }
}

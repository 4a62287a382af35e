// Before the first browser test: a PostgreSQL, the web application as it is released, and a Chromium.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildWebWhenOld } from '../../src/entry/web-build.ts'
import { WEB_FOLDER } from '../../src/platform/http/web.ts'
import setupCluster from '../harness/cluster.ts'
import { type Chromium, unpackChromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
    /** The web application as built at the start of the run, whatever is built meanwhile. */
    web: string
    /** Milliseconds after which a step in a page counts as hanging. */
    patience: number
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The steps that may fail come first, so that a failed build leaves no database running.
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

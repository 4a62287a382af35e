// Says which tests need what: nothing, a PostgreSQL, the whole program started anew, or a Chromium.
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

type ProjectConfig = Extract<TestProjectConfiguration, { test?: unknown }>['test']

type Need = 'pure' | 'db' | 'program' | 'web'

/** Whole copies of the database, every door of the house, thousands of envelopes: for the full run, not for each change. */
const AT_LENGTH =
  /^(?:src\/entry|tests\/fuzz|tests\/leaks)\/|^src\/platform\/backup\.|^tests\/sync\.property\./

/**
 * A test belongs where its place and its imports put it, so nobody has to remember a naming rule. `web` is driven by a
 * browser; `program` takes the whole program: starts and kills it as a person would, or tries every door of it at
 * length; `db` asks the harness for a database; `pure` needs nothing.
 */
function needs(file: string): Need {
  if (file.startsWith('tests/browser/')) return 'web'
  const text = readFileSync(file, 'utf8')
  if (/from '(?:node:child_process|[^']*\/cluster\.ts|[^']*\/launch\.ts)'/.test(text)) return 'program'
  const asksForDatabase = /from '(?:[^']*harness\/|\.\/)(?:database|network|visitor)\.ts'/
  if (!asksForDatabase.test(text)) return 'pure'
  return AT_LENGTH.test(file) ? 'program' : 'db'
}

const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'packs/*/tests/**/*.test.ts'])
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const that = (need: Need) => files.filter((file) => needs(file) === need)

/** Milliseconds after which a test hangs rather than works, on the slowest machine there is: nothing is told by time. */
const PATIENCE = 300_000
/** For one step of a test, so that it says which one hangs. */
const STEP = PATIENCE / 2

/**
 * Every file has what it needs for itself (a database, a house, a page), so that a process loads the house once for all its
 * files: anew for each, that would be a third of the time.
 */
const project = (name: Need, groupOrder: number, more: ProjectConfig = {}) => ({
  test: {
    name,
    include: that(name),
    setupFiles: [
      'tests/harness/count-assertions.ts',
      'tests/harness/property-seed.ts',
      'tests/harness/run-cleanup.ts',
    ],
    isolate: false,
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    expect: { poll: { timeout: STEP, interval: 20 } },
    provide: { patience: STEP },
    sequence: { groupOrder },
    ...more,
  },
})

/** Begun last, any of these would run alone in the end. What a run took is remembered; a fresh copy remembers nothing. */
const LONGEST =
  /^tests\/(?:leaks|journeys)\/|^tests\/(?:browser\/(?:routes|confidential)|authorization|small-figures)|\/(?:demonstrate|restore-erased|office)\./

class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications)
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(relative(import.meta.dirname, moduleId))
    return [...sorted.filter(isLong), ...sorted.filter((one) => !isLong(one))]
  }
}

export default defineConfig({
  test: {
    // Two cores are the smallest machine this is built on; a third worker only makes the others slower.
    maxWorkers: 2,
    reporters: [process.stdout.isTTY ? 'default' : 'minimal', './tests/harness/summary-reporter.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      project('pure', 0),
      project('db', 1, { globalSetup: 'tests/harness/cluster.ts' }),
      project('program', 2, { globalSetup: 'tests/harness/cluster.ts' }),
      project('web', 3, { globalSetup: 'tests/browser/setup.ts' }),
    ],
  },
})

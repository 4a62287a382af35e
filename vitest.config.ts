// Sorts the tests into projects by what they need: nothing, PostgreSQL, the whole program, or Chromium.
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

type ProjectConfig = Extract<TestProjectConfiguration, { test?: unknown }>['test']

type Need = 'pure' | 'db' | 'program' | 'web'

/**
 * Backups, every address of the application, thousands of envelopes: for the full run, not for each change.
 */
const LONG_RUNNING =
  /^(?:src\/entry|tests\/fuzz|tests\/leaks)\/|^src\/platform\/backup\.|^tests\/sync\.property\./

/**
 * The project of a test follows from its folder and its imports, without a naming rule. `web` drives a
 * browser; `program` starts and kills the whole program, or tries every address at length; `db` uses a
 * database of the harness; `pure` needs nothing.
 */
function needs(file: string): Need {
  if (file.startsWith('tests/browser/')) return 'web'
  const text = readFileSync(file, 'utf8')
  if (/from '(?:node:child_process|[^']*\/cluster\.ts|[^']*\/launch\.ts)'/.test(text)) return 'program'
  const asksForDatabase = /from '(?:[^']*harness\/|\.\/)(?:database|network|visitor)\.ts'/
  if (!asksForDatabase.test(text)) return 'pure'
  return LONG_RUNNING.test(file) ? 'program' : 'db'
}

const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'packs/*/tests/**/*.test.ts'])
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const filesOf = (need: Need) => files.filter((file) => needs(file) === need)

/** Milliseconds after which a test counts as hanging, on the slowest machine; no assertion is about time. */
const TIMEOUT = 300_000
/** For one step of a test, so that its error names the step that hangs. */
const STEP_TIMEOUT = TIMEOUT / 2

/**
 * Each file uses its own database, application and page, so a process can load the modules once for all its
 * files; loading them for each file took a third of the time.
 */
const project = (name: Need, groupOrder: number, more: ProjectConfig = {}) => ({
  test: {
    name,
    include: filesOf(name),
    setupFiles: [
      'tests/statements/record.ts',
      'tests/harness/count-assertions.ts',
      'tests/harness/property-seed.ts',
      'tests/harness/remember-hashes.ts',
      'tests/harness/run-cleanup.ts',
    ],
    isolate: false,
    testTimeout: TIMEOUT,
    hookTimeout: TIMEOUT,
    expect: { poll: { timeout: STEP_TIMEOUT, interval: 20 } },
    provide: { patience: STEP_TIMEOUT },
    sequence: { groupOrder },
    ...more,
  },
})

/**
 * The longest first: started last, one of these would run alone at the end. vitest orders by earlier durations, which a
 * fresh clone lacks.
 */
const LONGEST = [
  'tests/leaks/kinds.',
  'src/entry/tasks/server-restore.',
  'src/entry/cli.',
  'tests/leaks/',
  'src/entry/demonstration/',
  'tests/fuzz/',
  'tests/authorization/authorization.',
  'tests/journeys/demonstration.',
  'tests/small-figures.',
  'tests/browser/keyboard.',
  'tests/browser/offline.',
  'tests/browser/routes.',
  'tests/browser/maps.',
  'tests/browser/lost-answer.',
  'tests/browser/parts.',
  'tests/browser/today.',
  'tests/browser/devices.',
  'tests/browser/frame.',
  'tests/browser/confidential.',
]

class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications)
    const place = ({ moduleId }: TestSpecification) => {
      const file = relative(import.meta.dirname, moduleId).replaceAll('\\', '/')
      const found = LONGEST.findIndex((start) => file.startsWith(start))
      return found < 0 ? LONGEST.length : found
    }
    return sorted.toSorted((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  test: {
    // The smallest machine that runs the tests has two cores; a third worker would only slow down the others.
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

// Says which tests need what: nothing, a PostgreSQL, the whole program started anew, or a Chromium.
import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

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
/** For one step of a test: it says which one hangs. */
const expecting = { poll: { timeout: PATIENCE / 2, interval: 20 } }

const COUNTING = 'tests/harness/counting.ts'

export default defineConfig({
  test: {
    // Two cores are the smallest machine this is built on; a third worker only makes the others slower.
    maxWorkers: 2,
    reporters: [process.stdout.isTTY ? 'default' : 'minimal', './tests/harness/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'pure',
          include: that('pure'),
          setupFiles: COUNTING,
          testTimeout: PATIENCE,
          expect: expecting,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'db',
          include: that('db'),
          globalSetup: 'tests/harness/cluster.ts',
          setupFiles: [COUNTING, 'tests/harness/tidy.ts'],
          // Each test has a database of its own; loading the whole house anew for each file would be half the time.
          isolate: false,
          testTimeout: PATIENCE,
          expect: expecting,
          hookTimeout: PATIENCE,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'program',
          include: that('program'),
          globalSetup: 'tests/harness/cluster.ts',
          setupFiles: [COUNTING, 'tests/harness/tidy.ts'],
          testTimeout: PATIENCE,
          expect: expecting,
          hookTimeout: PATIENCE,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'web',
          include: that('web'),
          globalSetup: 'tests/browser/setup.ts',
          setupFiles: [COUNTING, 'tests/harness/tidy.ts'],
          // Each file has a house of its own; one Chromium for all that a process looks at.
          isolate: false,
          testTimeout: PATIENCE,
          expect: expecting,
          hookTimeout: PATIENCE,
          provide: { patience: PATIENCE / 2 },
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})

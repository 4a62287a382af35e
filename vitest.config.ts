// Says which tests need what: `pure` needs nothing, `db` a PostgreSQL, `web` a PostgreSQL and a Chromium.
import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/**
 * A test belongs where its imports put it, so nobody has to remember a naming rule: what imports the browser
 * harness is `web`, what imports the database (the harness or the cluster itself) is `db`, all else is `pure`.
 */
function needs(file: string): 'pure' | 'db' | 'web' {
  if (file.startsWith('tests/browser/')) return 'web'
  const text = readFileSync(file, 'utf8')
  const opensDatabase =
    /from '(?:[^']*harness\/|[^']*database\/|\.\/)(?:database|network|visitor|cluster|migrate)\.ts'/
  return opensDatabase.test(text) ? 'db' : 'pure'
}

const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'packs/*/tests/**/*.test.ts'])
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const that = (need: 'pure' | 'db' | 'web') => files.filter((file) => needs(file) === need)

export default defineConfig({
  test: {
    // Two cores are the smallest machine this is built on; a third worker only makes the others slower.
    maxWorkers: 2,
    reporters: [process.stdout.isTTY ? 'default' : 'minimal', './tests/harness/closing-line.ts'],
    projects: [
      { test: { name: 'pure', include: that('pure'), sequence: { groupOrder: 0 } } },
      {
        test: {
          name: 'db',
          include: that('db'),
          globalSetup: 'tests/harness/cluster.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'web',
          include: that('web'),
          globalSetup: 'tests/browser/setup.ts',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Each browser test keeps a server, a database and Chromium busy: one file at a time.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})

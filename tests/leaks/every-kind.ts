// Every kind of vulnerability found so far, tested again by a generator of attacks instead of the single
// case.
import { globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { closeAfterEach } from '../harness/close-after-each.ts'
import type { TestNetwork } from '../harness/network.ts'
import type { Kind, Result } from './kinds/kind.ts'

const { LEAKS_ROUNDS, LEAKS_REPORT } = process.env
const folder = join(import.meta.dirname, 'kinds')
const kinds = await Promise.all(
  globSync('*.ts', { cwd: folder })
    .filter((file) => file !== 'kind.ts')
    .sort()
    .map(async (file) => ((await import(join(folder, file))) as { kind: Kind }).kind),
)

/** Declares a test for every second kind; two files, so that two kinds are tried at the same time. */
export function everyKind(from: 0 | 1, newNetwork: () => Promise<TestNetwork>): void {
  closeAfterEach()

  const half = kinds.filter((_, at) => at % 2 === from)
  describe('attacks of each kind', () => {
    for (const { name, attack } of half) {
      test(`${name}: every attack fails`, { timeout: 1_800_000 }, async () => {
        const result: Result = await attack(await newNetwork(), Number(LEAKS_ROUNDS ?? 1))
        if (LEAKS_REPORT !== undefined)
          await writeFile(join(LEAKS_REPORT, `kind.${name}.json`), JSON.stringify({ name, ...result }))
        expect(result.leaks).toEqual([])
        expect(result.attempts).toBeGreaterThan(0)
      })
    }
  })
}

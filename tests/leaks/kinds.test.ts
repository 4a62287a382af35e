// Every kind of vulnerability found so far, tested again by a generator of attacks instead of the single
// case.
import { globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testNetwork } from '../harness/network.ts'
import type { Kind, Result } from './kinds/kind.ts'

const { LEAKS_ROUNDS, LEAKS_REPORT } = process.env
const folder = join(import.meta.dirname, 'kinds')
const kinds = await Promise.all(
  globSync('*.ts', { cwd: folder })
    .filter((file) => file !== 'kind.ts')
    .sort()
    .map(async (file) => ((await import(join(folder, file))) as { kind: Kind }).kind),
)

describe('attacks of each kind', () => {
  for (const { name, attack } of kinds) {
    test(`${name}: every attack fails`, { timeout: 1_800_000 }, async () => {
      const result: Result = await attack(await testNetwork(), Number(LEAKS_ROUNDS ?? 1))
      if (LEAKS_REPORT !== undefined)
        await writeFile(join(LEAKS_REPORT, `kind.${name}.json`), JSON.stringify({ name, ...result }))
      expect(result.leaks).toEqual([])
      expect(result.attempts).toBeGreaterThan(0)
    })
  }
})

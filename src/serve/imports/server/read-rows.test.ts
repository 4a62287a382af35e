// Tests that everybody else has a turn while the rows of a register are read, however many fields it has.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPack } from '../../../platform/packs/packs.ts'
import { countInTurns } from '../../../../tests/harness/turns.ts'
import type { Mapping } from '../rules/mapping.ts'
import { readRows } from './read-rows.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'arraigo-rows-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('between two turns of everybody else, some rows are read and no more', async () => {
  const path = join(folder, 'register')
  const headings = Array.from({ length: 32 }, (_, n) => `N${n}`)
  await writeFile(path, `${headings.join(',')}\n${`${headings.map(() => 'Ana').join(',')}\n`.repeat(1000)}`)
  const mapping: Mapping = {
    source: 'Cuaderno',
    dates: 'ymd',
    columns: headings.map((column) => ({ column, target: 'given_names' })),
  }
  const pack = await readPack('packs/huerta')
  const reading = { path, mapping, pack, organisation: 'a' as never, today: '2026-03-02' as never }
  const { items, mostInATurn } = await countInTurns(readRows(reading))
  expect(items).toBe(1000)
  expect(mostInATurn).toBeLessThan(12)
})

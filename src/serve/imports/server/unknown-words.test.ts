// Tests that the words of a register are looked for once for each column.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPack } from '../../../platform/packs/packs.ts'
import { unknownWordsOf } from './unknown-words.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'arraigo-words-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a column that is asked for sixty times is read once, and two hundred of its words are listed', async () => {
  const path = join(folder, 'register')
  const words = Array.from({ length: 300 }, (_, n) => `Narnia ${n}`)
  await writeFile(path, ['País;Sexo', ...words.map((word) => `${word};F`)].join('\n'))
  const pack = await readPack('packs/huerta')
  const often = Array.from({ length: 59 }, () => ({ column: 'País', target: 'nationality' as const }))
  const asked = [...often, { column: 'Sexo', target: 'sex' as const }]
  const { columns: found } = await unknownWordsOf(path, asked, pack, 'a' as never)
  expect(found.map(({ column, words: listed, more, known }) => [column, listed.length, more, known])).toEqual(
    [
      ['País', 200, 100, 0],
      ['Sexo', 1, 0, 0],
    ],
  )
})

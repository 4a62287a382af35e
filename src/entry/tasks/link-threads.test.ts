// A file that is read and compared by several threads gives what one thread finds, to the byte; and what goes wrong in a
// thread is said as ever.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { labelledSet } from '../../../tests/bench/labelled/set.ts'
import type { LinkMap } from '../../serve/duplicates/rules/link-map.ts'
import { sortedByBirth } from '../../serve/duplicates/rules/sorted.ts'
import type { TaskContext } from '../task.ts'
import { linkTask } from './link.ts'
import { readFiles, readRange } from './link-ranges.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraigo-link-threads-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const file = (name: string) => join(folder, name)
async function write(name: string, text: string) {
  await writeFile(file(name), text)
  return file(name)
}
const MAP: LinkMap = {
  id: 'id',
  given: 'given',
  surname: ['s1', 's2'],
  birth: 'birth',
  identifiers: [{ type: 'type', number: 'doc' }, { number: 'other' }],
  phone: 'phone',
  place: 'place',
  sex: 'sex',
}
const HEADING = 'id,given,s1,s2,birth,type,doc,other,phone,place,sex'
const lines = (count: number, seed: number) =>
  labelledSet(count, seed).map((one) =>
    [
      one.id,
      one.given.join(' '),
      one.surnames[0] ?? '',
      one.surnames[1] ?? '',
      one.birth ?? '',
      one.document?.type ?? '',
      one.document?.number ?? '',
      // Numbers that are more than digits have numbers of their own.
      one.document === undefined ? '' : `AB${one.document.number.slice(0, 5)}`,
      one.telephone ?? '',
      one.municipality,
      one.sex,
    ].join(','),
  )

async function linked(threads: number, files: readonly string[], map: unknown = MAP) {
  const out = file(`pairs-${threads}.csv`)
  const clusters = file(`clusters-${threads}.csv`)
  const printed: string[] = []
  const context = { print: (line: string) => printed.push(line), tell: () => {} } as unknown as TaskContext
  const at = await write('map.json', JSON.stringify(map))
  const options = ['--map', at, '--out', out, '--clusters', clusters, '--threads', String(threads), '--json']
  await linkTask([...files, ...options], context)
  const { seconds: _, peak_mb: __, ...summary } = JSON.parse(printed.at(-1) ?? '{}') as Record<string, number>
  return [summary, await readFile(out, 'utf8'), await readFile(clusters, 'utf8')] as const
}

const people = lines(1200, 31)
const { id: _, ...WITHOUT_ID } = MAP
const ways: Record<string, { files: readonly string[]; map?: unknown }> = {
  'one file': { files: [[HEADING, ...people].join('\n')] },
  'two files': {
    files: [[HEADING, ...people.slice(0, 500)].join('\n'), [HEADING, ...people.slice(500)].join('\n')],
  },
  'lines of Windows, with an end': { files: [`${[HEADING, ...people].join('\r\n')}\r\n`] },
  'no ids': {
    files: [[HEADING, ...people].join('\n'), [HEADING, ...people.slice(700)].join('\n')],
    map: WITHOUT_ID,
  },
  'a cell of many lines in the middle': {
    files: [
      [
        HEADING,
        ...people.slice(0, 500),
        `x,"Ana${'\n'.repeat(120_000)}",Rivas,,,,,,,,`,
        ...people.slice(500),
      ].join('\n'),
    ],
  },
  'three people': { files: [[HEADING, ...people.slice(0, 3)].join('\n')] },
}
test.each(Object.keys(ways))('%s: the same pairs, to the byte', { timeout: 60_000 }, async (way) => {
  const { files, map } = ways[way] as (typeof ways)[string]
  const written = await Promise.all(files.map((text, at) => write(`file-${at}.csv`, text)))
  const one = await linked(1, written, map)
  if (way !== 'three people') expect(one[0]['matches']).toBeGreaterThan(50)
  expect(await linked(2, written, map)).toEqual(one)
})

const cell = fc.constantFrom(
  '',
  'Ana',
  'José Luis',
  '"Ana"',
  '"Ana, Luz"',
  '"Ana ""Nana"" Luz"',
  '"Ana\nLuz"',
  'de Mora',
  '  ',
)
const day = fc.constantFrom('', '1990-03-04', '04/03/1990', '1991', '"1990-12-30"')
const number = fc.constantFrom('', '1234567', 'AB12345', 'V-24.918.333', '3115550101')
const row = fc
  .tuple(
    fc.constantFrom('1', 'é', '"a"'),
    cell,
    cell,
    cell,
    day,
    cell,
    number,
    number,
    number,
    cell,
    fc.constantFrom('', 'f', 'M'),
  )
  .map((cells) => cells.join(','))
const text = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: row, weight: 8 }, fc.constant('')), { maxLength: 14 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([rows, end, isEnded]) => [HEADING, ...rows].join(end) + (isEnded ? end : ''))

test('rows that are read in ranges are those that are read as a whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 2, max: 6 }),
      fc.boolean(),
      async (texts, many, hasIds) => {
        const written = await Promise.all(texts.map((one, at) => write(`ranges-${at}.csv`, one)))
        const read = async (ranges: number) => {
          const map = hasIds ? MAP : (WITHOUT_ID as LinkMap)
          const all = await readFiles(
            written,
            map,
            ranges,
            async (some) => some.map(readRange),
            () => {},
          )
          const { columns, order } = sortedByBirth(all.parts, all.firstOfSecond)
          const { records, ...parts } = columns.parts
          const count = columns.count
          const ids = Array.from({ length: count }, (_, at) => all.ids.at(at))
          const { table, ...words } = parts.words
          const own = [...records].slice(0, count * 16)
          return {
            ...parts,
            words,
            table: [...table].slice(0, (words.keys.length + 1) * 8),
            own,
            order: [...order],
            ids,
            at: all.firstOfSecond,
          }
        }
        expect(await read(many)).toEqual(await read(1))
      },
    ),
    { numRuns: 60 },
  )
})

test('a thread that cannot go on says what one thread says', async () => {
  const same = [HEADING, ...Array.from({ length: 40 }, () => people[0])].join('\n')
  const refused = async (threads: number, map: unknown, content = same) =>
    await linked(threads, [await write('refused.csv', content)], map).then(
      () => 'done',
      (error: Error) => error.message,
    )
  expect(await refused(2, MAP)).toBe('done')
  expect(await refused(2, { ...MAP, given: 'nombre' })).toBe(await refused(1, { ...MAP, given: 'nombre' }))
  const unclosed = `${[HEADING, ...people.slice(0, 20)].join('\n')}\nx,"Ana,Rivas`
  expect(await refused(2, MAP, unclosed)).toMatch(/quote/iu)
  expect(await refused(2, MAP, unclosed)).toBe(await refused(1, MAP, unclosed))
  expect(await refused(2, MAP, '')).toContain('is empty')
  expect(await refused(99, MAP)).toContain('--threads is a number from 1 to')
})

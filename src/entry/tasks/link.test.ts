// `arraigo link` on files as a centre has them: what it writes, and what it says of a file or map that is wrong.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparableOf } from '../../../tests/bench/labelled/comparable.ts'
import { HELD_OUT, labelledSet } from '../../../tests/bench/labelled/set.ts'
import { writeLabelledSet } from '../../../tests/bench/labelled/write.ts'
import { Columns } from '../../serve/duplicates/rules/columns.ts'
import { clustersOf, link } from '../../serve/duplicates/rules/link.ts'
import type { LinkMap } from '../../serve/duplicates/rules/link-map.ts'
import { comparePrepared, prepare } from '../../serve/duplicates/rules/compare.ts'
import type { TaskContext } from '../task.ts'
import { linkTask } from './link.ts'
import { Ids, readRecords } from './link-reading.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraigo-link-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const printed: string[] = []
const context = { print: (line: string) => printed.push(line), tell: () => {} } as unknown as TaskContext
const file = (name: string) => join(folder, name)

async function run(...words: string[]) {
  printed.length = 0
  await linkTask([...words, '--json'], context)
  return JSON.parse(printed.at(-1) ?? '{}') as Record<string, number>
}
/** Lines of a file that was written, each as its fields. */
async function rows(name: string) {
  const [heading = '', ...lines] = (await readFile(file(name), 'utf8')).trimEnd().split('\n')
  const names = heading.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at], value])))
}
async function write(name: string, text: string | Buffer) {
  await writeFile(file(name), text)
  return file(name)
}
const MAP = {
  id: 'id',
  given: 'given',
  surname: ['s1', 's2'],
  birth: 'birth',
  identifiers: [{ type: '=PAS', number: 'doc' }],
}
const HEADING = 'id,given,s1,s2,birth,doc\n'

describe('what it finds', () => {
  test('on the labelled set the decisions are those of the desk, and most people are found', async () => {
    const records = 3000
    await writeLabelledSet(file('set.csv'), records, HELD_OUT)
    const summary = await run(
      file('set.csv'),
      '--map',
      file('set.map.json'),
      '--out',
      file('pairs.csv'),
      '--clusters',
      file('clusters.csv'),
    )
    expect(summary['records']).toBe(records)
    const set = labelledSet(records, HELD_OUT)
    const at = new Map(set.map((one, place) => [one.id, place]))
    const found = await rows('pairs.csv')
    const columns = new Columns()
    await readRecords(
      file('set.csv'),
      JSON.parse(await readFile(file('set.map.json'), 'utf8')) as LinkMap,
      columns,
      new Ids(),
    )
    const { register } = link(columns, columns.count, () => {})
    for (const { a = '', b = '', decision, weight, probability, reasons } of found) {
      const [x, y] = [set[at.get(a) ?? 0], set[at.get(b) ?? 0]].map((one) => {
        // As in the file, where a document has no country.
        const comparable = comparableOf(one as never)
        return prepare({
          ...comparable,
          identifiers: (comparable.identifiers ?? []).map((each) => ({ ...each, country: '' })),
        })
      })
      const likeness = comparePrepared(x as never, y as never, register)
      expect(Number(weight)).toBeCloseTo(likeness.score, 1)
      expect(Number(probability)).toBeCloseTo(likeness.probability, 4)
      expect(reasons).toBe(likeness.reasons.join(' '))
      // José is left open between José Luis and José Antonio.
      if (!likeness.reasons.includes('given_name_missing'))
        expect(decision).toBe(likeness.strength === 'strong' ? 'match' : 'review')
    }
    const isOne = ({ a = '', b = '' }) => set[at.get(a) ?? 0]?.entity === set[at.get(b) ?? 0]?.entity
    const matches = found.filter(({ decision }) => decision === 'match')
    expect(matches.filter(isOne).length / matches.length).toBeGreaterThan(0.98)
    const all = [...Map.groupBy(set, ({ entity }) => entity).values()].reduce(
      (sum, { length }) => sum + (length * (length - 1)) / 2,
      0,
    )
    expect(found.filter(isOne).length / all).toBeGreaterThan(0.95)
    expect(summary['matches']).toBe(matches.length)
    const clustered = await rows('clusters.csv')
    expect(new Set(clustered.map(({ id }) => id))).toEqual(new Set(matches.flatMap(({ a, b }) => [a, b])))
  })

  test('of two files only pairs of one record of each', async () => {
    const map = await write('map.json', JSON.stringify(MAP))
    const one = await write(
      'one.csv',
      `${HEADING}1,Yuleisy María,Urdaneta,Rincón,1990-03-04,AB123456\n2,Yuleisy María,Urdaneta,Rincón,1990-03-04,AB123456\n`,
    )
    const other = await write('other.csv', `${HEADING}x,Yuleisi María,Urdaneta,Rincón,04/03/1990,AB123456\n`)
    expect(await run(one, other, '--map', map, '--out', file('across.csv'))).toMatchObject({
      records: 3,
      matches: 2,
    })
    expect((await rows('across.csv')).map(({ a, b }) => [a, b])).toEqual([
      ['1', 'x'],
      ['2', 'x'],
    ])
  })

  test('nobody is alike by what is blank, and thousands of one name end in time', async () => {
    const map = await write('map.json', JSON.stringify(MAP))
    const blank = await write(
      'blank.csv',
      `${HEADING}${Array.from({ length: 500 }, (_, at) => `${at},,,,,NO TIENE`).join('\n')}\n`,
    )
    expect(await run(blank, '--map', map, '--out', file('blank.out'))).toMatchObject({
      records: 500,
      matches: 0,
      review: 0,
    })
    const day = (at: number) => new Date(Date.UTC(1940, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)
    const one = await write(
      'one-name.csv',
      `${HEADING}${Array.from({ length: 3000 }, (_, at) => `${at},José Luis,Pérez,Díaz,${day(at)},`).join('\n')}\n`,
    )
    const summary = await run(one, '--map', map, '--out', file('one-name.out'))
    expect(summary['matches']).toBe(0)
    // All of them share a key, and far from all pairs are compared.
    expect(summary['candidate_pairs']).toBeLessThan((3000 * 2999) / 4)
  })

  test('what a name that everybody has costs grows with the people, not with their pairs', async () => {
    const map = await write('map.json', JSON.stringify(MAP))
    const compared: number[] = []
    for (const people of [20_000, 40_000]) {
      // As many share a day of birth as in the smaller file.
      const day = (at: number) =>
        new Date(Date.UTC(1900, 0, 1) + (at % (people / 2)) * 86_400_000).toISOString().slice(0, 10)
      const row = (_: unknown, at: number) => `${at},José Luis,Pérez,Díaz,${at % 2 ? day(at) : ''},`
      const path = await write(
        `everybody-${people}.csv`,
        `${HEADING}${Array.from({ length: people }, row).join('\n')}\n`,
      )
      const summary = await run(path, '--map', map, '--out', file('everybody.out'))
      compared.push(Number(summary['candidate_pairs']))
    }
    const [few = 0, many = 0] = compared
    expect(many).toBeLessThan(3 * Math.max(few, 20_000))
  })
})

describe('files that are written in many ways', () => {
  const people = labelledSet(400, 5)
  const cells = people.map((one, at) => [
    `r${at}`,
    one.given.join(' '),
    one.surnames[0] ?? '',
    one.surnames[1] ?? '',
    one.birth ?? '',
    one.document?.number ?? '',
  ])
  const plain = [HEADING.trim().split(','), ...cells].map((row) => row.join(',')).join('\n')
  const all = (quote: (cell: string, at: number) => string, end: string) =>
    [HEADING.trim().split(','), ...cells].map((row) => row.map(quote).join(',')).join(end)
  const ways: Record<string, string> = {
    'every cell in quotes': all((cell) => `"${cell}"`, '\r\n'),
    'some cells in quotes': all((cell, at) => (at % 2 === 0 ? `"${cell}"` : cell), '\n'),
    'lines of old machines': all((cell) => cell, '\r'),
    'empty lines': plain.replaceAll('\n', '\n\n'),
    'a quote within a cell': plain.replace('\n', '\nx,"Ana ""Nana"" Luz",Zerpa,,1950-01-02,\n'),
    'a cell over two lines': plain.replace('\n', '\nx,"Ana\nLuz",Zerpa,,1950-01-02,\n'),
    'a quote that only the library reads': `${plain}\nx,"Ana","Zer""pa",,1950-01-02,`,
    'cells beyond the heading': plain.replaceAll('\n', ',more\n'),
  }
  test.each(Object.keys(ways))('%s: the same pairs', async (way) => {
    const map = await write('map.json', JSON.stringify(MAP))
    const found: unknown[] = []
    for (const text of [plain, ways[way] ?? '']) {
      await run(await write('way.csv', text), '--map', map, '--out', file('way.out'))
      found.push((await rows('way.out')).map(({ a, b, decision }) => `${a} ${b} ${decision}`).sort())
    }
    expect(found[1]).toEqual(found[0])
    expect(found[0]).not.toEqual([])
  })

  test('documents and telephones are read as at the desk, however they are written', async () => {
    const map = await write('map.json', JSON.stringify({ ...MAP, phone: 'phone' }))
    const pairs = [
      ['V-24.918.333', '24918333'],
      ['00024918333', '24918333'],
      ['AB123456', 'ab-123 456'],
      ['1234567890123456789', '1234567890123456789'],
    ]
    for (const [one, other] of pairs) {
      const data = `id,given,s1,s2,birth,doc,phone\n1,Ana,Rojas,,,${one},+57 311 555 0101\n2,Luz,Mora,,,${other},3115550101\n`
      await run(await write('numbers.csv', data), '--map', map, '--out', file('numbers.out'))
      expect((await rows('numbers.out'))[0]?.['reasons']).toContain('same_document')
      expect((await rows('numbers.out'))[0]?.['reasons']).toContain('same_phone')
    }
    for (const nothing of ['99999', '999999999', '00000', 'NO TIENE']) {
      const data = `id,given,s1,s2,birth,doc,phone\n1,Ana,Rojas,,,${nothing},1111111111\n2,Luz,Mora,,,${nothing},1111111111\n`
      expect(
        await run(await write('numbers.csv', data), '--map', map, '--out', file('numbers.out')),
      ).toMatchObject({ matches: 0, review: 0 })
    }
  })
})

describe('what it says', () => {
  const refused = async (words: readonly string[]) =>
    await run(...words).then(
      () => 'done',
      (error: Error) => error.message,
    )
  const asked = async (data: string | Buffer, map: unknown = MAP, name = 'data.csv') =>
    await refused([
      await write(name, data),
      '--map',
      await write('map.json', typeof map === 'string' ? map : JSON.stringify(map)),
      '--out',
      file('out.csv'),
    ])

  test('a column that the file lacks is named, with those it has', async () => {
    expect(await asked(HEADING, { ...MAP, given: 'nombre' })).toMatch(
      /has no column "nombre".*"given", "s1"/u,
    )
  })
  test('a map of no use', async () => {
    expect(await asked(HEADING, { id: 'id', birth: 'birth' })).toContain('nobody could be told apart')
    expect(await asked(HEADING, '{')).toContain('cannot be read as JSON')
    expect(await asked(HEADING, { ...MAP, nombre: 'x' })).toContain('map.json')
  })
  test('a file that is empty, missing, cut off or no archive', async () => {
    expect(await asked('')).toContain('is empty')
    expect(await refused([file('none.csv'), '--map', file('map.json'), '--out', file('out.csv')])).toContain(
      'There is no file',
    )
    const whole = gzipSync(`${HEADING}${'1,Ana,Rojas,Díaz,1990-01-02,\n'.repeat(5000)}`)
    expect(await asked(whole.subarray(0, whole.length / 2), MAP, 'cut.csv.gz')).toContain('cut off')
    expect(await asked('no archive', MAP, 'no.csv.gz')).toContain('cannot be unpacked')
    expect(await asked(whole, MAP, 'whole.csv.gz')).toBe('done')
  })
  test('a place where nothing can be written', async () => {
    const data = await write('data.csv', `${HEADING}1,Ana,Rojas,Díaz,1990-01-02,\n`)
    const map = await write('map.json', JSON.stringify(MAP))
    expect(await refused([data, '--map', map, '--out', file('none/out.csv')])).toContain('cannot be written')
  })
  test('an unclosed quote names its line', async () => {
    expect(await asked(`${HEADING}1,"Ana,Rojas,Díaz,1990-01-02,\n2,Luz,Mora,Paz,1991-01-02,\n`)).toMatch(
      /quote/iu,
    )
  })
  test('a separator is found, also with a mark of byte order', async () => {
    expect(await asked(`\uFEFF${HEADING.replaceAll(',', ';')}1;Ana;Rojas;Díaz;1990-01-02;\n`)).toBe('done')
  })
})

test('clusters are unions of pairs', () => {
  expect(
    clustersOf(7, [
      { a: 0, b: 3 },
      { a: 5, b: 3 },
      { a: 1, b: 2 },
    ]),
  ).toEqual([
    [0, 3, 5],
    [1, 2],
  ])
})

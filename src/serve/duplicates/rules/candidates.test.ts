// Which records are compared with each other: by names, dates, documents, and with or without a date.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { candidatesOf } from './candidates.ts'
import { Columns } from './columns.ts'
import { countsOf } from './counts.ts'
import { sortedByBirth } from './sorted.ts'

const PLACES = {
  id: 0,
  given: [1],
  surname: [2, 3],
  birth: 4,
  identifiers: [{ type: -1, fixed: 'PAS', number: 5 }],
  phone: [],
  place: -1,
  sex: -1,
}

function columnsOf(rows: readonly string[]): Columns {
  const columns = new Columns()
  for (const [at, row] of rows.entries()) columns.add([`r${at}`, ...row.split('|')], PLACES)
  return columns
}

/** Each two records that are compared, `0 1` for the first and the second, however many keys they share. */
function pairsOf(read: Columns, namesAlone = false): Set<string> {
  const pairs = new Set<string>()
  const { columns, order } = sortedByBirth([read.parts], read.count)
  const { units, visit } = candidatesOf(columns, countsOf(columns), namesAlone)
  const add = (members: Uint32Array, from: number, middle: number, to: number) => {
    for (let i = middle; i < to; i++)
      for (let j = from; j < i; j++) {
        const [a, b] = [order[members[i] as number] as number, order[members[j] as number] as number]
        if (a !== b) pairs.add(`${Math.min(a, b)} ${Math.max(a, b)}`)
      }
  }
  for (const unit of units) visit(unit, add, { groups: 0, largest: 0 })
  return pairs
}

test('all names bring a record without a date to those with one, and these not to each other', () => {
  const columns = columnsOf([
    'Ana Luz|Rivas|Mora|1990-03-04',
    'Ana Luz|Rivas|Mora|1971-11-25',
    'Ana Luz|Rivas|Mora|',
    'Ana Luz|Rivas|Mora|',
  ])
  expect([...pairsOf(columns)].sort()).toEqual(['0 2', '0 3', '1 2', '1 3', '2 3'])
  expect([...pairsOf(columns, true)].sort()).toEqual(['0 1', '0 2', '0 3', '1 2', '1 3', '2 3'])
})

test('a wrong year, a wrong day, and one document bring two records together', () => {
  const columns = columnsOf([
    'Yuleisy|Rivas|Mora|1990-03-04|AB12345',
    'Yuleisy|Rivas|Mora|1960-03-04|',
    'Yuleisy|Rivas|Mora|1990-10-27|',
    'Carmen|Salas||1955-01-30|AB-12345',
  ])
  expect([...pairsOf(columns)].sort()).toEqual(['0 1', '0 2', '0 3'])
})

const row = fc
  .record({
    given: fc.constantFrom('Ana', 'Ana Luz', 'José', 'Pepe'),
    surname: fc.constantFrom('Rivas', 'Mora', 'Ribas'),
    second: fc.constantFrom('', 'Mora'),
    birth: fc.constantFrom('', '1990', '1990-03-04', '1990-04-03', '1991-03-04'),
    document: fc.constantFrom('', '123456', '654321'),
  })
  .map(({ given, surname, second, birth, document }) => [given, surname, second, birth, document].join('|'))

test('which records are compared does not depend on their order in the file', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), fc.boolean(), (rows, namesAlone) => {
      const turned = (pair: string) =>
        pair
          .split(' ')
          .map((at) => rows.length - 1 - Number(at))
          .toReversed()
          .join(' ')
      const there = [...pairsOf(columnsOf(rows), namesAlone)].sort()
      const back = [...pairsOf(columnsOf(rows.toReversed()), namesAlone)].map(turned).sort()
      expect(back).toEqual(there)
    }),
  )
})

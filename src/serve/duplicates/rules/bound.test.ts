// The quick look at pairs of records of files never stops what the rules would show, and files read by bytes are compared
// as the desk compares.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { labelledSet, type LabelledRecord } from '../../../../tests/bench/labelled/set.ts'
import { boundOf } from './bound.ts'
import { Columns, scratch } from './columns.ts'
import { comparePrepared, POSSIBLE, scoreOf } from './compare.ts'
import { registerOfColumns } from './counts.ts'
import { link, type Linked } from './link.ts'

const PLACES = {
  id: 0,
  given: [1],
  surname: [2, 3],
  birth: 4,
  identifiers: [
    { type: 5, fixed: '', number: 6 },
    { type: -1, fixed: 'card', number: 7 },
  ],
  phone: [8, 9],
  place: 10,
  sex: 11,
}

function columnsOf(rows: readonly (readonly string[])[]): Columns {
  const columns = new Columns()
  for (const [at, row] of rows.entries()) columns.add([`r${at}`, ...row], PLACES)
  return columns
}
const rowOf = ({ given, surnames, birth, document, telephone, municipality, sex }: LabelledRecord) => {
  const [first = '', second = ''] = surnames
  const { type = '', number = '' } = document ?? {}
  return [
    given.join(' '),
    first,
    second,
    birth ?? '',
    type,
    number,
    '',
    telephone ?? '',
    '',
    municipality,
    sex,
  ]
}

/** Each pair of records that the rules would show is let through. @returns how many pairs are shown, and let through */
function checkAll(columns: Columns, people: number): { shown: number; passed: number } {
  const register = { ...registerOfColumns(columns), people }
  const isPossible = boundOf(columns, register, scoreOf(POSSIBLE, register))
  const [one, other] = [scratch(), scratch()]
  let [shown, passed] = [0, 0]
  for (let a = 0; a < columns.count; a++)
    for (let b = a + 1; b < columns.count; b++) {
      const { strength } = comparePrepared(columns.prepare(a, one), columns.prepare(b, other), register)
      const isPassed = isPossible(a, b)
      if (strength && !isPassed) expect.fail(JSON.stringify([one, other]))
      if (strength) shown++
      if (isPassed) passed++
    }
  return { shown, passed }
}

test('on the labelled set nothing is stopped that would be shown, and hardly anything else passes', () => {
  for (const seed of [1, 2, 3])
    for (const people of [1000, 60_000, 1_000_000]) {
      const { shown, passed } = checkAll(columnsOf(labelledSet(700, seed).map(rowOf)), people)
      expect(shown).toBeGreaterThan(100)
      expect(passed).toBeLessThan(shown * 1.5)
    }
})

const name = fc.constantFrom(
  '',
  'Ana',
  'Ana Luz',
  'José',
  'Pepe',
  'Luz Ana',
  'Rivas',
  'Mora Rivas',
  'محمد',
  'J',
)
const surname = fc.constantFrom(
  '',
  'Rivas',
  'Ribas',
  'Mora',
  'de Mora',
  'del Río',
  'delRío',
  'Ana',
  'Mora Rivas',
)
const birth = fc.constantFrom(
  '',
  '1990',
  '1990-03-04',
  '1990-04-03',
  '1991-03-04',
  '1990-01-01',
  '2004-12-30',
)
const number = fc.constantFrom(
  '',
  '1234567',
  '1234576',
  '123456',
  '12034567',
  'AB123456',
  'V-1.234.567',
  '000',
)
const telephone = fc.constantFrom('', '3101234567', '3101234568', '+57 310 123 4567', '0000000')
const row = fc.tuple(
  name,
  surname,
  surname,
  birth,
  fc.constantFrom('', 'pas', 'card'),
  number,
  number,
  telephone,
  telephone,
  fc.constantFrom('', 'CO44', 'CO44001', 'CO08001'),
  fc.constantFrom('', 'f', 'm'),
)

test('nor of records with anything missing, twice or in the wrong column', () => {
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 8, maxLength: 16 }),
      fc.constantFrom(1000, 100_000),
      (rows, people) => {
        checkAll(columnsOf(rows), people)
      },
    ),
  )
})

test('what is found has the score, probability and reasons that the rules give', () => {
  const columns = columnsOf(labelledSet(3000, 7).map(rowOf))
  const [one, other] = [scratch(), scratch()]
  const found: Linked[] = []
  const { register } = link(columns, columns.count, (pair) => found.push(pair))
  expect(found.length).toBeGreaterThan(500)
  for (const { a, b, strength, ...likeness } of found) {
    const { strength: theirs, ...own } = comparePrepared(
      columns.prepare(a, one),
      columns.prepare(b, other),
      register,
    )
    expect(likeness).toEqual(own)
    // José is left open between José Luis and José Antonio.
    if (strength !== theirs)
      expect([strength, own.reasons]).toEqual(['possible', expect.arrayContaining(['given_name_missing'])])
  }
})

test('the more of a file is there twice, the less evidence is enough', () => {
  const shareOf = (rows: readonly (readonly string[])[]) =>
    link(columnsOf(rows), rows.length, () => {}).register.known ?? 0
  const people = labelledSet(6000, 11).filter(({ slips }) => slips.length === 0)
  const once = people.slice(0, 3000).map(rowOf)
  const [few, many] = [shareOf([...once, ...once.slice(0, 60)]), shareOf([...once, ...once])]
  expect(few).toBeLessThan(0.2)
  expect(many).toBeGreaterThan(0.5)
})

test('whoever fits two people that are not one is left open, and so is a name more with another document', () => {
  const own = ['Urdaneta', 'Chirinos', '1990-03-04']
  const of = (given: string, type = '', number = '') => [given, ...own, type, number, '', '', '', '', '']
  const decided = (...rows: string[][]) => {
    const found: string[] = []
    link(columnsOf(rows), rows.length, ({ a, b, strength }) => found.push(`${a} ${b} ${strength}`))
    return found
  }
  expect(decided(of('Yuleisy'), of('Yuleisy Luz'))).toEqual(['0 1 strong'])
  expect(decided(of('Yuleisy'), of('Yuleisy Luz'), of('Yuleisy Ana'))).toEqual([
    '0 1 possible',
    '0 2 possible',
  ])
  expect(decided(of('Yuleisy', 'card', '1234567'), of('Yuleisy Luz', 'pass', '7654321'))).toEqual([
    '0 1 possible',
  ])
})

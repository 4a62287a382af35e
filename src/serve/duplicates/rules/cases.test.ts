// Names, dates and numbers as clerks of the region write them: what is still one person, and what is another.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelledSet } from '../../../../tests/bench/labelled/set.ts'
import { comparableOf } from '../../../../tests/bench/labelled/comparable.ts'
import { compare, comparePrepared, prepare, registerOf, type Comparable, type Prepared } from './compare.ts'
import { counted, SHIPPED } from './frequencies.ts'
import { documentNumber, telephone } from './numbers.ts'

const born = { date: '1991-07-24' }
/** `José Luis | Pérez | Gómez`. */
const named = (text: string, more: Comparable = { born }): Comparable => {
  const [givenNames, firstSurname, secondSurname] = text.split('|').map((part) => part.trim() || undefined)
  return { givenNames, firstSurname, secondSurname, ...more }
}

describe('one person', () => {
  test.each([
    ['José Luis | Pérez | Gómez', 'Pepe Luis | Pérez | Gómez', 'given_name_similar'],
    ['Claudia | Herrera | Rojas', 'Claudia | Hurrera | Rojas', 'surname_similar'],
    ['Ana | del Río | Mora', 'Ana | delRío | Mora', 'same_surnames'],
    ['Ana | del Río | Mora', 'Ana | delrio | Mora', 'surname_similar'],
    ['Ana | Silva | Rodríguez', 'Ana | SilvaRodríguez |', 'same_surnames'],
    ['Ana | San Juan | Mora', 'Ana | Sanjuan | Mora', 'same_surnames'],
    ['Rosa | Gómez | Ruiz', 'Rosa | Gómez | de Mejía', 'surname_missing'],
    ['Rosa | Gómez | Ruiz', 'Rosa | Gómez-Ruiz |', 'same_surnames'],
    ['Rosa Elena | Gómez | Ruiz', 'Gómez Ruiz | Rosa | Elena', 'names_exchanged'],
    ['Rosa Elena | Gómez | Ruiz', 'Rosa Elena Gómez Ruiz | |', 'same_names'],
    ['Ma. Elena | Gómez | Ruiz', 'María Elena | Gómez | Ruiz', 'same_names'],
    ['Yennifer | Vásquez | Llanos', 'Jenifer | Básquez | Yanos', 'surname_similar'],
    ['محمد | حسين |', 'Mohammed | Hussein |', 'given_name_similar'],
    ['محمد | خليل |', 'Muhammad | Jalil |', 'given_name_similar'],
    ['Gabriela Marcela | Rodríguez | Pérez', 'Gariela Macrela | Rordíguez | Pérz', 'given_name_similar'],
  ])('%s and %s', (one, other, reason) => {
    const likeness = compare(named(one), named(other))
    expect(likeness.strength).toBeDefined()
    expect(likeness.reasons).toContain(reason)
  })
})

describe('two people', () => {
  test.each([
    ['Ana María | Rojas | Díaz', 'Ana Lucía | Rojas | Díaz', 'twins with one name in common'],
    ['María | Rojas | Díaz', 'Martha | Rojas | Díaz', 'twins whose names look alike'],
    ['Mario | Rojas | Díaz', 'María | Rojas | Díaz', 'brother and sister'],
    ['Pedro | Castro | Mora', 'Pedro | Castillo | Mora', 'surnames that begin alike'],
    ['Pedro | Rojas | Mora', 'Pedro | Rosas | Díaz', 'surnames one letter apart'],
  ])('%s and %s: %s', (one, other) => {
    const { strength } = compare(named(one), named(other))
    expect(strength).not.toBe('strong')
  })

  test('father and son of one name and telephone are not stopped', () => {
    const phones = ['3105551234']
    const father = named('Óscar | Villalobos | Uriana', { born: { date: '1962-05-30' }, phones })
    const son = named('Óscar | Villalobos | Uriana', { born: { date: '1990-11-02' }, phones })
    expect(compare(father, son).strength).not.toBe('strong')
  })

  test('papers numbered one after the other are no slip of the hand', () => {
    const paper = (number: string) => ({ born, identifiers: [{ type: 'permit', country: 'COL', number }] })
    const { reasons } = compare(
      named('Ana | Rojas | Díaz', paper('4827340')),
      named('Luz | Rojas | Díaz', paper('4827341')),
    )
    expect(reasons).toContain('different_document')
  })

  test('a word that stands for no number makes nobody alike', () => {
    const without = (number: string) => ({ identifiers: [{ type: 'permit', country: 'COL', number }] })
    for (const nothing of [
      'NO TIENE',
      'No tiene',
      'PENDIENTE',
      '00000000',
      'S/D',
      'en trámite',
      'N/A',
      '—',
    ]) {
      const { reasons } = compare(
        named('Ana | Rojas | Díaz', without(nothing)),
        named('Luz | Mora | Paz', without(nothing)),
      )
      expect(reasons, nothing).not.toContain('same_document')
    }
  })
})

test('a document number is the same with its prefix and dots', () => {
  expect(documentNumber('V-24.918.333')).toBe('24918333')
  expect(documentNumber('v 24918333')).toBe('24918333')
  expect(documentNumber('CC 1.020.333')).toBe('1020333')
  expect(documentNumber('AB123456')).toBe('AB123456')
  expect(documentNumber('0012345')).toBe('12345')
  expect(telephone('0000000000')).toBeUndefined()
})

test('what a rare name says, a common one does not', () => {
  const [common, rare] = ['José | Rodríguez | Pérez', 'Yuleisy | Urdaneta | Epieyú'].map((text) =>
    compare(named(text, {}), named(text, {})),
  )
  expect((rare?.score ?? 0) - (common?.score ?? 0)).toBeGreaterThan(5)
})

test('a larger register needs more evidence for the same decision', () => {
  const [one, other] = [named('Jorge | Mora | Ríos'), named('Jorge | Mora |')]
  const probabilities = [20_000, 500_000, 3_000_000].map(
    (people) => compare(one, other, registerOf(people)).probability,
  )
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a))
  expect(compare(one, other, registerOf(20_000)).strength).toBe('strong')
  expect(compare(one, other, registerOf(3_000_000)).strength).not.toBe('strong')
})

test('a register counts its own names, and a small one keeps to what is shipped', () => {
  const counts = {
    given: new Map([['yuleisy', 50_000]]),
    surname: new Map<string, number>(),
    place: new Map<string, number>(),
  }
  expect(counted(100_000, counts).given('yuleisy')).toBeGreaterThan(0.4)
  expect(counted(10, { ...counts, given: new Map([['yuleisy', 1]]) }).given('yuleisy')).toBeLessThan(
    3 * SHIPPED.given('yuleisy'),
  )
})

test('comparing is symmetric, and its probability follows its score', () => {
  const people = labelledSet(400).map(comparableOf)
  fc.assert(
    fc.property(fc.nat(399), fc.nat(399), (i, j) => {
      const [a, b] = [people[i] as Comparable, people[j] as Comparable]
      const [one, other] = [compare(a, b), compare(b, a)]
      expect(one.score).toBeCloseTo(other.score, 9)
      expect(one.strength).toBe(other.strength)
      expect(one.probability).toBeGreaterThanOrEqual(0)
      expect(one.probability).toBeLessThanOrEqual(1)
    }),
  )
})

test('words that are prepared after very many others are never taken for one that is still held', () => {
  const held = [named('Ana | Rojas | Díaz'), named('Luz | Mora | Paz')].map(prepare)
  const before = comparePrepared(held[0] as Prepared, held[1] as Prepared)
  for (let at = 0; at < 200_001; at++) prepare({ firstSurname: `x${at.toString(36)}` })
  const [one, other] = [prepare(named('Eva | Soto | Gil')), prepare(named('Eva | Soto | Gil'))]
  expect(comparePrepared(one, other).reasons).toContain('same_names')
  expect(comparePrepared(held[0] as Prepared, one).reasons).toContain('given_name_different')
  expect(comparePrepared(held[0] as Prepared, held[1] as Prepared)).toEqual(before)
})

test('empty, one-letter, very long and foreign texts are compared without an error, and never alike for that', () => {
  const hostile = ['', ' ', 'x', 'a'.repeat(300), '12345', '👩‍👧', '\u202Eabc', 'de la', '- -', "''"]
  for (const one of hostile)
    for (const other of hostile) {
      const likeness = compare(
        { givenNames: one, firstSurname: one },
        { givenNames: other, firstSurname: other },
      )
      expect(likeness.strength).not.toBe('strong')
      expect(Number.isFinite(likeness.score)).toBe(true)
    }
  expect(compare({}, {})).toMatchObject({ score: 0, reasons: [] })
  expect(prepare({ givenNames: null }).names.given).toEqual([])
})

test('home and telephone are no evidence between two of whom one has a name more: they may be twins', () => {
  const home = { born, phones: ['3101234567'], place: 'CO44001' }
  const [one, other] = ['José | Rivas | Mora', 'José Luis | Rivas | Mora'] as const
  const [apart, together] = [{ born }, home].map((shared) =>
    compare(named(one, shared), named(other, shared)),
  )
  expect(together?.score).toBe(apart?.score)
  expect(together?.reasons).toContain('same_place')
})

test('a twin with another document is shown, never stopped', () => {
  const paper = (number: string) => ({ born, identifiers: [{ type: 'PAS', country: 'VEN', number }] })
  const likeness = compare(
    named('José | Urdaneta | Epieyú', paper('1112223')),
    named('José Luis | Urdaneta | Epieyú', paper('8889990')),
  )
  expect(likeness.reasons).toContain('different_document')
  expect(likeness.strength).toBe('possible')
})

test('one place says something, another a little against, and a place within the other nothing', () => {
  const at = (place: string) => named('Ana Luz | Rivas | Mora', { born, place })
  const score = (a: string, b: string) => compare(at(a), at(b)).score
  const neutral = score('CO44', 'CO44001')
  expect(score('CO44001', 'CO44001')).toBeGreaterThan(neutral)
  expect(score('CO44001', 'CO08001')).toBeLessThan(neutral)
})

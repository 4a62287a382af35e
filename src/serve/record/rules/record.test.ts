// Rules of a record: conflicting edits, births known in part, documents held twice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ageOf,
  birthMiddle,
  birthSpan,
  changedFields,
  clashes,
  complete,
  edit,
  otherName,
  shownName,
  spokenName,
} from './record.ts'
import type { Edit } from './record.ts'

const ana = complete({ givenNames: 'Ana', firstSurname: 'Rivas', place: 'xa_01001' })
const edited = (
  version: number,
  field: string,
  from: string,
  to: string,
  device: string | null = null,
): Edit => ({
  version,
  changes: { [field]: { from, to } },
  editedAt: '2026-03-02T15:00:00Z',
  device,
})

test('an edit names only what it changes', () => {
  expect(edit(ana, { place: null, called: 'Anita' })).toEqual({ ...ana, place: null, called: 'Anita' })
  expect(changedFields(ana, { place: 'xa_01001', called: 'Anita' })).toEqual(['called'])
})

test('two edits of one field clash and show both values; edits of other fields do not', () => {
  const now = { ...ana, place: 'xa_01002' }
  const later = [edited(2, 'place', 'xa_01001', 'xa_01002')]
  expect(clashes(now, { place: null, called: 'Anita' }, later, undefined)).toEqual([
    { field: 'place', yours: null, theirs: 'xa_01002', before: 'xa_01001', at: '2026-03-02T15:00:00Z' },
  ])
  expect(clashes(now, { called: 'Anita' }, later, undefined)).toEqual([])
})

test('two people who write the same value do not clash', () => {
  const now = { ...ana, place: 'xa_01002' }
  expect(
    clashes(now, { place: 'xa_01002' }, [edited(2, 'place', 'xa_01001', 'xa_01002')], undefined),
  ).toEqual([])
})

test('a phone does not clash with its own earlier edit, only with others', () => {
  const now = { ...ana, place: 'xa_01002' }
  expect(
    clashes(now, { place: null }, [edited(2, 'place', 'xa_01001', 'xa_01002', 'phone')], 'phone'),
  ).toEqual([])
  expect(
    clashes(now, { place: null }, [edited(2, 'place', 'xa_01001', 'xa_01002', 'other')], 'phone'),
  ).toHaveLength(1)
})

test('an estimated age gives a span of one year that holds its middle', () => {
  const ages = fc.record({
    age: fc.integer({ min: 0, max: 110 }),
    on: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((value) => value.toISOString().slice(0, 10)),
  })
  fc.assert(
    fc.property(ages, (born) => {
      const { earliest, latest } = birthSpan(born)
      expect(earliest <= birthMiddle(born) && birthMiddle(born) <= latest).toBe(true)
      expect(ageOf(born, born.on)).toEqual({ years: born.age, certain: true })
    }),
  )
})

test('an age from a birth year alone is not certain', () => {
  expect(ageOf({ year: 1990 }, '2026-03-02')).toEqual({ years: 35, certain: false })
})

test('people are called as they wish, and some have no name', () => {
  expect(spokenName({ called: 'Maye', givenNames: 'Mayerlin' })).toBe('Maye')
  expect(spokenName({ givenNames: 'Mayerlin', firstSurname: 'Rivas' })).toBe('Mayerlin Rivas')
  expect(spokenName({})).toBeUndefined()
})

test('the name of somebody is said once, and the one in their papers beside it only where it is another', () => {
  const rosa = { givenNames: 'Rosa', firstSurname: 'Díaz', secondSurname: 'Peña' }
  expect([shownName(rosa), otherName(rosa)]).toEqual(['Rosa Díaz Peña', undefined])
  expect([shownName({ ...rosa, called: 'Rosi' }), otherName({ ...rosa, called: 'Rosi' })]).toEqual([
    'Rosi',
    'Rosa Díaz Peña',
  ])
  expect(otherName({ ...rosa, called: 'Rosa Díaz Peña' })).toBeUndefined()
  expect([shownName({ called: 'Rosi' }), otherName({ called: 'Rosi' })]).toEqual(['Rosi', undefined])
  expect(otherName({})).toBeUndefined()
})

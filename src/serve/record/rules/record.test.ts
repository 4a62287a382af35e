// Rules of a record: conflicting edits, births known in part, documents held twice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Pack } from '../../../kernel/packs/pack.ts'
import { changedFields, clashes, complete, edit, readyIdentifiers } from './record.ts'
import { ageOf, birthMiddle, birthSpan, otherName, shownName, spokenName } from './shown.ts'
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

const pack = {
  taxonomies: {
    identifierTypes: [
      { code: 'passport', label: {}, pattern: '^[A-Z0-9]{5,15}$', example: '153820477' },
      { code: 'card', label: {}, pattern: '^[0-9]{5,8}$', example: '4817203' },
      { code: 'other', label: {}, pattern: '^[\\p{L}\\p{M}0-9]{3,30}$', example: 'A19X7702' },
    ],
  },
} as unknown as Pack
const stored = (type: string, number: string) => readyIdentifiers(pack, [{ id: '', type, number }])[0]?.number

test('a document number keeps its letters and digits, of whatever script, and loses only what divides it', () => {
  expect(stored('passport', 'SY12-٠١٢٣٤٥')).toBe('SY12012345')
  expect(stored('card', '۴۸۱۷۲۰۳')).toBe('4817203')
  expect(stored('card', '४८१७२०३')).toBe('4817203')
  expect(stored('card', '4.817‑203/1 ')).toBe('48172031')
  expect(stored('passport', '\u202aab – 12\u200f345\u202c')).toBe('AB12345')
  expect(stored('other', 'РД 4512 33')).toBe('РД451233')
  expect(stored('other', 'أ-١٢٣٤/ب')).toBe('أ1234ب')
  expect(stored('other', 'ñb-4512')).toBe('ÑB4512')
})

test('a character that numbers of a kind do not have is refused by name, never left out', () => {
  for (const [type, number, character] of [
    ['passport', 'ÑB-4512', 'Ñ'],
    ['card', '6001936Ñ', 'Ñ'],
    // As long as it may be: without the character it has the shape.
    ['card', '60019360Ñ', 'Ñ'],
    ['passport', 'РД 4512 33', 'Р'],
    ['card', '48172*3', '*'],
    ['other', 'A19?7702', '?'],
  ] as const) {
    const code = 'identifier.strange_character'
    expect(() => stored(type, number), number).toThrow(
      expect.objectContaining({ code, data: { type, character } }),
    )
  }
  for (const [type, number] of [
    ['card', '12Ñ'],
    ['card', 'A123456'],
    ['other', 'РД'],
  ] as const) {
    const code = 'identifier.wrong_shape'
    expect(() => stored(type, number), number).toThrow(expect.objectContaining({ code }))
  }
})

test('no letter and no digit of a number is lost, whatever stands between them', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ABZ059٠٩۵РДأबÑ'), minLength: 3, maxLength: 12 })
  const between = fc.constantFrom('', ' ', '-', '\u2011', '–', '.', '/', '\u202a', '\u200f', '\u00a0')
  fc.assert(
    fc.property(letters, between, (text, separator) => {
      expect(stored('other', [...text].join(separator))).toBe(stored('other', text))
      expect([...(stored('other', text) ?? '')]).toHaveLength([...text].length)
    }),
  )
})

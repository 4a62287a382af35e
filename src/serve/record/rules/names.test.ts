// Names as real desks write them: folded, compared by sound and turned into keys.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthYear, foldNumber, foldPhone, keyOf, matchKeys, numberKeys } from './keys.ts'
import { fold, likeness, nameWords, readNames, sound } from './names.ts'

const shares = (a: readonly number[], b: readonly number[]) => a.some((key) => b.includes(key))
const spanish = fc.stringMatching(/^[A-Za-zñÑáéíóúÁÉÍÓÚüÜ' -]{1,24}$/u)
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10))

test('folding twice changes nothing, in any script', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)))
})

test('accents, capitals and the tilde of ñ do not distinguish names', () => {
  fc.assert(fc.property(spanish, (name) => fold(name.toUpperCase()) === fold(name.toLowerCase())))
  expect(fold('MUÑOZ  Peñaloza-Ibáñez')).toBe('munoz penaloza ibanez')
  expect(fold("D'Angelo")).toBe('dangelo')
})

test('Arabic names are compared without vowel signs and with one alif', () => {
  expect(fold('أَحْمَد')).toBe(fold('احمد'))
  expect(fold('فاطمة')).toBe(fold('فاطمه'))
})

test('invisible characters inside a name do not distinguish names', () => {
  for (const mark of [
    '\u00ad',
    '\u200b',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u061c',
    '\u2060',
    '\ufeff',
    '\ufe0f',
    '\u3164',
  ])
    expect(fold(`Mar${mark}ía`), JSON.stringify(mark)).toBe('maria')
  // In Persian this character separates two words.
  expect(fold('علی\u200cرضا')).toBe(fold('علی رضا'))
})

test('particles and short forms do not distinguish names', () => {
  expect(nameWords('de la Cruz')).toEqual(['cruz'])
  expect(nameWords('Ma. del Carmen')).toEqual(['maria', 'carmen'])
  expect(nameWords('De La')).toEqual(['de', 'la'])
  expect(nameWords(undefined)).toEqual([])
})

test('two surnames typed into one field come apart', () => {
  expect(readNames({ firstSurname: 'González Chirinos' }).surnames).toEqual(['gonzalez', 'chirinos'])
  expect(readNames({ firstSurname: 'de la Rosa', secondSurname: 'Peña' }).surnames).toEqual(['rosa', 'pena'])
})

test.each([
  ['gonzalez', 'gonsales'],
  ['vasquez', 'bazquez'],
  ['jimenez', 'gimenez'],
  ['ximena', 'jimena'],
  ['quispe', 'kispe'],
  ['yennifer', 'jennifer'],
  ['jhon', 'yon'],
  ['llanos', 'yanos'],
  ['hernandez', 'ernandes'],
  ['chirino', 'chirinos'],
  ['yuleisy', 'yuleisi'],
  ['huaman', 'waman'],
  ['philippe', 'filipe'],
])('%s and %s sound the same', (one, other) => {
  expect(sound(one)).toBe(sound(other))
})

test.each([
  ['luis', 'luisa'],
  ['mario', 'maria'],
  ['rojas', 'rosas'],
  ['castro', 'castillo'],
])('%s and %s do not sound the same', (one, other) => {
  expect(sound(one)).not.toBe(sound(other))
})

test('likeness is symmetric, one for equals and never outside zero to one', () => {
  const word = fc.stringMatching(/^[a-z]{0,12}$/u)
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 12)
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0)
      expect(likeness(a, b)).toBeLessThanOrEqual(1)
      expect(likeness(a, a)).toBe(1)
    }),
  )
  // Pairs published by Winkler.
  expect(likeness('martha', 'marhta')).toBeCloseTo(0.9611, 4)
  expect(likeness('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
})

test('a key is a whole number that JavaScript and a bigint hold exactly', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Number.isSafeInteger(keyOf(text))).toBe(true)
      expect(keyOf(text)).toBeGreaterThanOrEqual(0)
    }),
  )
  const many = new Set(Array.from({ length: 200_000 }, (_, at) => keyOf(`d ${at}`)))
  expect(many.size).toBe(200_000)
})

test('somebody is found again with day and month the wrong way round', () => {
  fc.assert(
    fc.property(spanish, spanish, date, (givenNames, firstSurname, day) => {
      fc.pre(nameWords(firstSurname).length > 0 && Number(day.slice(8)) <= 12)
      const swapped = `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`
      const [a, b] = [day, swapped].map((born) =>
        matchKeys({ givenNames, firstSurname, born: { date: born } }),
      )
      expect(shares(a ?? [], b ?? [])).toBe(true)
    }),
  )
})

test('somebody is found again with surnames swapped, accents lost and particles dropped', () => {
  const one = { givenNames: 'Yuleisy María', firstSurname: 'de la Peña', secondSurname: 'Chirinos' }
  expect(shares(matchKeys(one), matchKeys({ ...one, firstSurname: 'CHIRINO', secondSurname: 'PENA' }))).toBe(
    true,
  )
  expect(shares(matchKeys(one), matchKeys({ givenNames: 'Yuleisi', firstSurname: 'Pena' }))).toBe(true)
})

test('a document is found with other spacing, and with its digits transposed when the birth year is known', () => {
  const born = { date: '1990-05-06' }
  const [a, b, c] = ['V-12.345.678', 'v12345678', 'V12354678'].map((number) =>
    matchKeys({ identifiers: [{ number }], born }),
  )
  expect(shares(a ?? [], b ?? [])).toBe(true)
  expect(shares(a ?? [], c ?? [])).toBe(true)
  expect(foldNumber('0012-34')).toBe('1234')
})

test('a telephone is the same with and without its country code; an address with digits is none', () => {
  expect(foldPhone('+57 310 555 12 34')).toBe(foldPhone('3105551234'))
  expect(foldPhone('ana1234567@example.org')).toBeUndefined()
  expect(foldPhone('12')).toBeUndefined()
})

test('digits of every script are the same number', () => {
  for (const typed of ['٣٠٠٥٥٥٠١٤٣', '۳۰۰ ۵۵۵ ۰۱۴۳', '३००-५५५-०१४३', '\u202a+٥٧ ٣٠٠ ٥٥٥ ٠١٤٣\u202c'])
    expect(foldPhone(typed), typed).toBe(foldPhone('+57 300 555 0143'))
  expect(foldNumber('SY12-٠١٢٣٤٥')).toBe(foldNumber('SY12012345'))
  const phones = (phone: string) => matchKeys({ phones: [phone] })
  expect(phones('٠٩٤٤ ٥٥٥ ٠١٢')).toEqual(phones('0944555012'))
})

test.each([
  ['SY12-٠١٢٣٤٥', 'SY12012345'],
  ['РД 4512 33', 'РД451233'],
  ['4512 33', 'РД451233'],
  // As releases kept them that left characters out.
  ['SY12-٠١٢٣٤٥', 'SY12'],
  ['РД 4512 33', '451233'],
  ['ÑB-4512', 'B4512'],
  ['6001936Ñ', '6001936'],
])('typing %s finds the document that is stored as %s', (typed, number) => {
  expect(shares(numberKeys(typed), matchKeys({ identifiers: [{ number }] }))).toBe(true)
})

test('an estimated age gives no birth year to rely on', () => {
  expect(birthYear({ age: 30, on: '2026-01-01' })).toBeUndefined()
  expect(birthYear({ year: 1996 })).toBe(1996)
})

test('somebody without a name or a document has no keys, and that is all right', () => {
  expect(matchKeys({})).toEqual([])
})

test('a name that is also a property of every JavaScript object is a word like any other', () => {
  expect(nameWords('Constructor toString __proto__ Valueof')).toEqual([
    'constructor',
    'tostring',
    'proto',
    'valueof',
  ])
})

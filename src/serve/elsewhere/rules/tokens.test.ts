// What people are asked about: the same whichever way a clerk wrote it, and never another person's by a part of it.
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokenOf } from '../server/tokens.ts'
import { tokenTexts, type Known } from './tokens.ts'

const yulia: Known = {
  givenNames: 'Yulia Andreína',
  firstSurname: 'Bermúdez',
  secondSurname: 'Chirinos',
  bornOn: '1991-05-17',
  identifiers: [{ type: 'cedula', country: 've', number: 'V-24.918.333' }],
}
const shared = (one: Known, other: Known) => {
  const texts = new Set(tokenTexts(other).map(({ text }) => text))
  return tokenTexts(one).filter(({ text }) => texts.has(text)).length
}

describe('a person is asked about by', () => {
  test.each([
    [
      'a document written in another way',
      { identifiers: [{ type: 'cedula', country: 've', number: '24918333' }] },
    ],
    ['a name as it is heard', { givenNames: 'YULIA ANDREINA', firstSurname: 'Vermudes', identifiers: [] }],
    [
      'surnames in each other’s place',
      { firstSurname: 'Chirinos', secondSurname: 'Bermúdez', identifiers: [] },
    ],
    ['a name without the second surname', { secondSurname: null, identifiers: [] }],
    ['a name with one given name', { givenNames: 'Yulia', identifiers: [] }],
  ])('%s', (_, other) => {
    expect(shared(yulia, { ...yulia, ...other })).toBeGreaterThan(0)
  })

  test.each([
    ['another day of birth', { bornOn: '1991-05-18' }],
    ['a birth date that is not whole', { bornOn: null }],
    ['another first given name and one surname', { givenNames: 'Rosa Andreína', secondSurname: null }],
    ['one given name and one surname', { givenNames: 'Yulia', secondSurname: null }],
  ])('not by %s', (_, other) => {
    expect(shared(yulia, { ...yulia, identifiers: [], ...other })).toBe(0)
  })

  test.each([
    ['another type', { type: 'passport', country: 've', number: '24918333' }],
    ['another country', { type: 'cedula', country: 'co', number: '24918333' }],
    ['a word that means nothing', { type: 'cedula', country: 've', number: 'NO TIENE' }],
    ['too few digits', { type: 'cedula', country: 've', number: '333' }],
  ])('not by a document of %s', (_, document) => {
    expect(shared(yulia, { ...yulia, bornOn: null, identifiers: [document] })).toBe(0)
  })
})

test('parts of a text never run into one another', () => {
  const parts = fc.tuple(fc.string(), fc.string(), fc.stringMatching(/^[1-9]{5,12}$/))
  const known = ([type, country, number]: [string, string, string]): Known => ({
    ...yulia,
    bornOn: null,
    identifiers: [{ type, country, number }],
  })
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(shared(known(a), known(b))).toBe(JSON.stringify(a) === JSON.stringify(b) ? 1 : 0)
    }),
    { seed: 7 },
  )
})

describe('a token', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))

  test('is equal under two secrets for nothing, so that networks cannot compare what they hold', () => {
    fc.assert(
      fc.property(key, key, fc.string(), fc.string(), (one, other, a, b) => {
        fc.pre(!one.equals(other))
        expect(tokenOf({ version: 1, key: one }, a)).not.toBe(tokenOf({ version: 1, key: other }, b))
      }),
      { seed: 7 },
    )
  })

  test('is the keyed hash of the whole text, and follows from the secret alone', () => {
    fc.assert(
      fc.property(key, fc.string(), (secret, text) => {
        const keyed = createHmac('sha256', secret).update(`arraigo.known/1\n${text}`).digest('hex')
        expect(tokenOf({ version: 3, key: secret }, text)).toBe(keyed)
        expect(tokenOf({ version: 3, key: secret }, `${text} `)).not.toBe(keyed)
      }),
      { seed: 7 },
    )
  })
})

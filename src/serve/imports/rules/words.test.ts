// Words of real registers: each guess is the one a person would make, and of two equally good ones neither is
// taken.
import { describe, expect, test } from 'vitest'
import type { Pack, Term } from '../../../kernel/packs/pack.ts'
import { readPack } from '../../../platform/packs/packs.ts'
import { countWords, guessCode, unknownWords } from './words.ts'

const huerta = await readPack('packs/huerta')

const terms = (labels: Record<string, string>): Term[] =>
  Object.entries(labels).map(([code, es]) => ({ code, label: { es, en: code } }))

const pack: Pack = {
  ...huerta,
  taxonomies: {
    ...huerta.taxonomies,
    sexes: terms({ female: 'Mujer', male: 'Hombre', unknown: 'No se sabe' }),
    countries: terms({ co: 'Colombia', ve: 'Venezuela', ec: 'Ecuador', pe: 'Perú', cu: 'Cuba', ht: 'Haití' }),
    identifierTypes: terms({
      ppt: 'Permiso por Protección Temporal (PPT)',
      citizen_card: 'Cédula de ciudadanía',
      foreigner_card: 'Cédula de extranjería',
      venezuelan_card: 'Cédula de identidad venezolana',
      passport: 'Pasaporte',
    }) as Pack['taxonomies']['identifierTypes'],
  },
}

describe('a word that the pack does not know', () => {
  test.each([
    ['sexes', 'F', 'female'],
    ['sexes', 'm', 'male'],
    ['sexes', 'Femenino', 'female'],
    ['sexes', 'MASC', 'male'],
    ['countries', 'Venezolana', 've'],
    ['countries', 'colombiano', 'co'],
    ['countries', 'Ecuatoriana', 'ec'],
    ['countries', 'PERUANO', 'pe'],
    ['countries', 'VEN', 've'],
    ['identifierTypes', 'C.C.', 'citizen_card'],
    ['identifierTypes', 'CE', 'foreigner_card'],
    ['identifierTypes', 'permiso ppt', 'ppt'],
    ['identifierTypes', 'Cédula venezolana', 'venezuelan_card'],
    ['identifierTypes', 'Pasap', 'passport'],
  ] as const)('%s: %s is taken for %s', (taxonomy, word, code) => {
    expect(guessCode(pack, taxonomy, word)).toBe(code)
  })

  test.each([
    ['identifierTypes', 'Cédula'],
    ['countries', 'Narnia'],
    ['sexes', 'X'],
    ['sexes', ''],
  ] as const)('%s: nothing is guessed for "%s"', (taxonomy, word) => {
    expect(guessCode(pack, taxonomy, word)).toBeUndefined()
  })
})

test('words are counted, and the unknown ones are listed by frequency', async () => {
  const counted = new Map<string, number>()
  for (const cell of ['Venezuela', 'VEN; colombiano', 'VEN', 'Narnia', ''])
    countWords('nationality', cell, counted, 100)
  expect(await unknownWords(pack, 'nationality', counted)).toEqual({
    known: 1,
    more: 0,
    words: [
      { word: 'VEN', rows: 2, guess: 've' },
      { word: 'Narnia', rows: 1, guess: null },
      { word: 'colombiano', rows: 1, guess: 'co' },
    ],
  })
})

test('a word, or a cell, that is too long to have a code is not kept', () => {
  const counted = new Map<string, number>()
  for (const cell of ['x'.repeat(201), `${'a;'.repeat(500)}b`, 'x'.repeat(200)])
    countWords('nationality', cell, counted, 100)
  expect([...counted.keys()]).toEqual(['x'.repeat(200)])
})

test('the names of a taxonomy are folded once, and only the words that are listed get a guess', async () => {
  let labels = 0
  const countries = pack.taxonomies.countries.map((term) => ({
    ...term,
    get label() {
      labels++
      return term.label
    },
  }))
  const counting: Pack = { ...pack, taxonomies: { ...pack.taxonomies, countries } }
  const counted = new Map(Array.from({ length: 2000 }, (_, n) => [`Narnia ${n}`, n]))
  let guesses = 0
  const before = () => void guesses++
  const { words, more } = await unknownWords(counting, 'nationality', counted, 200, before)
  expect([words.length, more, guesses]).toEqual([200, 1800, 200])
  expect(words[0]).toEqual({ word: 'Narnia 1999', rows: 1999, guess: null })
  // Once for the words that it has, and once for those that are like them.
  expect(labels).toBe(2 * countries.length)
})

// Words of real registers: each guess is the one a person would make, and of two equally good ones neither is
// taken.
import { describe, expect, test } from 'vitest'
import type { Pack, Term } from '../../../kernel/pack.ts'
import { readPack } from '../../../platform/packs.ts'
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

test('words are counted, and the unknown ones are listed by frequency', () => {
  const counted = new Map<string, number>()
  for (const cell of ['Venezuela', 'VEN; colombiano', 'VEN', 'Narnia', ''])
    countWords('nationality', cell, counted, 100)
  expect(unknownWords(pack, 'nationality', counted)).toEqual({
    known: 1,
    words: [
      { word: 'VEN', rows: 2, guess: 've' },
      { word: 'Narnia', rows: 1, guess: null },
      { word: 'colombiano', rows: 1, guess: 'co' },
    ],
  })
})

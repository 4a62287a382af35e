// Which place a text means, by official codes and by names that several places have.
import { expect, test } from 'vitest'
import type { Term } from './pack.ts'
import { levelOf, namesApart, pathOf, pcodeOf, placesFound, placesMeant } from './pack-places.ts'

const place = (code: string, name: string, parent?: string, more: Partial<Term> = {}): Term => ({
  code,
  label: { es: name, en: name },
  ...(parent !== undefined && { parent }),
  ...more,
})
const PLACES: readonly Term[] = [
  place('co_44', 'La Guajira', undefined, { label: { es: 'La Guajira', en: 'La Guajira', ar: 'لا غواخيرا' } }),
  place('co_44001', 'Riohacha', 'co_44'),
  place('co_44847', 'Uribia', 'co_44'),
  place('co_08', 'Atlántico'),
  place('co_08433', 'Malambo', 'co_08'),
  place('co_05', 'Antioquia'),
  // Two municipalities of Colombia have this name (DANE, DIVIPOLA).
  place('co_05036', 'Angelópolis', 'co_05'),
  place('co_05400', 'La Unión', 'co_05'),
  place('co_52', 'Nariño'),
  place('co_52399', 'La Unión', 'co_52'),
  place('co_52999', 'Barrio Viejo', 'co_52', { retired: true }),
]

test('a P-code is the country and the official code', () => {
  expect(['co_44001', 'co_44', 've_2301', 'camp', 'co_44_1', 'col_44'].map(pcodeOf)).toEqual([
    'CO44001',
    'CO44',
    'VE2301',
    undefined,
    undefined,
    undefined,
  ])
})

test('a place is held by others, the smallest first', () => {
  expect(pathOf(PLACES, 'co_44001').map(({ code }) => code)).toEqual(['co_44001', 'co_44'])
  expect(['co_44', 'co_44001', 'unknown'].map((code) => levelOf(PLACES, code))).toEqual([1, 2, 0])
})

test('places that hold each other in a circle end', () => {
  const circle = [place('co_1', 'Uno', 'co_2'), place('co_2', 'Dos', 'co_1')]
  expect(pathOf(circle, 'co_1').map(({ code }) => code)).toEqual(['co_1', 'co_2'])
})

test.each([
  ['co_44001', 'co_44001'],
  ['CO44001', 'co_44001'],
  ['44001', 'co_44001'],
  ['  RIOHACHA ', 'co_44001'],
  ['Angelopolis', 'co_05036'],
  ['لا غواخيرا', 'co_44'],
  ['Riohacha (La Guajira)', 'co_44001'],
  ['Riohacha, La Guajira', 'co_44001'],
  ['Riohacha - la guajira', 'co_44001'],
  ['La Union / Nariño', 'co_52399'],
  ['La Unión (CO05)', 'co_05400'],
  ['Barrio Viejo', 'co_52999'],
])('%s is one place', (text, code) => {
  expect(placesMeant(PLACES, text)).toEqual([code])
})

test('a name of several places is none of them until it is said which', () => {
  expect(placesMeant(PLACES, 'La Unión')).toEqual(['co_05400', 'co_52399'])
})

test.each(['', 'Macondo', 'Riohacha (Nariño)', 'Uribia, Antioquia, Nariño', '()', ' , '])(
  '"%s" is no place of the pack',
  (text) => {
    expect(placesMeant(PLACES, text)).toEqual([])
  },
)

test('a place in use has its name before one that is retired', () => {
  const two = [place('co_1', 'Centro', undefined, { retired: true }), place('co_2', 'Centro')]
  expect(placesMeant(two, 'centro')).toEqual(['co_2'])
})

test.each([
  ['', PLACES.length],
  ['union', 2],
  ['union narino', 1],
  ['CO44', 3],
  ['guajira', 1],
  ['riohacha guajira', 1],
  ['غواخيرا', 1],
  ['macondo', 0],
])('%s finds %i places', (sought, count) => {
  expect(placesFound(PLACES, sought)).toHaveLength(count)
})

test('terms of one name are told apart by what holds them', () => {
  const term = (code: string, name: string, parent?: string) => ({
    code,
    label: { es: name },
    ...(parent !== undefined && { parent }),
  })
  const terms = [
    term('a', 'Antioquia'),
    term('n', 'Nariño'),
    term('a1', 'La Unión', 'a'),
    term('n1', 'La Unión', 'n'),
    term('n2', 'Pasto', 'n'),
    term('x', 'Pasto'),
    term('y', 'Cali', 'unknown'),
  ]
  expect(namesApart(terms, 'es')).toEqual([
    'Antioquia',
    'Nariño',
    'La Unión (Antioquia)',
    'La Unión (Nariño)',
    'Pasto (Nariño)',
    'Pasto',
    'Cali',
  ])
})

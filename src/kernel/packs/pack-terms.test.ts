// Terms of a pack as they are chosen from.
import { expect, test } from 'vitest'
import { namesApart } from './pack-terms.ts'

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

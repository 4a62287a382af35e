// Tests that easily guessed PINs are refused, and that the waiting time grows with each wrong one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseAfter, tidyPin, TRIES, weaknessOf } from './pin.ts'

test('six digits are accepted, unless they are easily guessed', () => {
  expect(weaknessOf('482951', false)).toBeUndefined()
  expect(weaknessOf('48295', false)).toBe('short')
  for (const first of ['000000', '123456', '987654', '890123', '121212', '123123'])
    expect(weaknessOf(first, false)).toBe('simple')
})

test('a phrase must be long; an organisation may require one', () => {
  expect(weaknessOf('mango brisa patio luna', true)).toBeUndefined()
  expect(weaknessOf('mango brisa', false)).toBe('phrase_short')
  expect(weaknessOf('482951', true)).toBe('phrase_wanted')
  expect(weaknessOf('aaaaaaaaaaaaaaaaaaaa', false)).toBe('simple')
})

test('Arabic digits are the same PIN', () => {
  expect(tidyPin(' ٤٨٢٩٥١ ')).toBe('482951')
  expect(tidyPin('۴۸۲۹۵۱')).toBe('482951')
})

test('the waiting time never gets shorter, and starts before the last try', () => {
  fc.assert(
    fc.property(fc.nat(100), (wrong) => {
      expect(pauseAfter(wrong + 1)).toBeGreaterThanOrEqual(pauseAfter(wrong))
    }),
  )
  expect(pauseAfter(3)).toBe(0)
  expect(pauseAfter(TRIES - 1)).toBeGreaterThan(600)
})

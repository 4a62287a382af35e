// A receipt by text message arrives whole: its length is counted as networks count it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitted, isNumber, MOST_SEGMENTS, segments } from './sms.ts'

test('segments are counted in the alphabet the text needs', () => {
  expect(segments('a'.repeat(160))).toBe(1)
  expect(segments('a'.repeat(161))).toBe(2)
  expect(segments('a'.repeat(306))).toBe(2)
  expect(segments('a'.repeat(307))).toBe(3)
  expect(segments('á'.repeat(70))).toBe(1)
  expect(segments('á'.repeat(134))).toBe(2)
  expect(segments('ع'.repeat(135))).toBe(3)
  expect(segments('€'.repeat(80))).toBe(1)
  expect(segments('€'.repeat(81))).toBe(2)
})

test('whatever the name, a receipt fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
      const text = fitted((kept) => `Usted dijo sí a compartir con ${kept} hasta el 12/03/2027.`, name)
      expect(text === undefined ? Infinity : segments(text)).toBeLessThanOrEqual(MOST_SEGMENTS)
    }),
  )
  expect(fitted((kept) => `Con ${kept}.`, 'Raíces')).toBe('Con Raíces.')
})

test('a text message goes to a number and not to an address', () => {
  expect(isNumber('+57 (311) 222-3344')).toBe(true)
  expect(isNumber('lina@example.org')).toBe(false)
})

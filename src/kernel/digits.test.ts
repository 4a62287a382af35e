// Tests that digits of every script that has decimal digits become 0 to 9.
import { expect, test } from 'vitest'
import { dialled, digitsIn, plainDigits } from './digits.ts'

test('the digits of each script are read in tens', () => {
  const all: string[] = []
  for (let point = 0; point <= 0x10ffff; point++) {
    const sign = point >= 0xd800 && point <= 0xdfff ? '' : String.fromCodePoint(point)
    if (/\p{Nd}/u.test(sign)) all.push(sign)
  }
  expect(all.length).toBeGreaterThan(600)
  expect(plainDigits(all.join(''))).toBe('0123456789'.repeat(all.length / 10))
})

test('what is no digit stays, and is left out of a number', () => {
  expect(plainDigits('РД ٤٥۱۲-३३ ½ Ⅳ')).toBe('РД 4512-33 ½ Ⅳ')
  expect(digitsIn('\u202a+٥٧ (٣٠٠) ٥٥٥-٠١٤٣\u202c')).toBe('573005550143')
  expect(dialled('+٥٧ ٣٠٠ ٥٥٥ ٠١٤٣')).toBe('+573005550143')
})

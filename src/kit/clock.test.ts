// Which clocks are asked about.
import { expect, test } from 'vitest'
import { isFarOff } from './clock.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const day = 86_400_000

test('with a server a clock may differ by a day', () => {
  for (const ahead of [0, day, -day]) expect(isFarOff(now, { ahead, seen: 0 })).toBe(false)
  for (const ahead of [day + 1, -day - 1]) expect(isFarOff(now, { ahead, seen: now })).toBe(true)
})

test('without one it is neither before the server was last there, nor more than a year after', () => {
  const at = (seen: number | undefined) => isFarOff(now, { ahead: undefined, seen })
  expect([at(undefined), at(now), at(now + day), at(now - 366 * day)]).toEqual([false, false, false, false])
  expect([at(now + day + 1), at(now - 366 * day - 1)]).toEqual([true, true])
})

// A place in a list is read as it was given out, and one that was made up is refused.
import { expect, test } from 'vitest'
import { readCursor } from './cursor.ts'
import { inputInvalid } from './problems.ts'

const id = '0195a8a0-0000-7000-8000-000000000001'

test('an instant and an id are read back, the instant in one spelling', () => {
  expect(readCursor(`2026-03-02T10:00:00+02:00~${id}`)).toEqual({ at: '2026-03-02T08:00:00.000Z', id })
})

test.each([
  '',
  '~',
  `soon~${id}`,
  '2026-03-02T08:00:00Z',
  '2026-03-02T08:00:00Z~1',
  `-000001-01-01T00:00:00Z~${id}`,
  `0000-06-01T00:00:00Z~${id}`,
  `+010000-01-01T00:00:00Z~${id}`,
])('“%s” is no place in a list', (cursor) => {
  expect(() => readCursor(cursor)).toThrow(inputInvalid({ fields: [] }).message)
})

// Which users stand out, and what a seal contains.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf, partTried, period, standOut } from './rules.ts'

const idles = (users: readonly { idle: number; unusual: boolean }[]) =>
  users.filter(({ unusual }) => unusual).map(({ idle }) => idle)

test('somebody who opened many records for nothing stands out among colleagues who do not', () => {
  expect(idles(standOut([{ idle: 40 }, { idle: 2 }, { idle: 0 }, { idle: 5 }]))).toEqual([40])
})

test('a desk where everybody looks things up has nobody who stands out', () => {
  expect(idles(standOut([{ idle: 30 }, { idle: 25 }, { idle: 40 }]))).toEqual([])
})

test('fewer than ten never stand out, and somebody without colleagues does from ten on', () => {
  expect(idles(standOut([{ idle: 9 }, { idle: 0 }]))).toEqual([])
  expect(idles(standOut([{ idle: 10 }]))).toEqual([10])
})

test('the order of the list decides nothing', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 12 })
  fc.assert(
    fc.property(counts, (found) => {
      const users = found.map((idle) => ({ idle }))
      const marked = idles(standOut(users)).toSorted((a, b) => a - b)
      expect(idles(standOut(users.toReversed())).toSorted((a, b) => a - b)).toEqual(marked)
    }),
  )
})

test('the days asked about are the last thirty, unless said', () => {
  expect(period({}, '2026-03-30')).toEqual({ from: '2026-03-01', until: '2026-03-30' })
  expect(period({ until: '2026-02-28' }, '2026-03-30')).toEqual({ from: '2026-01-30', until: '2026-02-28' })
  expect(period({ from: '2026-03-29' }, '2026-03-30')).toEqual({ from: '2026-03-29', until: '2026-03-30' })
})

test('the fields shown are given as parts of a record, each once, in one order', () => {
  expect(partsOf(['contacts', 'called', 'givenNames', 'identifiers'])).toEqual([
    'identity',
    'documents',
    'contact',
  ])
  expect(partsOf([])).toEqual([])
})

test('the operation tried is given as a part of the record', () => {
  expect(partTried('consent.withdraw')).toBe('consent')
  expect(partTried('need.identify')).toBe('needs')
  expect(partTried('note.write')).toBe('protected')
  expect(partTried('person.correct')).toBe('identity')
  expect(partTried('team.form')).toBeUndefined()
  expect(partTried('constructor')).toBeUndefined()
})

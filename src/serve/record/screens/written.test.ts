// Tests what a form of a person holds: a number from the search box in its field, and whether an age was typed anew.
import { expect, test } from 'vitest'
import { complete } from '../rules/record.ts'
import { changesOf, detailsOf, guessNames, guessPapers } from './written.ts'
import type { Person } from '../operations.ts'

const ids = { identifier: 'i', contact: 'c' }

test('a number that nobody was found by is a number of the new record, in whatever script, and no name', () => {
  for (const typed of ['٣٠٠٥٥٥٠١٤٣', '\u202a+57 300 555 0143\u202c', '३००५५५०१४३']) {
    expect(guessNames(typed)).toEqual({ givenNames: '', firstSurname: '' })
    expect(guessPapers(typed, ids).contacts).toHaveLength(1)
  }
  expect(guessPapers('\u202a+57 300 555 0143\u202c', ids).contacts?.[0]?.value).toBe('+57 300 555 0143')
  expect(guessPapers('٤٨١٧٢٠٣', ids).identifiers).toEqual([{ id: 'i', number: '٤٨١٧٢٠٣' }])
  expect(guessPapers('سلمى', ids)).toEqual({})
  expect(guessNames('\u2068salma haddad\u2069')).toEqual({ givenNames: 'Salma', firstSurname: 'Haddad' })
})

const changed = (was: { age: number; on: string }, born: { age: number; on: string }) => {
  const before = { ...complete({ born: was }) } as Person
  return changesOf(before, detailsOf({ born }, before)).born
}

test('an age that was not touched keeps its day; the same number typed on another day is a new age', () => {
  const was = { on: '2024-11-20', age: 31 }
  expect(changed(was, { age: 31, on: '2024-11-20' })).toBeUndefined()
  expect(changed(was, { age: 31, on: '2026-11-20' })).toEqual({ age: 31, on: '2026-11-20' })
  expect(changed(was, { age: 33, on: '2026-11-20' })).toEqual({ age: 33, on: '2026-11-20' })
})

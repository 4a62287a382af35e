// A resumed draft puts what was typed in it over today's values, and nothing else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resumed } from './resumed.ts'

const draft = (values: object, began?: object, held?: object) => ({ form: 'f', at: 1, values, began, held })

test('only what was changed in the draft stands over what is known today', () => {
  const began = { id: 'p', base: 1, changes: { givenNames: 'Ana', firstSurname: 'Rey', languages: ['es'] } }
  const kept = { ...began, changes: { ...began.changes, secondSurname: 'Paz' } }
  const today = { id: 'p', base: 2, changes: { givenNames: 'Anna', firstSurname: 'Rey', languages: ['en'] } }
  expect(resumed(draft(kept, began), today)).toEqual({
    id: 'p',
    base: 1,
    changes: { givenNames: 'Anna', firstSurname: 'Rey', secondSurname: 'Paz', languages: ['en'] },
  })
})

test('an answer that was left alone is that of today, and one that was taken back stays so', () => {
  const began = { answers: { household: 3, seasons: 2, crop: 'maize' } }
  const kept = { answers: { household: 3, seasons: null } }
  const today = { answers: { household: 7, seasons: 4, crop: 'maize' } }
  expect(resumed(draft(kept, began), today)).toEqual({ answers: { household: 7, seasons: null, crop: null } })
})

test('a value of several parts is one value', () => {
  const began = { changes: { born: { age: 30, on: '2026-01-01' } } }
  const kept = { changes: { born: { age: 31, on: '2026-01-01' } } }
  const today = { changes: { born: { age: 40, on: '2026-02-02' } } }
  expect(resumed(draft(kept, began), today)).toEqual(kept)
})

test('what was empty and still is says nothing over what was written since', () => {
  expect(resumed(draft({ about: '', hours: 'Mo' }, {}), { about: 'New' })).toEqual({
    about: 'New',
    hours: 'Mo',
  })
})

test('a draft of an earlier release, and one that was sent, are resumed whole', () => {
  const today = { id: 'other', note: 'new' }
  expect(resumed(draft({ note: 'old' }), today)).toEqual({ id: 'other', note: 'old' })
  const sent = { ids: {}, sent: { id: { key: 'k' } } }
  expect(resumed(draft({ id: 'id', note: 'old' }, { id: 'id', note: 'old' }, sent), today)).toEqual({
    id: 'id',
    note: 'old',
  })
  expect(resumed(draft({ id: 'id' }, { id: 'id' }, { ids: {}, sent: {} }), today)).toEqual(today)
})

const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string({ minLength: 1 }), {
  noNullPrototype: true,
})

test('each field is the draft’s where it changed it, and today’s where it did not', () => {
  fc.assert(
    fc.property(values, values, values, (began, kept, today) => {
      const found = resumed(draft(kept, began), today)
      for (const name of ['a', 'b', 'c']) {
        const isChanged = kept[name] !== began[name]
        expect(found[name] ?? null).toEqual((isChanged ? kept[name] : today[name]) ?? null)
      }
    }),
  )
})

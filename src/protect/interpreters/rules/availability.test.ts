// Whom to call: by language, by promise, by who can be reached at this hour in this place.
import { expect, test } from 'vitest'
import { clockIn, isReached, matching, promiseOf } from './availability.ts'
import { isNeeded } from './needed.ts'

const hours = (days: ('mon' | 'fri' | 'sat')[], from: string | null, until: string | null) => ({
  days,
  from,
  until,
})

test('the clock is that of the place', () => {
  expect(clockIn('2026-03-02T15:00:00Z', 'America/Bogota')).toEqual({ day: 'mon', time: '10:00' })
  expect(clockIn('2026-03-02T04:59:00Z', 'America/Bogota')).toEqual({ day: 'sun', time: '23:59' })
  expect(clockIn('2026-03-02T05:00:00Z', 'America/Bogota')).toEqual({ day: 'mon', time: '00:00' })
})

test('somebody is reached within their hours, and not at the minute at which they end', () => {
  const one = hours(['mon'], '08:00', '12:00')
  expect(isReached(one, { day: 'mon', time: '08:00' })).toBe(true)
  expect(isReached(one, { day: 'mon', time: '12:00' })).toBe(false)
  expect(isReached(one, { day: 'tue', time: '09:00' })).toBe(false)
})

test('hours that pass midnight belong to the day on which they begin', () => {
  const night = hours(['fri'], '20:00', '02:00')
  expect(isReached(night, { day: 'fri', time: '23:00' })).toBe(true)
  expect(isReached(night, { day: 'sat', time: '01:59' })).toBe(true)
  expect(isReached(night, { day: 'fri', time: '01:00' })).toBe(false)
})

test('days alone are whole days, and where only words say when nothing is claimed', () => {
  expect(isReached(hours(['sat'], null, null), { day: 'sat', time: '03:00' })).toBe(true)
  expect(isReached(hours([], null, null), { day: 'sat', time: '03:00' })).toBeUndefined()
})

test('a promise holds through its last day', () => {
  expect(promiseOf('2026-03-02', '2026-03-02')).toBe('signed')
  expect(promiseOf('2026-03-01', '2026-03-02')).toBe('over')
  expect(promiseOf(null, '2026-03-02')).toBe('none')
})

test('first who promised to tell nobody, then who is reached now, then by the language spoken best', () => {
  const one = (id: string, languages: string[], confidentialUntil: string | null, from: string | null) => ({
    id,
    name: id,
    languages,
    confidentialUntil,
    ...hours([], from, from && '18:00'),
  })
  const all = [
    one('unsigned', ['guc'], null, '08:00'),
    one('later', ['guc'], '2027-01-01', '16:00'),
    one('second', ['es'], '2027-01-01', '08:00'),
    one('first', ['guc', 'es'], '2027-01-01', '08:00'),
    one('other', ['ht'], '2027-01-01', '08:00'),
  ]
  const at = { instant: '2026-03-02T15:00:00Z', timeZone: 'America/Bogota', today: '2026-03-02' }
  const found = matching(all, ['guc', 'es'], at)
  expect(found.map(({ id }) => id)).toEqual(['first', 'second', 'later', 'unsigned'])
  expect(found[0]).toMatchObject({ shared: ['guc', 'es'], now: true, promise: 'signed' })
})

test('the record decides whether somebody interprets; where it is silent, the languages do', () => {
  expect(isNeeded({ languages: ['es'], needsInterpreter: 'yes' }, ['es'])).toBe(true)
  expect(isNeeded({ languages: ['guc'], needsInterpreter: 'no' }, ['es'])).toBe(false)
  expect(isNeeded({ languages: ['guc'], needsInterpreter: null }, ['es'])).toBe(true)
  expect(isNeeded({ languages: ['guc', 'es'], needsInterpreter: null }, ['es'])).toBe(false)
  expect(isNeeded({ languages: [], needsInterpreter: null }, ['es'])).toBe(false)
})

// Tests civil dates against a calendar: every day of a leap year and of the years around it, moved by months
// and by days.
import { describe, expect, test } from 'vitest'
import { instantIn } from './instant.ts'
import { addDays, addMonths, ageOn, dateIn, daysBetween, PlainDate } from './time.ts'

/** Every day from the first of 2023 to the last of 2025, counted without the functions under test. */
const DAYS = Array.from({ length: 1096 }, (_, day) =>
  new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
)
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))

describe('months', () => {
  test('are added as whole months; a day that the month lacks becomes its last day', () => {
    for (const date of DAYS)
      for (const months of [-600, -13, -12, -1, 0, 1, 2, 11, 12, 13, 600]) {
        const moved = addMonths(date, months)
        expect(PlainDate.safeParse(moved).success).toBe(true)
        expect(monthOf(moved)).toBe(monthOf(date) + months)
        if (moved.slice(8) === date.slice(8)) continue
        expect(moved < `${moved.slice(0, 8)}${date.slice(8)}`).toBe(true)
        expect(addDays(moved, 1).slice(8)).toBe('01')
      }
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -48, '2020-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['1850-01-01', 4199, '2199-12-01'],
    ['1900-01-31', 1, '1900-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
  ])('%s and %i months are %s', (date, months, moved) => {
    expect(addMonths(date, months)).toBe(moved)
  })
})

test('days are counted and moved across months, leap days and years', () => {
  for (const [at, date] of DAYS.entries()) {
    expect(daysBetween('2023-01-01', date)).toBe(at)
    expect(addDays('2025-12-31', at - 1095)).toBe(date)
  }
})

test('only dates that exist in the calendar are accepted', () => {
  for (const date of ['2024-02-29', '1850-01-01', '2199-12-31', '2026-12-31'])
    expect(PlainDate.safeParse(date).success, date).toBe(true)
  for (const date of [
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1849-12-31',
    '2200-01-01',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
  ])
    expect(PlainDate.safeParse(date).success, date).toBe(false)
})

test('an age is in completed years; a person born on 29 February is a year older on 1 March', () => {
  expect([ageOn('2008-02-29', '2026-02-28'), ageOn('2008-02-29', '2026-03-01')]).toEqual([17, 18])
  expect([ageOn('2008-02-29', '2028-02-28'), ageOn('2008-02-29', '2028-02-29')]).toEqual([19, 20])
  expect([ageOn('1990-11-28', '2026-11-27'), ageOn('1990-11-28', '2026-11-28')]).toEqual([35, 36])
})

test('the same instant can be a different date in another time zone', () => {
  const instant = '2026-03-01T02:30:00.000Z'
  expect(['America/Bogota', 'Asia/Dhaka', 'Etc/GMT+12'].map((zone) => dateIn(instant, zone))).toEqual([
    '2026-02-28',
    '2026-03-01',
    '2026-02-28',
  ])
})

test('an appointment is at the time that the clock of its centre shows', () => {
  expect(instantIn('2026-03-01', '09:00', 'America/Bogota')).toBe('2026-03-01T14:00:00.000Z')
  expect(instantIn('2026-03-01', '00:30', 'Asia/Dhaka')).toBe('2026-02-28T18:30:00.000Z')
  for (const date of DAYS)
    expect(dateIn(instantIn(date, '23:30', 'Europe/Madrid'), 'Europe/Madrid')).toBe(date)
})

test('a clock that is set back shows a time twice, of which the first is meant; one set forward shows it never', () => {
  expect(instantIn('2026-10-25', '02:30', 'Europe/Madrid')).toBe('2026-10-25T00:30:00.000Z')
  expect(instantIn('2026-03-29', '02:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z')
  expect(instantIn('2026-03-29', '03:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z')
})

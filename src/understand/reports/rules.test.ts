// Periods of reports, and what may be given behind the firewall after earlier hand-overs.
import { expect, test } from 'vitest'
import { isWholeMonths, judge, monthsOf, period } from './rules.ts'

test('a period that ends before it begins is invalid', () => {
  expect(period('2026-03-02', {})).toEqual({ from: '2025-03-02', until: '2026-03-02' })
  expect(period('2026-03-02', { from: '2026-04-01' })).toBeUndefined()
})

test('where small figures are hidden the period is the last twelve whole months', () => {
  const year = period('2026-03-02', {}, true)
  expect(year).toEqual({ from: '2025-03-01', until: '2026-02-28' })
  expect(year && isWholeMonths(year, '2026-03-02')).toBe(true)
  expect(year && monthsOf(year)).toHaveLength(12)
  expect(isWholeMonths({ from: '2026-02-01', until: '2026-02-27' }, '2026-03-02')).toBe(false)
  expect(isWholeMonths({ from: '2026-03-01', until: '2026-03-31' }, '2026-03-31')).toBe(false)
})

test('a month is given behind the firewall once: the same again, and never in another period or with a lower limit', () => {
  const month = { from: '2026-02-01', until: '2026-02-28' }
  const given = { ...month, smallest: 10 }
  const quarter = { from: '2026-01-01', until: '2026-03-31', smallest: 10 }
  expect(judge(month, 10, [])).toEqual({ is: 'nothing' })
  expect(judge(month, 10, [given])).toEqual({ is: 'same', hand: given })
  expect(judge(month, 10, [quarter])).toEqual({ is: 'other', hand: quarter })
  // Figures given with a lower limit, before the recipient was behind the firewall, are not given to others.
  expect(judge(month, 10, [{ ...month, smallest: 5 }])).toMatchObject({ is: 'other' })
})

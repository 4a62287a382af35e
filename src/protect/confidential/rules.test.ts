// When a reason is required, how long an emergency opening lasts, and when it may be reviewed.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_BREAK_GLASS_HOURS } from './operations.ts'
import * as rules from './rules.ts'

const told = fc
  .record({ confidant: fc.boolean(), here: fc.boolean(), anywhere: fc.boolean() })
  .filter(({ here, anywhere }) => anywhere || !here)

test('a user without access is asked the same whichever group they choose', () => {
  fc.assert(
    fc.property(told, (state) => {
      const outside = { ...state, confidant: false }
      expect(rules.needsReason(outside)).toBe(rules.needsReason({ ...outside, here: state.anywhere }))
    }),
  )
})

test('a second story in one group is never written without a reason', () => {
  fc.assert(
    fc.property(told, (state) => {
      if (state.here) expect(rules.needsReason(state)).toBe(true)
    }),
  )
})

test('only what really was told a second time is counted', () => {
  expect(rules.countsAs({ confidant: false, here: false, anywhere: true }, 'hearing')).toBeUndefined()
  expect(rules.countsAs({ confidant: false, here: true, anywhere: true }, 'hearing')).toBe('hearing')
})

test('an emergency opening closes after four hours by default, and not a moment later', () => {
  const now = '2026-03-02T15:00:00.000Z'
  expect(rules.closesAt(now)).toBe('2026-03-02T19:00:00.000Z')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MOST_BREAK_GLASS_HOURS }), (hours) => {
      const until = rules.closesAt(now, hours)
      expect(rules.isOpen(until, [], now)).toBe(true)
      expect(rules.isOpen(until, [], until)).toBe(false)
      expect(rules.isOpen(until, ['not_justified'], now)).toBe(false)
      expect(rules.isOpen(until, ['needs_follow_up'], now)).toBe(true)
    }),
  )
})

test('a verdict is final, except one that asked for more', () => {
  expect(rules.mayJudge([])).toBe(true)
  expect(rules.mayJudge(['needs_follow_up'])).toBe(true)
  expect(rules.mayJudge(['needs_follow_up', 'justified'])).toBe(false)
})

// Properties of the state machine: in whatever order the sides act, a referral stays within its states and
// ends for good.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerBy, hasExpired, isOver, move, openMoves, type Move, type Side, type State } from './rules.ts'

const SIDES: Side[] = ['sender', 'receiver', 'system']
const MOVES: Move[] = [
  'send',
  'accept',
  'decline',
  'redirect',
  'expire',
  'schedule',
  'serve',
  'miss',
  'close',
  'cancel',
]

test('no step leaves a final state, and every other state has one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...MOVES), fc.constantFrom(...SIDES)), { maxLength: 40 }),
      (tries) => {
        let state: State = 'draft'
        for (const [wish, side] of tries) {
          const step = move(state, wish, side)
          if ('to' in step) {
            expect(isOver(state)).toBe(false)
            state = step.to
          }
        }
        const ways = SIDES.flatMap((side) => openMoves(state, side))
        expect(ways.length === 0).toBe(isOver(state))
      },
    ),
  )
})

test('only the receiver accepts, declines and serves; only the system lets a referral run out', () => {
  for (const wish of ['accept', 'decline', 'serve'] as const) {
    expect(move('sent', wish, 'sender')).toEqual({ refused: 'side' })
  }
  expect(move('sent', 'expire', 'receiver')).toEqual({ refused: 'side' })
  expect(move('sent', 'expire', 'system')).toEqual({ to: 'expired' })
})

test('a referral runs out the day after its last day', () => {
  const last = answerBy('2026-03-02')
  expect(last).toBe('2026-03-09')
  expect(hasExpired({ state: 'sent', answerBy: last }, '2026-03-09')).toBe(false)
  expect(hasExpired({ state: 'sent', answerBy: last }, '2026-03-10')).toBe(true)
  expect(hasExpired({ state: 'accepted', answerBy: last }, '2026-03-10')).toBe(false)
})

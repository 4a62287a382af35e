// The pauses between tries to open the stream of live updates.
import { expect, test } from 'vitest'
import { pauseAfter } from './live.ts'

test('the pauses grow to a minute, and half of each is random', () => {
  expect([1, 2, 3, 7, 50].map((failures) => [pauseAfter(failures, 0), pauseAfter(failures, 1)])).toEqual([
    [500, 1000],
    [1000, 2000],
    [2000, 4000],
    [30_000, 60_000],
    [30_000, 60_000],
  ])
})

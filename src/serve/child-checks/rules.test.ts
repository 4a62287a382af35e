// Who may be a child on a day.
import { expect, test } from 'vitest'
import { mayBeChild } from './rules.ts'

test.each([
  ['2008-03-03', true],
  ['2008-03-02', false],
  ['1990-01-01', false],
  [null, false],
] as const)('born on %s at the latest: %s', (latest, is) => expect(mayBeChild(latest, '2026-03-02')).toBe(is))

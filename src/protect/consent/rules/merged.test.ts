// A no on one record is a no on the other while the two are merged.
import { expect, test } from 'vitest'
import type { SamePerson } from '../../../kernel/same-person.ts'
import { allowedGroups, present } from './decisions.ts'
import { decisionsOfSame } from './merged.ts'

const yes = (person: string, day: string, fieldGroups = ['identity', 'documents'], recipient = 'roots') => ({
  person,
  id: `${person} ${day} yes`,
  said: 'yes' as 'yes' | 'no',
  purpose: 'referral',
  recipient,
  recipientClass: null,
  fieldGroups,
  at: `${day}T10:00:00Z`,
  until: '2027-01-01',
  endedAt: null,
})
const no = (person: string, day: string, fieldGroups = ['documents']) => ({
  ...yes(person, day, fieldGroups),
  id: `${person} ${day} no`,
  said: 'no' as const,
})

const same: SamePerson = {
  kept: 'a',
  people: ['a', 'b'],
  besides: [],
  assigned: {},
  since: '2026-03-01T00:00:00Z',
}

const allowed = (
  person: string,
  decisions: readonly (ReturnType<typeof yes> | ReturnType<typeof no>)[],
  as = same,
) => {
  const of = (record: string) => decisions.filter((one) => one.person === record)
  const use = { purpose: 'referral', organisation: 'roots', organisationClass: 'cso' }
  return [...allowedGroups(decisionsOfSame(person, as, of), use, present('2026-03-05'))].sort()
}

test('a no that stands on either is stronger than a yes before the merge, even a later one', () => {
  const decisions = [no('b', '2026-01-01'), yes('a', '2026-02-01')]
  expect(allowed('a', decisions)).toEqual(['identity'])
  expect(allowed('b', decisions)).toEqual([])
})

test('a yes after the merge is the latest word, on the record on which it was said', () => {
  expect(allowed('a', [no('b', '2026-01-01'), yes('a', '2026-03-03')])).toEqual(['documents', 'identity'])
})

test('a no that was taken back with a yes on its own record does not count for the other', () => {
  const decisions = [no('b', '2026-01-01'), yes('b', '2026-01-05'), yes('a', '2026-02-01')]
  expect(allowed('a', decisions)).toEqual(['documents', 'identity'])
  // A yes to somebody else takes back nothing.
  const others = [
    no('b', '2026-01-01'),
    yes('b', '2026-01-05', ['documents'], 'fence'),
    yes('a', '2026-02-01'),
  ]
  expect(allowed('a', others)).toEqual(['identity'])
})

test('a yes on one record allows nothing of the other', () => {
  expect(allowed('b', [yes('a', '2026-02-01')])).toEqual([])
})

test('what was assigned to a record at an undo is decided there alone', () => {
  const decision = yes('a', '2026-03-03')
  const undone = { besides: [], assigned: { [decision.id]: 'b' }, since: null }
  expect(allowed('a', [decision], { ...undone, kept: 'a', people: ['a'] })).toEqual([])
  const other = { ...undone, kept: 'b', people: ['b'], besides: ['a'] }
  expect(allowed('b', [decision, no('a', '2026-01-01', ['identity'])], other)).toEqual([
    'documents',
    'identity',
  ])
})

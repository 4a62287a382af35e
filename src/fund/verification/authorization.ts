// Who may decide about claims and see decisions; docs/authorization.md says what the letters and words mean.
import { judged, type PlainNumbers, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { claimed } from '../../../tests/authorization/world.ts'

export const rows = `
Verification of results           F O C S P K N M V $ D A    own   shared  outsider
verification.decide               . . . . . . . . V . . .    403   yes     403
verification.take_back            . . . . . . . . V . . .    403   yes     403
verification.void                 . . . . . . . . V . . .    403   yes     403
verification.inbox                . . . . . . . . V . . .    403   yes     403
verification.get                  . . . . . . . . V . . .    403   yes     403
verification.figures              . . . . . . . . V . . .    403   yes     403
verification.decisions            . . C S P K . . V . . A    yes   yes     none
`

export const subjects: Subjects = {
  'verification.decide': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: { id: world.id(), claim: it.claim, decision: 'reject', reason: 'date_wrong' } }
  }),
  'verification.take_back': judged(async (world) => {
    const it = await claimed(world, 'verified')
    return { input: { id: world.id(), claim: it.claim } }
  }),
  'verification.void': judged(async (world) => {
    const it = await claimed(world, 'verified')
    return { input: { id: world.id(), claim: it.claim, reason: 'date_wrong' } }
  }),
  'verification.inbox': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: {}, shows: [it.claim] }
  }),
  'verification.get': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: { claim: it.claim }, shows: [it.claim] }
  }),
  'verification.figures': judged(async (world) => {
    await claimed(world, 'verified')
    return { input: {}, shows: ['Raíces'] }
  }),
  'verification.decisions': judged(async (world) => {
    const it = await claimed(world, 'verified')
    return { input: { claim: it.claim }, shows: ['accept'] }
  }),
}

export const plainNumbers: PlainNumbers = {
  'verification.figures': Object.fromEntries(
    ['', 'byMonth.', 'byOutcome.', 'byProvider.'].flatMap((cut) =>
      ['accepted', 'rejected', 'returned'].map((which) => [
        `${cut}${which}`,
        'claims that the reader decided, each of which it sees',
      ]),
    ),
  ),
  'verification.inbox': {
    'claims.files': 'papers of a claim that is shown',
    waiting: 'claims of the list beside it',
  },
}

export const visits: Visits = {
  visitors: { verification: 'seal' },
}

export const addresses: Addresses = {
  'POST /api/verification.inbox/file': listFileAddress('verification.inbox', 'verification.judge'),
}

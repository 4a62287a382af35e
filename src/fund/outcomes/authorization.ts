// Who may prove, submit and see results; docs/authorization.md says what the letters and words mean.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { judged, type PlainNumbers, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { claimed } from '../../../tests/authorization/world.ts'

export const rows = `
Results                           F O C S P K N M V $ D A    own   shared  outsider
outcome.evaluate                  . . . . . . . . . . . .    -     -       -
outcome.attach_evidence           . . C S P K . . . . . .    yes   403     404
outcome.submit                    . . . S P K . . . . . .    yes   403     404
outcome.conclude                  . . . . . . . . . . . .    -     -       -
outcome.reopen                    . . . . . . . . . . . .    -     -       -
outcome.tell                      . . . . . . . . . . . .    -     -       -
outcome.list                      . . C S P K . . . . . A    yes   403     none
outcome.of_person                 . . C S P K . . . . . A    yes   403     none
outcome.get                       . . C S P K . . . . . A    yes   403     404
`

const onClaim = (state: Parameters<typeof claimed>[1]) =>
  judged(async (world) => {
    const it = await claimed(world, state)
    return { input: { id: it.claim }, shows: [it.claim] }
  })

export const subjects: Subjects = {
  'outcome.attach_evidence': judged(async (world) => {
    const it = await claimed(world, 'found')
    return { input: { id: world.id(), claim: it.claim, attachment: it.attachment, type: 'harvest_photo' } }
  }),
  'outcome.submit': onClaim('ready'),
  'outcome.list': judged(async (world) => ({
    input: {},
    shows: [(await claimed(world, 'submitted')).claim],
  })),
  'outcome.of_person': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: { person: it.person }, shows: [it.claim] }
  }),
  'outcome.get': onClaim('submitted'),
}

export const plainNumbers: PlainNumbers = {
  'outcome.list': {
    'claims.clock.day': 'a day of a clock, of a claim that is shown',
    'claims.clock.of': 'a day of a clock, of a claim that is shown',
    'counts.count': 'claims of the list beside it',
  },
}

export const visits: Visits = {
  visitors: { outcomes: 'roots' },
  records: async (world) => ({ claim: (await claimed(world, 'submitted')).claim }),
}

export const jobs: Jobs = {
  'outcome.evaluate': async (world) => ({ person: (await claimed(world, 'found')).person }),
  'outcome.advance': async (world) => {
    await claimed(world, 'found')
    return {}
  },
  'outcome.tell': async (world) => ({
    id: (await claimed(world, 'verified')).claim,
    state: 'verified',
    told: world.id(),
  }),
}

export const addresses: Addresses = {
  'POST /api/outcome.list/file': listFileAddress('outcome.list', 'outcome.read'),
}

// Who has a worklist, as the authorization test reads it; docs/authorization.md explains the letters and words.
import { served, type PlainNumbers, type Subjects } from '../../../tests/authorization/subject.ts'
import { consentFor, newcomer } from '../../../tests/authorization/world.ts'
import { sendReferral } from '../referrals/operations.ts'

export const rows = `
Worklist                          F O C S P K N M V $ D A    own   shared  outsider
work.list                         F O C S P K N M V $ D A    yes   yes     none
`

/** Of the whole list what is due later and what others answer: a page of it has the referral that is due first. */
const LATER = '2~2199-01-01~ffffffff-ffff-8fff-bfff-ffffffffffff'

export const subjects: Subjects = {
  'work.list': served(async (world) => {
    const to = world.network.organisations.roots
    const whose = await newcomer(world)
    const consent = await consentFor(world, whose, to)
    const about = { person: whose, id: world.id(), to, reason: 'Una pala', answerBy: '2026-03-03' }
    await world.run(world.rosa, sendReferral, { ...about, consent })
    return { input: { after: LATER }, shows: [whose] }
  }),
}

export const plainNumbers: PlainNumbers = {
  'work.list': {
    'counts.count': 'whose lines the reader sees listed beside it',
    'counts.late': 'the same',
    'figures.plain': 'users, organisations, services, devices, or results that the reader sees listed',
  },
}

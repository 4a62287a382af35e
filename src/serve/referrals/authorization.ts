// Who may send, receive and see referrals, as the authorization test reads it; docs/authorization.md
// explains the letters and words.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { moved } from '../../protect/organisation-moves/authorization.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { scheduleReferral, sendReferral } from './operations.ts'
import {
  onReferred,
  type ReferralState,
  served,
  type Subjects,
  waited,
} from '../../../tests/authorization/subject.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { consentFor, newcomer, referred } from '../../../tests/authorization/world.ts'

export const rows = `
Referrals                         F O C S P K N M V $ D A    own   shared  outsider
referral.draft                    F O C S P . . . . . . .    yes   yes     404
referral.send                     F O C S P . . . . . . .    yes   409     404
referral.accept                   . O C S P . . . . . . .    409   yes     404
referral.decline                  . O C S P . . . . . . .    409   yes     404
referral.redirect                 F O C S P . . . . . . .    yes   409     404
referral.schedule                 . O C S P . . . . . . .    409   yes     404
referral.miss                     . O C S P . . . . . . .    409   yes     404
referral.serve                    . O C S P . . . . . . .    409   yes     404
referral.close                    F O C S P . . . . . . .    yes   409     404
referral.cancel                   F O C S P . . . . . . .    yes   409     404
referral.expire                   . . . . . . . . . . . .    -     -       -
referral.end_for_closed           . . . . . . . . . . . .    -     -       -
referral.list                     F O C S P . . . . . . .    none  yes     none
referral.get                      F O C S P . . . . . . .    yes   yes     404
referral.count                    F O C S P K N . . . . .    -     -       -
`

const onReferral = (more: Record<string, unknown> = {}, state?: ReferralState) =>
  onReferred(({ person: whose, referral }) => ({ person: whose, id: referral, ...more }), state)

export const subjects: Subjects = {
  'referral.draft': onReferred((it, world) => ({
    person: it.person,
    id: world.id(),
    to: world.network.organisations.seal,
    reason: 'Otra cosa',
  })),
  'referral.send': served(async (world) => {
    const it = await referred(world)
    const to = world.network.organisations.seal
    const consent = await consentFor(world, it.person, to)
    return { input: { person: it.person, id: world.id(), to, reason: 'Otra cosa', consent } }
  }),
  'referral.accept': onReferral({}, 'sent'),
  'referral.decline': onReferral({ reason: 'full' }, 'sent'),
  'referral.redirect': served(async (world) => {
    const it = await referred(world, 'declined')
    const to = world.network.organisations.seal
    const consent = await consentFor(world, it.person, to)
    return { input: { person: it.person, id: it.referral, newId: world.id(), to, consent } }
  }),
  'referral.schedule': onReferral({ at: '2026-03-20T15:00:00Z' }),
  'referral.miss': waited(
    'referral',
    7,
    served(async (world) => {
      const { person, referral: id } = await referred(world)
      await world.run(world.bruno, scheduleReferral, { person, id, at: '2026-03-05T15:00:00Z' })
      return { input: { person, id } }
    }),
  ),
  'referral.serve': onReferral(),
  'referral.close': onReferral({}, 'declined'),
  'referral.cancel': onReferral({ because: 'ya no' }, 'sent'),
  'referral.list': onReferred((it) => ({ side: 'receiver', person: it.person })),
  'referral.get': onReferral(),
}

export const visits: Visits = {
  records: async (world, it) => {
    await referred(world, 'sent')
    return { referral: it.referral }
  },
}

export const jobs: Jobs = {
  'referral.expire': async (world) => {
    await referred(world, 'sent')
    world.network.clock.advance(30)
    return {}
  },
  'referral.end_for_closed': async (world) => {
    const { network, rosa, id, run } = world
    const { fence } = network.organisations
    const [person, consent] = [await newcomer(world), id()]
    await run(rosa, giveConsent, {
      id: consent,
      person,
      purpose: 'referral',
      recipient: 'cso',
      fieldGroups: ['identity'],
      textVersion: 'v1',
      locale: 'es',
      how: 'signature',
    })
    await run(rosa, sendReferral, { person, id: id(), to: fence, reason: 'Pala', consent })
    await moved(world)
    return {}
  },
}

export const addresses: Addresses = {
  'POST /api/referral.list/file': listFileAddress('referral.list', 'referral.read', { side: 'sender' }),
}

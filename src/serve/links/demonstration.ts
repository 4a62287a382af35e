// A person whom two centres serve: one asks whether others know them, and, once the other has shared its record, whether the two
// records are linked. That waits for an answer.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { askElsewhere } from '../elsewhere/operations.ts'
import { registerPerson } from '../record/operations.ts'
import { acceptReferral, sendReferral } from '../referrals/operations.ts'
import { proposeLink } from './operations.ts'

const KNOWN = {
  purpose: 'known_elsewhere',
  fieldGroups: ['identity', 'documents'] as string[],
  textVersion: 'known_v1',
  locale: 'es',
  how: 'signature',
  recipient: 'public',
} as const
const SHARED = {
  purpose: 'referral',
  fieldGroups: ['identity', 'contact'] as string[],
  textVersion: 'referral_v1',
  locale: 'es',
  how: 'signature',
} as const

export const demonstration: Contribution = {
  async lastDays(office) {
    const { run, network } = office
    const [marelvis, ana, clara, sol] = ['marelvis', 'ana', 'clara', 'sol'].map((key) => network.member(key))
    // Somebody whose name is told whole, as both centres write it.
    const served = run
      .households('riohacha')
      .map(({ members }) => members[0])
      .find(
        ({ secondSurname, identifiers, born }) => secondSurname && identifiers[0] && born && 'date' in born,
      )
    if (!served || !marelvis || !ana || !clara || !sol) return
    await office.goTo(addDays(run.today, -4))
    const { id: here, bornOn: _, relation: __, identifiers, contacts: ___, ...details } = served
    const there = office.newId()
    const again = {
      ...details,
      id: there,
      searched: 'device' as const,
      consentText: 'service_v1',
      migrationStatus: 'not_asked',
      identifiers: identifiers.map((each) => ({ ...each, id: office.newId() })),
    }
    await office.act(registerPerson, again, marelvis)
    await office.act(giveConsent, { ...KNOWN, id: office.newId(), person: there }, marelvis)
    await office.act(giveConsent, { ...KNOWN, id: office.newId(), person: here }, ana)
    await office.act(askElsewhere, { id: office.newId(), person: here }, ana)
    const [consent, referral] = [office.newId(), office.newId()]
    const [riohacha, cartagena] = [ana.organisation, marelvis.organisation]
    await office.act(giveConsent, { ...SHARED, id: consent, person: there, recipient: riohacha }, marelvis)
    const sent = { person: there, id: referral, to: riohacha, reason: 'Vuelve a vivir en Riohacha.', consent }
    await office.act(sendReferral, sent, marelvis)
    await office.act(acceptReferral, { person: there, id: referral }, clara)
    const yes = { ...SHARED, id: office.newId(), person: here, recipient: cartagena }
    await office.act(giveConsent, yes, ana)
    const because = 'Nos dijo que la atienden en los dos centros.'
    await office.act(proposeLink, { id: office.newId(), person: here, other: there, because }, sol)
  },
}

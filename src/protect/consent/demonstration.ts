// What a few invented people decide about their data in the last days: a no, two yeses that end soon, and two
// overrides, one of which waits for a decision.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { askOverride, decideOverride, giveConsent, refuseConsent } from './operations.ts'

const CITY = 'riohacha'
const READ = { textVersion: 'v1', locale: 'es' } as const

export const demonstration: Contribution = {
  async lastDays(office) {
    const { run, network } = office
    const { today } = run
    await office.goTo(addDays(today, -3))
    const known = run.households(CITY).filter(({ cameOn }) => cameOn < addDays(today, -7))
    const [one, another, third, fourth, fifth] = known.slice(-5).map(({ members }) => members[0].id)
    if (!one || !another || !third || !fourth || !fifth) return
    const [ana, clara, sol] = [network.member('ana'), network.member('clara'), network.member('sol')]

    for (const [person, days] of [
      [one, 9],
      [another, 21],
    ] as const) {
      const yes = { id: office.newId(), person, purpose: 'referral', recipient: 'cso' as const, ...READ }
      const terms = { fieldGroups: ['identity', 'contact'], how: 'signature' as const }
      await office.act(giveConsent, { ...yes, ...terms, expiresOn: addDays(today, days) }, ana)
    }
    const [purpose, recipient] = ['contact', 'company'] as const
    const no = { id: office.newId(), person: third, purpose, recipient, ...READ }
    await office.act(refuseConsent, { ...no, fieldGroups: ['contact'] }, ana)

    const danger = {
      purpose: 'referral',
      recipient: network.organisations.bridges,
      fieldGroups: ['identity', 'contact'],
      ground: 'vital_interest' as const,
      basis: 'Riesgo grave para su vida',
      until: addDays(today, 4),
    }
    const [waiting, allowed] = [office.newId(), office.newId()]
    const reason = 'No contesta desde el lunes y dejó dicho que temía por su vida.'
    await office.act(askOverride, { person: fourth, id: waiting, reason, ...danger }, clara)
    const found = 'La encontraron inconsciente y la clínica necesita saber a quién avisar.'
    await office.act(askOverride, { person: fifth, id: allowed, reason: found, ...danger }, clara)
    await office.act(decideOverride, { person: fifth, id: allowed, allow: true }, sol)
  },
}

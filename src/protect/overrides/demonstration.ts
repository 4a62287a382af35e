// Two overrides of the last days for invented people, one of which waits for a decision.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { askOverride, decideOverride } from './operations.ts'

const CITY = 'riohacha'

export const demonstration: Contribution = {
  async lastDays(office) {
    const { run, network } = office
    const { today } = run
    await office.goTo(addDays(today, -3))
    const known = run.households(CITY).filter(({ cameOn }) => cameOn < addDays(today, -7))
    const [fourth, fifth] = known.slice(-2).map(({ members }) => members[0].id)
    if (!fourth || !fifth) return
    const [clara, sol] = [network.member('clara'), network.member('sol')]
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

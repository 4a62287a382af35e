// What a few invented people decide about their data in the last days: a no, and two yeses that end soon.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { giveConsent, refuseConsent } from './operations.ts'

const CITY = 'riohacha'
const READ = { textVersion: 'referral_v1', locale: 'es' } as const

export const demonstration: Contribution = {
  async lastDays(office) {
    const { run, network } = office
    const { today } = run
    await office.goTo(addDays(today, -3))
    const known = run.households(CITY).filter(({ cameOn }) => cameOn < addDays(today, -7))
    const [one, another, third] = known.slice(-5).map(({ members }) => members[0].id)
    if (!one || !another || !third) return
    const ana = network.member('ana')

    for (const [person, days] of [
      [one, 9],
      [another, 21],
    ] as const) {
      const yes = { id: office.newId(), person, purpose: 'referral', recipient: 'cso' as const, ...READ }
      const terms = { fieldGroups: ['identity', 'contact'], how: 'signature' as const }
      await office.act(giveConsent, { ...yes, ...terms, expiresOn: addDays(today, days) }, ana)
    }
    const [purpose, recipient] = ['contact', 'company'] as const
    const read = { ...READ, textVersion: 'contact_v1' }
    const no = { id: office.newId(), person: third, purpose, recipient, ...read }
    await office.act(refuseConsent, { ...no, fieldGroups: ['contact'] }, ana)
  },
}

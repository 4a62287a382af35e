// Services that a centre gives on the day somebody arrives; other organisations deliver theirs when a
// referral is served.
import { ageOn } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { recordDelivery } from './operations.ts'

export const demonstration: Contribution = {
  async arrival(journey, { city, members }) {
    const { orientation } = journey.network.team(city)
    const small = members.some(({ bornOn }) => ageOn(bornOn, journey.today) < 8)
    const odds = {
      guidance: 0.8,
      ...(small && { childcare_on_site: 0.4 }),
      ...(city === 'riohacha' && { sisben_registration: 0.2 }),
    }
    for (const [kind, likely] of Object.entries(odds)) {
      if (!journey.random.chance(likely)) continue
      const service = journey.run.idOf(`service/${city}/${kind}`)
      const delivery = { person: members[0].id, service, deliveredOn: journey.today }
      await journey.act(recordDelivery, { id: journey.newId(), ...delivery }, orientation)
    }
  },
}

// Plays the first questionnaire: most households answer it with staff of the centre, on the first day or some
// days later.
import { addDays } from '../../../kernel/time.ts'
import type { Contribution } from '../../../platform/demonstration/contribution.ts'
import { recordCharacterization } from '../operations.ts'
import { answersOf } from './answers.ts'

export const demonstration: Contribution = {
  async arrival(journey, { city, members }) {
    const { random, network } = journey
    if (!random.chance(0.75)) return
    if (random.chance(0.4)) await journey.pass(1, 9)
    const arrivedOn = addDays(journey.today, -random.whole(25, 2300))
    const answers = answersOf(random, members, arrivedOn, journey.today)
    const said = { person: members[0].id, questionnaire: 'characterization', version: 1, answers }
    await journey.act(
      recordCharacterization,
      { id: journey.newId(), ...said },
      network.team(city).orientation,
    )
  },
}

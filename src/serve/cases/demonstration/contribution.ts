// Plays the work on needs for the demonstration: each need is named, planned for and ended when it is met;
// the case closes last.
import type { Actor } from '../../../kernel/actor.ts'
import { addDays, ageOn } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { after, type Contribution } from '../../../platform/demonstration/contribution.ts'
import type { Journey } from '../../../platform/demonstration/journey.ts'
import type { Team } from '../../../platform/demonstration/network.ts'
import type { Registered } from '../../../platform/demonstration/person.ts'
import { sealNote } from '../../../protect/confidential/operations.ts'
import { recordDelivery } from '../../deliveries/operations.ts'
import {
  closeCase,
  endNeed,
  identifyNeed,
  openCase,
  reachGoal,
  recordMilestone,
  setGoal,
} from '../operations.ts'
import { KINDS, type Kind } from './needs.ts'
import { planOfReferrals } from './plan.ts'

const MOST_NEEDS = 3

/** How many of the needs that the case was opened for are open, and whether every other one was ended. */
type Case = { id: Id; left: number; met: boolean }

export const demonstration: Contribution = {
  async arrival(journey, { city, members }) {
    const team = journey.network.team(city)
    // Not everybody names all their needs on the first day.
    if (journey.random.chance(0.3)) await journey.pass(1, 9)
    for (const member of members) {
      const kinds = journey.random
        .some(KINDS, KINDS.length)
        .filter((kind) =>
          journey.random.chance(kind.odds(member, ageOn(member.bornOn, journey.today), members)),
        )
        .slice(0, MOST_NEEDS)
      if (kinds.length === 0) continue
      const id = caseOf(journey, member.id)
      const asked = { id, person: member.id, manager: team.manager.user }
      await journey.act(openCase, asked, team.orientation)
      const file: Case = { id, left: kinds.length, met: true }
      for (const kind of kinds)
        journey.meanwhile([0, 2], `${member.id}/${kind.need}`, (later) =>
          meet(later, team, member, kind, file),
        )
    }
  },
  after: [
    // The staff member who wrote the sealed note accompanies the person from then on.
    after(sealNote, (journey, { input: { person }, actor }) =>
      journey.act(openCase, { id: caseOf(journey, person), person, manager: actor.user }, actor),
    ),
    after(recordDelivery, (journey, { input, actor }) =>
      input.referral === undefined ? Promise.resolve() : resultOf(journey, input.person, actor),
    ),
    ...planOfReferrals,
  ],
}

/** The id of the person's case: the same for every contribution, whichever opens it first. */
const caseOf = ({ run }: Journey, person: Id) => run.idOf(`case/${person}`)

/** One need, from the day it is named to the day it is met, as far as it has come. */
async function meet(
  journey: Journey,
  { orientation, manager }: Team,
  { id: person }: Registered,
  kind: Kind,
  file: Case,
): Promise<void> {
  const { random } = journey
  const need = journey.newId()
  const urgency = random.weighed(kind.urgency)
  const note = kind.notes && { note: random.pick(kind.notes) }
  await journey.act(identifyNeed, { id: need, person, code: kind.need, urgency, ...note }, orientation)
  await journey.pass(0, 4)
  // Some people want nobody else to know, some need only advice: the centre itself is enough, without a
  // written plan.
  const goal = random.chance(0.88) ? journey.newId() : undefined
  if (goal) {
    const wantedBy = addDays(journey.today, random.whole(20, 120))
    await journey.act(setGoal, { id: goal, person, need, text: kind.goal, wantedBy }, manager)
  }
  const met = journey.last(kind.milestone ? recordMilestone : recordDelivery) !== undefined
  await journey.pass(2, 20)
  if (met && random.chance(0.85)) {
    await journey.act(endNeed, { id: need, person, ending: 'met' }, manager)
    if (goal) await journey.act(reachGoal, { id: goal, person }, manager)
  } else if (!met && random.chance(0.35)) {
    await journey.act(endNeed, { id: need, person, ending: 'no_longer' }, manager)
  } else file.met = false
  file.left--
  if (file.left > 0 || !file.met || random.chance(0.4)) return
  await journey.pass(5, 25)
  const reason = met ? 'goals_met' : random.pick(['moved_away', 'lost_contact', 'own_wish'])
  await journey.act(closeCase, { id: file.id, person, reason }, manager)
}

/**
 * What happens in the person's life after the service, noted by the provider: it lasts, it ends, or it
 * begins again.
 */
async function resultOf(journey: Journey, person: Id, provider: Actor): Promise<void> {
  const { random } = journey
  const need = journey.last(identifyNeed)?.input.code
  const { milestone, end } = KINDS.find((kind) => kind.need === need) ?? {}
  if (!milestone || !random.chance(milestone.odds)) return
  await journey.pass(...milestone.after)
  const record = (line: Journey, code: string) =>
    line.act(recordMilestone, { person, milestone: code, on: line.today }, provider)
  const ends = end && random.chance(end.odds) ? end : undefined
  await journey.together({
    begun: (line) => record(line, milestone.code),
    ...(ends && {
      async ended(line) {
        await line.pass(...ends.after)
        await record(line, ends.code)
        if (!line.random.chance(ends.again)) return
        await line.pass(8, 30)
        await record(line, milestone.code)
      },
    }),
  })
}

// What becomes of a household from its first visit on: welcomed, asked, and every need walked along its road.
import type { Actor } from '../../kernel/actor.ts'
import { addDays, ageOn } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import {
  closeCase,
  endNeed,
  identifyNeed,
  openCase,
  reachGoal,
  setGoal,
} from '../../serve/cases/operations.ts'
import { recordDelivery } from '../../serve/deliveries/operations.ts'
import { recordCharacterization } from '../../serve/forms/operations.ts'
import { addIdentifier, changePerson, getPerson } from '../../serve/people/operations.ts'
import { answersOf } from './answers.ts'
import type { Calendar } from './calendar.ts'
import { confide, type Confided } from './confiding.ts'
import type { Network } from './network.ts'
import type { City, Household } from './people.ts'
import { achieve } from './proving.ts'
import { finish, refer } from './referring.ts'
import type { Stage } from './stage.ts'
import { THREADS, type Thread } from './threads.ts'
import { welcome, welcomeAgain, type Welcomed } from './welcome.ts'

export type Telling = {
  calendar: Calendar
  network: Network
  attachments: string
  /** What the head of the household tells in confidence, if anything, and who did. */
  confided?: Confided | undefined
  confidedBy: Id[]
}

/** Who receives, listens and accompanies in each centre. */
const TEAMS: Record<City, { desk: string; orientation: string; manager: string }> = {
  riohacha: { desk: 'ana', orientation: 'omar', manager: 'clara' },
  cartagena: { desk: 'marelvis', orientation: 'marelvis', manager: 'rafa' },
  cucuta: { desk: 'yaneth', orientation: 'yaneth', manager: 'ever' },
}

type Team = { city: City; desk: Actor; orientation: Actor; manager: Actor }
type Case = { id: Id; left: number; met: boolean }

const MOST_NEEDS = 3

export async function live(stage: Stage, household: Household, telling: Telling): Promise<void> {
  const { random } = stage
  const staff = (key: string) => telling.network.staff[key] as Actor
  const keys = TEAMS[household.city]
  const team: Team = {
    city: household.city,
    desk: staff(keys.desk),
    orientation: staff(keys.orientation),
    manager: staff(keys.manager),
  }
  await stage.goTo(household.cameOn)
  const members = await welcome(stage, household, team.desk)
  const [head] = members
  const { confided, network, calendar } = telling
  if (confided) {
    const apart = stage.branch('confided')
    calendar.begin(async () => void telling.confidedBy.push(await confide(apart, network, head.id, confided)))
  }
  await serve(stage, telling, team, head, 'guidance', 0.8)
  if (members.some((member) => ageOn(member.bornOn, stage.today) < 8))
    await serve(stage, telling, team, head, 'childcare_on_site', 0.4)
  if (team.city === 'riohacha') await serve(stage, telling, team, head, 'sisben_registration', 0.2)
  if (random.chance(0.06)) {
    const again = random.pick(members)
    stage.meanwhile([20, 90], (fair) => welcomeAgain(fair, again, team.desk))
  }
  if (random.chance(0.75)) {
    if (random.chance(0.4)) await stage.pass(1, 9)
    await characterize(stage, members, team.orientation)
  }
  for (const member of members) {
    const threads = random
      .some(THREADS, THREADS.length)
      .filter((thread) => random.chance(thread.odds(member, ageOn(member.bornOn, stage.today), members)))
      .slice(0, MOST_NEEDS)
    if (threads.length === 0) continue
    const id = stage.newId()
    const asked = { id, person: member.id, manager: team.manager.user }
    const { opened } = await stage.act(openCase, asked, team.orientation)
    // A file that stands open already is closed by whoever opened it.
    const file: Case = { id, left: threads.length, met: opened }
    for (const thread of threads) {
      const branch = stage.branch(`${member.id}/${thread.name}`)
      telling.calendar.begin(() => follow(branch, telling, { team, member, thread, file }))
    }
  }
}

/** A service of the centre itself, given at once. */
async function serve(
  stage: Stage,
  { network }: Telling,
  team: Team,
  { id: person }: Welcomed,
  kind: string,
  odds: number,
): Promise<void> {
  if (!stage.random.chance(odds)) return
  const service = network.services[`${team.city}/${kind}`] as Id
  await stage.act(
    recordDelivery,
    { id: stage.newId(), person, service, deliveredOn: stage.today },
    team.orientation,
  )
}

async function characterize(stage: Stage, members: readonly Welcomed[], actor: Actor): Promise<void> {
  const arrivedOn = addDays(stage.today, -stage.random.whole(25, 2300))
  const answers = answersOf(stage.random, members, arrivedOn, stage.today)
  const person = (members[0] as Welcomed).id
  await stage.act(
    recordCharacterization,
    { id: stage.newId(), person, questionnaire: 'characterization', version: 1, answers },
    actor,
  )
}

/** The centre brings the record up to date: what the person became, and the paper that says so. */
async function update(
  stage: Stage,
  { manager }: Team,
  { id }: Welcomed,
  { identifier, ...changes }: ReturnType<NonNullable<Thread['becomes']>>,
): Promise<void> {
  const { version } = await stage.ask(getPerson, { id }, manager)
  await stage.act(changePerson, { id, base: version, changes, statusPurpose: 'result' }, manager)
  const number = `${identifier === 'ppt' ? '9' : '196'}${stage.random.digits(identifier === 'ppt' ? 6 : 7)}`
  await stage.act(addIdentifier, { person: id, id: stage.newId(), type: identifier, number }, manager)
}

type Following = { team: Team; member: Welcomed; thread: Thread; file: Case }

/** One need, from the day it is named to the day it is met, as far as it has come. */
async function follow(
  stage: Stage,
  telling: Telling,
  { team, member, thread, file }: Following,
): Promise<void> {
  const { random } = stage
  const person = member.id
  await stage.pass(0, 2)
  const need = stage.newId()
  const note = thread.quiet ? {} : { note: random.pick(thread.reasons) }
  const urgency = random.weighed(thread.urgency)
  await stage.act(
    identifyNeed,
    { id: need, person, code: thread.need, urgency, ...(random.chance(0.5) && note) },
    team.orientation,
  )
  await stage.pass(0, 4)
  let goal: Id | undefined
  if (random.chance(0.85)) {
    goal = stage.newId()
    const wantedBy = addDays(stage.today, random.whole(20, 120))
    await stage.act(setGoal, { id: goal, person, need, text: thread.goal, wantedBy }, team.manager)
  }
  // Some prefer that nobody else knows, and are accompanied by the centre itself.
  const served = random.chance(0.05)
    ? undefined
    : await refer(stage, {
        network: telling.network,
        thread,
        person,
        need,
        goal,
        sender: team.manager,
        doors: thread.doors(team.city),
      })
  let met = served !== undefined && !thread.milestone
  if (served && thread.milestone) {
    const { provider, referral } = served
    met = await achieve(stage, thread, {
      network: telling.network,
      attachments: telling.attachments,
      person,
      provider,
      keeper: team.manager,
    })
    await finish(stage, thread, { person, id: referral }, provider, met)
  }
  await stage.pass(2, 20)
  if (met && thread.becomes) await update(stage, team, member, thread.becomes(member))
  if (met && random.chance(0.85)) {
    await stage.act(endNeed, { id: need, person, ending: 'met' }, team.manager)
    if (goal) await stage.act(reachGoal, { id: goal, person }, team.manager)
  } else if (!met && random.chance(0.35)) {
    await stage.act(endNeed, { id: need, person, ending: 'no_longer' }, team.manager)
  } else file.met = false
  file.left--
  if (file.left > 0 || !file.met || random.chance(0.4)) return
  await stage.pass(5, 25)
  const reason = met ? 'goals_met' : random.pick(['moved_away', 'lost_contact', 'own_wish'])
  await stage.act(closeCase, { id: file.id, person, reason }, team.manager)
}

// The records that the authorization table is tested on, made by commands as staff would: kept by one
// organisation, shared with a second, unknown to Eve.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Command, InputOf } from '../../src/kernel/command.ts'
import type { Id } from '../../src/kernel/words.ts'
import { outcomesOfPerson, submitOutcome, attachEvidence } from '../../src/fund/outcomes/operations.ts'
import { issueStatement, signContract } from '../../src/fund/settlement/operations.ts'
import { decideVerification } from '../../src/fund/verification/operations.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import {
  addStep,
  identifyNeed,
  openCase,
  recordMilestone,
  setGoal,
} from '../../src/serve/cases/operations.ts'
import { formHousehold } from '../../src/serve/households/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { acceptReferral, declineReferral, sendReferral } from '../../src/serve/referrals/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { letStand } from '../harness/decisions.ts'
import { EVERY_ROLE, type TestNetwork } from '../harness/network.ts'
import { allowResults } from '../harness/results-consent.ts'

export type Relation = 'own' | 'shared' | 'outsider'

/** An actor with every role in each organisation, and helpers that make records. */
export type World = {
  network: TestNetwork
  rosa: Actor
  bruno: Actor
  vito: Actor
  flora: Actor
  eve: Actor
  service: Id
  contract: Id
  /** Ids of everything made so far; the fuzz test guesses among them. */
  made: string[]
  id(): Id
  run<C extends Command>(actor: Actor, command: C, input: InputOf<C>): Promise<void>
}

export async function world(network: TestNetwork): Promise<World> {
  const made: string[] = []
  const id = () => {
    const fresh = network.newId()
    made.push(fresh)
    return fresh
  }
  const fixture: World = {
    network,
    rosa: await network.join('Rosa', 'garden', EVERY_ROLE),
    bruno: await network.join('Bruno', 'roots', EVERY_ROLE),
    vito: await network.join('Vito', 'seal', EVERY_ROLE),
    flora: await network.join('Flora', 'purse', EVERY_ROLE),
    eve: network.actors.eve,
    service: id(),
    contract: id(),
    made,
    id,
    run: async (actor, command, input) => void (await network.execute(command, input, actor)),
  }
  await fixture.run(fixture.bruno, offerService, {
    id: fixture.service,
    kind: 'tool_loan',
    name: 'Préstamo de palas',
  })
  const { roots } = network.organisations
  await fixture.run(fixture.flora, signContract, {
    id: fixture.contract,
    provider: roots,
    rateCard: 'harvest_fund',
    paymentDays: 30,
  })
  return fixture
}

/** A person whom only the garden keeps, with one of each thing that a record may hold. */
export async function person(world: World) {
  const { rosa, id, run } = world
  const [own, identifier, contact, household, need, goal, step, file] = [
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
  ]
  const number = digits(world)
  await run(rosa, registerPerson, {
    id: own,
    searched: 'everywhere',
    called: `Lina ${own.slice(-6)}`,
    identifiers: [{ id: identifier, type: 'library_card', country: 'xa', number }],
    contacts: [{ id: contact, kind: 'phone', value: `3${number}0`, safeToCall: true }],
  })
  await run(rosa, formHousehold, { id: household, members: [{ person: own, relation: 'head', head: true }] })
  await run(rosa, openCase, { id: file, person: own })
  await run(rosa, identifyNeed, { id: need, person: own, code: 'plot', urgency: 'high' })
  await run(rosa, setGoal, { id: goal, person: own, need, text: 'Una parcela' })
  await run(rosa, addStep, {
    id: step,
    person: own,
    goal,
    text: 'Pedirla',
    byWhom: 'us',
    dueOn: '2026-03-01',
  })
  return { person: own, number, identifier, contact, household, need, goal, step, file }
}

/** A person of the garden with only a name. */
export async function newcomer(world: World): Promise<Id> {
  const id = world.id()
  await world.run(world.rosa, registerPerson, { id, searched: 'everywhere', called: `Zoe ${id.slice(-6)}` })
  return id
}

/**
 * Eight digits that no other person here has: random ones would match once in thousands of runs, and then the
 * search would find two people.
 */
const digits = ({ made }: World) => String(((made.length * 48_271) % 90_000_000) + 10_000_000)

async function consent(
  world: World,
  whose: Id,
  recipient: Id,
  more: { expiresOn?: string } = {},
): Promise<Id> {
  const given = world.id()
  await world.run(world.rosa, giveConsent, {
    id: given,
    person: whose,
    purpose: 'referral',
    recipient,
    fieldGroups: ['identity', 'documents', 'contact'],
    textVersion: 'v1',
    locale: 'es',
    how: 'signature',
    ...more,
  })
  return given
}

/** The same person, referred to Raíces, which was asked; with `accepted` it accepted and sees the record. */
export async function referred(world: World, state: 'sent' | 'accepted' | 'declined' = 'accepted') {
  const whose = await person(world)
  const { organisations } = world.network
  const allowed = await consent(world, whose.person, organisations.roots)
  const referral = world.id()
  const key = { person: whose.person, id: referral }
  const wish = {
    to: organisations.roots,
    service: world.service,
    need: whose.need,
    reason: 'Pala',
    consent: allowed,
  }
  await world.run(world.rosa, sendReferral, { ...key, ...wish })
  if (state === 'accepted') await world.run(world.bruno, acceptReferral, key)
  if (state === 'declined') await world.run(world.bruno, declineReferral, { ...key, reason: 'full' })
  return { ...whose, consent: allowed, referral }
}

/** A claim of Raíces on a person of its own, advanced to the requested state. */
export async function claimed(world: World, state: 'found' | 'ready' | 'submitted' | 'verified') {
  const { bruno, vito, id, run, network } = world
  const whose = id()
  const called = `Nora ${whose.slice(-6)}`
  await run(bruno, registerPerson, { id: whose, searched: 'everywhere', called })
  await run(bruno, recordMilestone, { person: whose, milestone: 'first_harvest', on: '2026-02-01' })
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person: whose }, bruno)
  const claim = claims.find((one) => one.outcome.code === 'first_harvest')?.id as Id
  world.made.push(claim)
  const attachment = id()
  await network.database.pool.query(
    `insert into attachment (person, id, organisation, name, media_type, size, sha256, uploaded_by, uploaded_at)
     values ($1, $2, $3, 'foto.png', 'image/png', 70, sha256($4::text::bytea), $5, now())`,
    [whose, attachment, bruno.organisation, attachment, bruno.user],
  )
  const evidence = id()
  if (state !== 'found')
    await run(bruno, attachEvidence, { id: evidence, claim, attachment, type: 'harvest_photo' })
  if (state !== 'found') await allowResults(network, whose, bruno)
  if (state === 'submitted' || state === 'verified') {
    await run(bruno, submitOutcome, { id: claim, verifier: network.organisations.seal })
  }
  if (state === 'verified') {
    // The file is in no folder: Vito cannot open it by its address.
    await network.database.pool.query(
      `insert into attachment_opening (person, attachment, organisation, opened_by, opened_at)
       values ($1, $2, $3, $4, now())`,
      [whose, attachment, vito.organisation, vito.user],
    )
    await run(vito, decideVerification, { id: id(), claim, decision: 'accept' })
    await network.work()
  }
  return { person: whose, called, claim, attachment }
}

/** A statement that Raíces issued to the fund. */
export async function statement(world: World): Promise<Id> {
  await claimed(world, 'verified')
  letStand(world.network)
  const issued = world.id()
  await world.run(world.bruno, issueStatement, { id: issued, contract: world.contract })
  return issued
}

export { consent as consentFor }

// For each line of the authorization table that stands in a relation to a record: what to send, and who sends it.
import type { Actor } from '../src/kernel/actor.ts'
import type { Id } from '../src/kernel/words.ts'
import { issueKey } from '../src/identity/keys/operations.ts'
import { defineRole, formTeam } from '../src/identity/roles/operations.ts'
import { configureSignOn } from '../src/identity/sign-on/operations.ts'
import { recordDelivery } from '../src/serve/deliveries/operations.ts'
import { recordCharacterization } from '../src/serve/forms/operations.ts'
import { ofAccess } from './authorization.access.ts'
import { ofConfidential } from './authorization.confidential.ts'
import { ofConsent } from './authorization.consent.ts'
import { ofDisclosure } from './authorization.disclosure.ts'
import { ofDevices } from './authorization.devices.ts'
import { ofOwn } from './authorization.own.ts'
import { ofRetention } from './authorization.retention.ts'
import {
  claimed,
  consentFor,
  demand,
  lookalikes,
  newcomer,
  referred,
  register,
  roleOfAna,
  statement,
  type Relation,
  type World,
} from './authorization.world.ts'

export type Try = {
  input: Record<string, unknown>
  /** Words of an answer that would show something of the record; an answer without any of them shows nothing. */
  shows?: readonly string[]
}

export type Subject = { who: (world: World) => Record<Relation, Actor>; make: (world: World) => Promise<Try> }

/** Serving people: the garden keeps the record, Raíces got it by a referral, Eve has nothing to do with it. */
const served = (make: Subject['make']): Subject => ({
  who: ({ rosa, bruno, eve }) => ({ own: rosa, shared: bruno, outsider: eve }),
  make,
})
/** Results: Raíces made them, the verifier was asked to judge them, Eve neither. */
const judged = (make: Subject['make']): Subject => ({
  who: ({ bruno, vito, eve }) => ({ own: bruno, shared: vito, outsider: eve }),
  make,
})
/** Money: Raíces is paid, the fund pays, Eve neither. */
const paid = (make: Subject['make']): Subject => ({
  who: ({ bruno, flora, eve }) => ({ own: bruno, shared: flora, outsider: eve }),
  make,
})

type Referred = Awaited<ReturnType<typeof referred>>
type State = Parameters<typeof referred>[1]

/** A command or query on the record of somebody who was referred. */
const onReferred = (input: (it: Referred, world: World) => Record<string, unknown>, state?: State): Subject =>
  served(async (world) => {
    const it = await referred(world, state)
    return { input: input(it, world), shows: [it.person] }
  })

const onReferral = (more: Record<string, unknown> = {}, state?: State) =>
  onReferred(({ person: whose, referral }) => ({ person: whose, id: referral, ...more }), state)

/** `id` of the step, need, goal … of the person. */
const onPart = (part: 'step' | 'need' | 'goal' | 'file', more: Record<string, unknown> = {}) =>
  onReferred((it) => ({ person: it.person, id: it[part], ...more }))

const onUser = served(async ({ network }) => ({ input: { user: network.actors.ana.user } }))

const onClaim = (
  key: 'id' | 'claim',
  state: Parameters<typeof claimed>[1],
  more: Record<string, unknown> = {},
) =>
  judged(async (world) => {
    const it = await claimed(world, state)
    return { input: { [key]: it.claim, ...more }, shows: [it.claim] }
  })

const onRegister = (more: Record<string, unknown> = {}) =>
  served(async (world) => ({ input: { id: await register(world), ...more } }))

/** A key of a program of the garden. */
async function keyOf(world: World): Promise<string> {
  const id = fresh(world)
  await world.run(world.rosa, issueKey, {
    id,
    user: fresh(world),
    name: 'Ventanilla',
    roles: ['front_desk'],
    allows: ['person.get'],
    until: '2026-06-30',
  })
  return id
}

const fresh = ({ id }: World): Id => id()

const HOLDS = [{ verb: 'person.read', scope: 'own', class: 'personal', purpose: 'service' }] as const

/** A role that the garden made of what the house ships. */
async function ownRole({ rosa, id, run }: World): Promise<Id> {
  const made = id()
  await run(rosa, defineRole, { id: made, name: `Rol ${made}`, grants: [...HOLDS] })
  return made
}

async function team({ rosa, id, run }: World): Promise<Id> {
  const formed = id()
  await run(rosa, formTeam, { id: formed, name: `Equipo ${formed}`, members: [rosa.user] })
  return formed
}

export const subjects: Readonly<Record<string, Subject>> = {
  ...ofAccess,
  'organisation.get': served(async ({ rosa }) => ({ input: {}, shows: [rosa.organisation] })),
  'centre.list': served(async ({ network }) => ({
    input: { organisation: network.organisations.garden },
    shows: [network.centre],
  })),
  'user.list': served(async ({ network }) => ({ input: {}, shows: [network.actors.ana.user] })),
  'user.reinvite': onUser,
  'user.deactivate': onUser,
  'user.reactivate': onUser,
  'user.invitation': onUser,
  'key.revoke': served(async (world) => ({ input: { id: await keyOf(world) } })),
  'key.list': served(async (world) => ({ input: {}, shows: [await keyOf(world)] })),
  'sign_on.get': served(async (world) => {
    const domain = 'huerta.example'
    await world.run(world.rosa, configureSignOn, {
      issuer: 'https://sign-on.huerta.example',
      clientId: 'arraigo',
      domain,
      required: false,
      secondFactor: 'house',
    })
    return { input: {}, shows: [domain] }
  }),
  'role.grant': served(async (world) => ({
    input: {
      id: fresh(world),
      user: world.network.actors.ana.user,
      role: 'analyst',
      organisation: world.rosa.organisation,
    },
  })),
  'role.revoke': served(async (world) => ({ input: { id: await roleOfAna(world) } })),
  'role.change': served(async (world) => {
    const id = await ownRole(world)
    return { input: { id, name: `Otro ${id}`, grants: HOLDS } }
  }),
  'role.retire': served(async (world) => ({ input: { id: await ownRole(world) } })),
  'role.list': served(async (world) => ({ input: {}, shows: [await ownRole(world)] })),
  'team.change': served(async (world) => {
    const id = await team(world)
    return { input: { id, name: `Otro ${id}`, members: [world.rosa.user] } }
  }),
  'team.disband': served(async (world) => ({ input: { id: await team(world) } })),
  'team.list': served(async (world) => ({ input: {}, shows: [await team(world)] })),

  'person.get': onReferred((it) => ({ id: it.person })),
  'person.timeline': served(async (world) => {
    const it = await referred(world)
    return { input: { id: it.person }, shows: ['person.registered'] }
  }),
  'person.search': onReferred((it) => ({ text: it.number })),
  'person.caseload': onReferred(() => ({ limit: 100 })),
  'person.change': onReferred((it) => ({ id: it.person, base: 1, changes: { called: 'Otra' } })),
  'person.add_identifier': onReferred((it, world) => ({
    person: it.person,
    id: fresh(world),
    type: 'library_card',
    country: 'xa',
    number: `7${it.number.slice(1)}`,
  })),
  'person.retire_identifier': onReferred((it) => ({
    person: it.person,
    id: it.identifier,
    because: 'mal copiado',
  })),
  'person.add_contact': onReferred((it, world) => ({
    person: it.person,
    id: fresh(world),
    kind: 'phone',
    value: `31${it.number}`,
  })),
  'person.change_contact': onReferred((it) => ({
    person: it.person,
    id: it.contact,
    base: 1,
    safeToCall: false,
  })),
  'person.duplicates': served(async (world) => ({ input: {}, shows: await lookalikes(world) })),
  'person.rule_out_duplicate': served(async (world) => {
    const [one, other] = await lookalikes(world)
    return { input: { person: one, other, because: 'Son primas.' } }
  }),
  'household.get': onReferred((it) => ({ id: it.household })),
  'household.form': served(async (world) => ({
    input: { id: fresh(world), members: [{ person: await newcomer(world), relation: 'head' }] },
  })),
  'household.add_member': served(async (world) => {
    const it = await referred(world)
    return { input: { id: it.household, person: await newcomer(world), relation: 'child' } }
  }),
  'household.remove_member': onReferred((it) => ({ id: it.household, person: it.person })),

  'import.list': served(async (world) => ({ input: {}, shows: [await register(world)] })),
  'import.get': onRegister(),
  'import.preview': onRegister(),
  'import.words': onRegister({ columns: [{ column: 'Apellido', target: 'sex' }] }),
  'import.start': onRegister({
    mapping: { source: 'Lista', dates: 'dmy', columns: [{ column: 'Nombre', target: 'given_names' }] },
  }),
  'import.cancel': onRegister(),

  ...ofConsent({ served, onReferred }),
  ...ofDevices({ served }),
  ...ofDisclosure({ served }),
  ...ofRetention({ served, onReferred }),
  ...ofOwn({ served, onReferred }),
  ...ofConfidential({ served, onReferred }),

  'characterization.record': onReferred((it, world) => ({
    id: fresh(world),
    person: it.person,
    questionnaire: 'characterization',
    version: 1,
    answers: { has_gardened: false, people_at_home: 3 },
  })),
  'characterization.list': served(async (world) => {
    const [it, id] = [await referred(world), fresh(world)]
    const answers = { has_gardened: false, people_at_home: 3 }
    const about = { id, person: it.person, questionnaire: 'characterization', version: 1, answers }
    await world.run(world.rosa, recordCharacterization, about)
    return { input: { person: it.person }, shows: [id] }
  }),
  'need.identify': onReferred((it, world) => ({
    id: fresh(world),
    person: it.person,
    code: 'plot',
    urgency: 'high',
  })),
  'need.change_urgency': onPart('need', { base: 1, urgency: 'low' }),
  'need.end': onPart('need', { ending: 'met' }),
  'plan.set_goal': onReferred((it, world) => ({ id: fresh(world), person: it.person, text: 'Sembrar' })),
  'plan.reach_goal': onPart('goal'),
  'plan.add_step': onReferred((it, world) => ({
    id: fresh(world),
    person: it.person,
    goal: it.goal,
    text: 'Regar',
    byWhom: 'person',
  })),
  'plan.attach_referral': onReferred((it) => ({ person: it.person, id: it.step, referral: it.referral })),
  'plan.complete_step': onPart('step'),
  'plan.drop_step': onPart('step', { because: 'ya no' }),
  'plan.due': onReferred(() => ({ until: '2026-04-01' })),
  'milestone.record': onReferred((it) => ({
    person: it.person,
    milestone: 'plot_started',
    on: '2026-02-01',
  })),
  'case.open': onReferred((it, world) => ({ id: fresh(world), person: it.person })),
  'case.assign': onReferred((it, world) => ({
    person: it.person,
    id: it.file,
    manager: world.network.actors.clara.user,
  })),
  'case.close': served(async (world) => {
    const it = await referred(world)
    return { input: { person: it.person, id: it.file, reason: 'moved_away' } }
  }),
  'case.work': served(async (world) => {
    const it = await referred(world)
    return { input: { person: it.person }, shows: [it.need, it.goal, it.file] }
  }),

  'service.change': {
    who: ({ bruno, rosa, eve }) => ({ own: bruno, shared: rosa, outsider: eve }),
    make: async (world) => ({ input: { id: world.service, base: 1, name: 'Palas y azadas' } }),
  },
  'referral.draft': onReferred((it, world) => ({
    person: it.person,
    id: fresh(world),
    to: world.network.organisations.seal,
    reason: 'Otra cosa',
  })),
  'referral.send': served(async (world) => {
    const it = await referred(world)
    const to = world.network.organisations.seal
    const consent = await consentFor(world, it.person, to)
    return { input: { person: it.person, id: fresh(world), to, reason: 'Otra cosa', consent } }
  }),
  'referral.accept': onReferral({}, 'sent'),
  'referral.decline': onReferral({ reason: 'full' }, 'sent'),
  'referral.redirect': served(async (world) => {
    const it = await referred(world, 'declined')
    const to = world.network.organisations.seal
    const consent = await consentFor(world, it.person, to)
    return { input: { person: it.person, id: it.referral, newId: fresh(world), to, consent } }
  }),
  'referral.schedule': onReferral({ at: '2026-03-20T15:00:00Z' }),
  'referral.miss': onReferral(),
  'referral.serve': onReferral(),
  'referral.close': onReferral({}, 'declined'),
  'referral.cancel': onReferral({ because: 'ya no' }, 'sent'),
  'referral.get': onReferral(),
  'referral.list': onReferred((it) => ({ side: 'receiver', person: it.person })),
  'delivery.record': onReferred((it, world) => ({
    id: fresh(world),
    person: it.person,
    service: world.service,
    referral: it.referral,
    deliveredOn: '2026-03-02',
  })),
  'delivery.list': served(async (world) => {
    const [it, id] = [await referred(world), fresh(world)]
    const given = { id, person: it.person, service: world.service, deliveredOn: '2026-03-02' }
    await world.run(world.bruno, recordDelivery, given)
    return { input: { person: it.person }, shows: [id] }
  }),

  'outcome.list': judged(async (world) => ({
    input: {},
    shows: [(await claimed(world, 'submitted')).claim],
  })),
  'outcome.of_person': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: { person: it.person }, shows: [it.claim] }
  }),
  'outcome.get': onClaim('id', 'submitted'),
  'outcome.attach_evidence': judged(async (world) => {
    const it = await claimed(world, 'found')
    return { input: { id: fresh(world), claim: it.claim, attachment: it.attachment, type: 'harvest_photo' } }
  }),
  'outcome.submit': onClaim('id', 'ready'),
  'verification.inbox': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: {}, shows: [it.claim] }
  }),
  'verification.get': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: { claim: it.claim }, shows: [it.claim] }
  }),
  'verification.decide': judged(async (world) => {
    const it = await claimed(world, 'submitted')
    return { input: { id: fresh(world), claim: it.claim, decision: 'accept' } }
  }),
  'verification.void': judged(async (world) => {
    const it = await claimed(world, 'verified')
    return { input: { id: fresh(world), claim: it.claim, reason: 'date_wrong' } }
  }),
  'verification.decisions': judged(async (world) => {
    const it = await claimed(world, 'verified')
    return { input: { claim: it.claim }, shows: ['accept'] }
  }),
  'demand.list': served(async (world) => ({ input: {}, shows: [await demand(world)] })),
  'demand.get': served(async (world) => ({ input: { id: await demand(world) } })),
  'demand.decide': served(async (world) => ({
    input: {
      id: fresh(world),
      demand: await demand(world),
      decision: 'refused',
      because: 'Sin orden de un juez.',
      signedBy: 'Rosa',
      decidedOn: '2026-03-02',
      disclosed: [],
    },
  })),
  'contract.list': paid(async ({ contract }) => ({ input: {}, shows: [contract] })),
  'statement.preview': paid(async ({ contract }) => ({ input: { contract } })),
  'statement.issue': paid(async (world) => {
    await claimed(world, 'verified')
    return { input: { id: fresh(world), contract: world.contract } }
  }),
  'statement.list': paid(async (world) => ({ input: {}, shows: [await statement(world)] })),
  'statement.get': paid(async (world) => ({ input: { id: await statement(world) } })),
  'payment.record': paid(async (world) => ({
    input: { id: fresh(world), statement: await statement(world), paidOn: '2026-03-02' },
  })),
  'ledger.get': paid(async ({ contract }) => ({ input: { contract } })),
}

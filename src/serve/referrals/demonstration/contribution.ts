// How a referral goes in an invented life: taken, turned down, left unanswered, taken back, missed, served.
import type { Actor } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { systemActor } from '../../platform/jobs.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import {
  addStep,
  attachReferral,
  closeCase,
  completeStep,
  dropStep,
  getWork,
} from '../../serve/cases/operations.ts'
import { recordDelivery } from '../../serve/deliveries/operations.ts'
import { getPerson } from '../../serve/people/operations.ts'
import {
  draftReferral,
  sendReferral,
  declineReferral,
  expireReferral,
  cancelReferral,
  closeReferral,
  redirectReferral,
  acceptReferral,
  scheduleReferral,
  missReferral,
  listReferrals,
} from '../../serve/referrals/operations.ts'
import type { Network } from './network.ts'
import { ORGANISATIONS, type OrganisationKey } from './organisations.ts'
import type { Stage } from './stage.ts'
import type { Thread } from './threads.ts'

export type Door = readonly [organisation: OrganisationKey, service: string]

export type Asking = {
  network: Network
  thread: Thread
  person: Id
  need: Id
  goal: Id | undefined
  /** Who walks the person there. */
  sender: Actor
  doors: readonly Door[]
}

export type Served = { provider: Actor; referral: Id }

/** Somebody at that organisation who gives the service. */
export function providerOf(network: Network, organisation: OrganisationKey): Actor {
  const { staff } = ORGANISATIONS[organisation]
  const member =
    staff.find(({ roles }) => roles.includes('provider') || roles.includes('case_manager')) ?? staff[0]
  return network.staff[member?.key ?? ''] as Actor
}

/**
 * Refers a person through the first door, and through the next when it stays shut.
 * @returns who served them, with the referral still open for what follows; undefined when nobody did.
 */
export async function refer(stage: Stage, asking: Asking): Promise<Served | undefined> {
  const { random } = stage
  const { network, thread, person, need, sender } = asking
  const [door, next] = asking.doors
  if (!door) return undefined
  const id = stage.newId()
  const { to, service, consent } = await allow(stage, asking, door)
  const wish = { person, id, to, service, need, reason: random.pick(thread.reasons), consent }
  if (random.chance(0.15)) {
    await stage.act(draftReferral, wish, sender)
    await stage.pass(0, 7)
    await stage.act(sendReferral, { person, id, consent }, sender)
  } else await stage.act(sendReferral, wish, sender)
  const step = await plan(stage, asking, id)

  const provider = providerOf(network, door[0])
  const key = { person, id }
  switch (
    thread.atOnce
      ? 'accept'
      : random.weighed([
          ['accept', 78],
          ['decline', 8],
          ['silence', 7],
          ['cancel', 4],
          ['withdraw', 3],
        ])
  ) {
    case 'accept': {
      if (!thread.atOnce) await stage.pass(1, 7)
      if (!(await receive(stage, asking, key, { provider, service })))
        return drop(stage, asking, step, 'No llegó a las citas.')
      await attended(stage, asking, step)
      return { provider, referral: id }
    }
    case 'decline': {
      await stage.pass(1, 5)
      const reason = random.weighed([
        ['full', 40],
        ['could_not_reach', 20],
        ['not_eligible', 14],
        ['missing_documents', 14],
        ['already_served', 12],
      ])
      await stage.act(declineReferral, { ...key, reason }, provider)
      break
    }
    case 'silence':
      await stage.pass(9)
      await stage.act(expireReferral, key, systemActor('referral.expire', sender.organisation))
      break
    case 'cancel': {
      await stage.pass(1, 4)
      const because = random.pick(['Lo resolvió por su cuenta.', 'Se va de la ciudad.'])
      await stage.act(cancelReferral, { ...key, because }, sender)
      return drop(stage, asking, step, because)
    }
    case 'withdraw': {
      await stage.pass(1, 3)
      const because = 'Prefiere que no se comparta.'
      // Taking the consent back would end what else this receiver does for them: that is told in `deciding.ts`.
      await stage.act(cancelReferral, { ...key, because }, sender)
      return drop(stage, asking, step, because)
    }
  }
  await stage.pass(1, 12)
  if (!next || random.chance(0.3)) {
    await stage.act(closeReferral, { ...key, feedback: 'Se buscará otra opción con la persona.' }, sender)
    return drop(stage, asking, step, 'No fue posible por esta vía.')
  }
  const other = await allow(stage, asking, next)
  const newId = stage.newId()
  await stage.act(
    redirectReferral,
    { ...key, newId, to: other.to, service: other.service, consent: other.consent },
    sender,
  )
  if (step) await stage.act(attachReferral, { id: step, person, referral: newId }, sender)
  const taker = providerOf(network, next[0])
  await stage.pass(1, 4)
  const served = await receive(
    stage,
    asking,
    { person, id: newId },
    { provider: taker, service: other.service },
  )
  if (!served) return drop(stage, asking, step, 'No llegó a las citas.')
  await attended(stage, asking, step)
  return { provider: taker, referral: newId }
}

/** The person came: their case manager hears of it, and the step is done though what follows may take months. */
async function attended(stage: Stage, { person, sender, thread }: Asking, step: Id | undefined) {
  // Without a milestone the referral is closed by now, and the step with it.
  if (step && thread.milestone) await stage.act(completeStep, { id: step, person }, sender)
}

/** The person allows that organisation to receive what it needs to know. */
async function allow(stage: Stage, { network, thread, person, sender }: Asking, [organisation, kind]: Door) {
  const consent = stage.newId()
  const to = network.organisations[organisation]
  const groups = thread.quiet ? ['identity', 'protection'] : ['identity', 'contact', 'needs']
  const how = stage.random.weighed<'signature' | 'thumbprint' | 'verbal_with_witness'>([
    ['signature', 70],
    ['thumbprint', 14],
    ['verbal_with_witness', 16],
  ])
  await stage.act(
    giveConsent,
    {
      id: consent,
      person,
      purpose: 'referral',
      recipient: to,
      fieldGroups: groups,
      textVersion: thread.quiet ? 'sensitive_v1' : 'v1',
      locale: 'es',
      how,
      ...(how === 'verbal_with_witness' && { witness: 'Recepción del centro' }),
    },
    sender,
  )
  return { to, service: network.services[`${organisation}/${kind}`] as Id, consent }
}

/** The step that the referral carries out, when there is a plan; now and then with one of their own. */
async function plan(
  stage: Stage,
  { goal, person, sender, thread }: Asking,
  referral: Id,
): Promise<Id | undefined> {
  if (!goal) return undefined
  const id = stage.newId()
  const text = thread.quiet ? 'Acompañar a la primera cita' : 'Asistir a la cita con la organización'
  await stage.act(
    addStep,
    { id, person, goal, text, byWhom: 'other', dueOn: addDays(stage.today, 21), referral },
    sender,
  )
  if (stage.random.chance(0.3)) {
    const own = { id: stage.newId(), person }
    const step = stage.random.pick([
      'Traer los documentos que tenga',
      'Llamar para confirmar la fecha',
      'Averiguar la ruta del bus',
    ])
    const dueOn = addDays(stage.today, stage.random.whole(3, 14))
    const byWhom = stage.random.pick(['person', 'us'] as const)
    await stage.act(addStep, { ...own, goal, text: step, byWhom, dueOn }, sender)
    if (stage.random.chance(0.65)) stage.meanwhile([2, 16], (later) => later.act(completeStep, own, sender))
    else
      // Nobody got to it, and by then it no longer mattered.
      stage.meanwhile([20, 70], (later) =>
        later.act(dropStep, { ...own, because: 'Ya no hizo falta.' }, sender),
      )
  }
  return id
}

async function drop(
  stage: Stage,
  { person, sender }: Asking,
  step: Id | undefined,
  because: string,
): Promise<undefined> {
  if (step) await stage.act(dropStep, { id: step, person, because }, sender)
}

type Receiving = { provider: Actor; service: Id }

/** The provider takes the person; the appointment is kept, missed and made again, or given up. */
async function receive(
  stage: Stage,
  { thread, person }: Asking,
  key: { person: Id; id: Id },
  { provider, service }: Receiving,
): Promise<boolean> {
  await stage.act(acceptReferral, key, provider)
  await stage.ask(getPerson, { id: person }, provider)
  for (let attempt = 0; attempt < 2; attempt++) {
    if (!thread.atOnce) await stage.pass(0, attempt === 0 ? 4 : 9)
    const at = thread.atOnce
      ? stage.soon()
      : stage.appointment(addDays(stage.today, stage.random.whole(2, 16)))
    await stage.act(scheduleReferral, { ...key, at }, provider)
    await stage.meet(at)
    if (thread.atOnce || !stage.random.chance(attempt === 0 ? 0.14 : 0.3)) {
      const delivery = {
        id: stage.newId(),
        person,
        service,
        referral: key.id,
        deliveredOn: stage.today,
        closes: false,
      }
      await stage.act(recordDelivery, delivery, provider)
      if (!thread.milestone) await finish(stage, thread, key, provider)
      return true
    }
    await stage.pass(0, 1)
    await stage.act(missReferral, key, provider)
  }
  await stage.pass(2, 6)
  await closeOwnCase(stage, key.person, provider, 'lost_contact')
  await stage.act(closeReferral, { ...key, feedback: 'No llegó a dos citas y no contesta.' }, provider)
  return false
}

/** The provider has done its part, and says how it went. */
export async function finish(
  stage: Stage,
  thread: Thread,
  key: { person: Id; id: Id },
  provider: Actor,
  reached = true,
): Promise<void> {
  await closeOwnCase(stage, key.person, provider, reached ? 'goals_met' : 'own_wish')
  const feedback = reached
    ? stage.random.pick(thread.feedback)
    : 'Por ahora no se logró; puede volver cuando quiera.'
  await stage.act(closeReferral, { ...key, feedback }, provider)
}

const WORKING = ['accepted', 'scheduled', 'no_show', 'served'] as const

/** What a provider opened when it took the referral ends before the referral does: afterwards it sees nothing. */
async function closeOwnCase(stage: Stage, person: Id, provider: Actor, reason: string): Promise<void> {
  await stage.alone(`${provider.organisation}/${person}`, async () => {
    const working = await stage.ask(
      listReferrals,
      { side: 'receiver', person, states: [...WORKING] },
      provider,
    )
    if (working.referrals.length > 1) return
    const { files } = await stage.ask(getWork, { person }, provider)
    const file = files.find(({ closedAt }) => closedAt === null)
    if (file) await stage.act(closeCase, { id: file.id, person, reason }, provider)
  })
}

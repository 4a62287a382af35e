// Plays referrals for the demonstration: accepted, declined, unanswered or cancelled, the appointment kept
// or missed, then closed.
import type { Actor } from '../../../kernel/actor.ts'
import { addDays } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { after, type Contribution } from '../../../platform/demonstration/contribution.ts'
import type { Journey } from '../../../platform/demonstration/journey.ts'
import { giveConsent, listConsents, withdrawConsent } from '../../../protect/consent/operations.ts'
import { closeCase, getWork, identifyNeed, recordMilestone, setGoal } from '../../cases/operations.ts'
import { recordDelivery } from '../../deliveries/operations.ts'
import { getPerson } from '../../record/operations.ts'
import {
  acceptReferral,
  cancelReferral,
  closeReferral,
  declineReferral,
  draftReferral,
  expireReferral,
  listReferrals,
  missReferral,
  redirectReferral,
  scheduleReferral,
  sendReferral,
} from '../operations.ts'
import { ANSWERS, type Answer, type Offer } from './offers.ts'

export const demonstration: Contribution = {
  after: [
    after(setGoal, async (journey, { input: { person, need }, actor }) => {
      const named = journey.last(identifyNeed, ({ input }) => input.id === need)?.input
      const answer = ANSWERS[named?.code ?? '']
      if (named && answer)
        await refer(journey, { person, need: named.id, note: named.note, sender: actor, answer })
    }),
  ],
  lastDays: changeOfMind,
}

type Asking = {
  person: Id
  need: Id
  note: string | undefined
  /** Who accompanies the person. */
  sender: Actor
  answer: Answer
}

type Key = { person: Id; id: Id }

/** Refers a person to the first organisation, and to the next when that one cannot. */
async function refer(journey: Journey, asking: Asking): Promise<void> {
  const { random, network } = journey
  const { answer, person, need, sender } = asking
  const [offer, next] = answer.to(journey.household.city)
  if (!offer) return
  const id = journey.newId()
  const { to, service, consent } = await allow(journey, asking, offer)
  const reason = answer.quiet ? random.pick(answer.quiet) : asking.note
  const wish = { person, id, to, service, need, reason: reason ?? '', consent }
  if (random.chance(0.15)) {
    await journey.act(draftReferral, wish, sender)
    await journey.pass(0, 7)
    await journey.act(sendReferral, { person, id, consent }, sender)
  } else await journey.act(sendReferral, wish, sender)

  const provider = network.provider(offer[0])
  const key = { person, id }
  const answered = random.weighed([
    ['accept', 78],
    ['decline', 8],
    ['silence', 7],
    ['cancel', 4],
    ['withdraw', 3],
  ])
  switch (answer.atOnce ? 'accept' : answered) {
    case 'accept':
      if (!answer.atOnce) await journey.pass(1, 7)
      return receive(journey, answer, key, { provider, service })
    case 'decline': {
      await journey.pass(1, 5)
      const because = random.weighed([
        ['full', 40],
        ['could_not_reach', 20],
        ['not_eligible', 14],
        ['missing_documents', 14],
        ['already_served', 12],
      ])
      await journey.act(declineReferral, { ...key, reason: because }, provider)
      break
    }
    case 'silence':
      await journey.pass(9)
      await journey.act(expireReferral, key, journey.system('referral.expire', sender.organisation))
      break
    case 'cancel': {
      await journey.pass(1, 4)
      const because = random.pick(['Lo resolvió por su cuenta.', 'Se va de la ciudad.'])
      await journey.act(cancelReferral, { ...key, because }, sender)
      return
    }
    case 'withdraw':
      await journey.pass(1, 3)
      // Withdrawing the consent would also end what else this receiver does for them: `changeOfMind` plays
      // that.
      await journey.act(cancelReferral, { ...key, because: 'Prefiere que no se comparta.' }, sender)
      return
  }
  await journey.pass(1, 12)
  if (!next || random.chance(0.3)) {
    await journey.act(closeReferral, { ...key, feedback: 'Se buscará otra opción con la persona.' }, sender)
    return
  }
  const newId = journey.newId()
  const other = await allow(journey, asking, next)
  await journey.act(redirectReferral, { ...key, newId, ...other }, sender)
  await journey.pass(1, 4)
  await receive(
    journey,
    answer,
    { person, id: newId },
    { provider: network.provider(next[0]), service: other.service },
  )
}

/** Records the person's consent that this organisation receives the parts it needs. */
async function allow(journey: Journey, { answer, person, sender }: Asking, [organisation, kind]: Offer) {
  const { run, network } = journey
  const consent = journey.newId()
  const to = network.organisations[organisation]
  const how = journey.random.weighed<'signature' | 'thumbprint' | 'verbal_with_witness'>([
    ['signature', 70],
    ['thumbprint', 14],
    ['verbal_with_witness', 16],
  ])
  const yes = {
    id: consent,
    person,
    purpose: 'referral',
    recipient: to,
    fieldGroups: answer.quiet ? ['identity', 'protection'] : ['identity', 'contact', 'needs'],
    textVersion: answer.quiet ? 'sensitive_referral_v1' : 'referral_v1',
    locale: 'es',
    how,
    ...(how === 'verbal_with_witness' && { witness: 'Recepción del centro' }),
  }
  await journey.act(giveConsent, yes, sender)
  return { to, service: run.idOf(`service/${organisation}/${kind}`), consent }
}

/** The provider takes the person; the appointment is kept, missed and made again, or given up. */
async function receive(
  journey: Journey,
  answer: Answer,
  key: Key,
  { provider, service }: { provider: Actor; service: Id },
): Promise<void> {
  const { random } = journey
  const { person } = key
  await journey.act(acceptReferral, key, provider)
  await journey.ask(getPerson, { id: person }, provider)
  for (const [soonest, odds] of [
    [4, 0.14],
    [9, 0.3],
  ] as const) {
    if (!answer.atOnce) await journey.pass(0, soonest)
    const at = answer.atOnce
      ? journey.soon()
      : journey.appointment(addDays(journey.today, random.whole(2, 16)))
    await journey.act(scheduleReferral, { ...key, at }, provider)
    await journey.meet(at)
    if (answer.atOnce || !random.chance(odds)) return serve(journey, answer, key, provider, service)
    await journey.pass(0, 1)
    await journey.act(missReferral, key, provider)
  }
  await journey.pass(2, 6)
  await closeOwnCase(journey, person, provider, 'lost_contact')
  await journey.act(closeReferral, { ...key, feedback: 'No llegó a dos citas y no contesta.' }, provider)
}

/**
 * The service is given; once its result is reached or has failed, the provider closes the referral with its
 * feedback.
 */
async function serve(
  journey: Journey,
  answer: Answer,
  key: Key,
  provider: Actor,
  service: Id,
): Promise<void> {
  const { person, id: referral } = key
  const delivery = {
    id: journey.newId(),
    person,
    service,
    referral,
    deliveredOn: journey.today,
    closes: false,
  }
  await journey.act(recordDelivery, delivery, provider)
  const reached = !answer.result || journey.last(recordMilestone) !== undefined
  await closeOwnCase(journey, person, provider, reached ? 'goals_met' : 'own_wish')
  const feedback = reached
    ? journey.random.pick(answer.feedback)
    : 'Por ahora no se logró; puede volver cuando quiera.'
  await journey.act(closeReferral, { ...key, feedback }, provider)
}

const WORKING = ['accepted', 'scheduled', 'no_show', 'served'] as const

/**
 * A case that the provider opened for this referral is closed before the referral ends: afterwards the
 * provider has no access to it.
 */
async function closeOwnCase(journey: Journey, person: Id, provider: Actor, reason: string): Promise<void> {
  await journey.alone(`${provider.organisation}/${person}`, async () => {
    const working = { side: 'receiver' as const, person, states: [...WORKING] }
    const { referrals } = await journey.ask(listReferrals, working, provider)
    if (referrals.length > 1) return
    const { files } = await journey.ask(getWork, { person }, provider)
    const file = files.find(({ closedAt }) => closedAt === null)
    if (file) await journey.act(closeCase, { id: file.id, person, reason }, provider)
  })
}

/**
 * Somebody whom Beto's organisation works with withdraws consent; the organisation has not confirmed yet
 * that it stopped.
 */
async function changeOfMind(office: Journey): Promise<void> {
  const ana = office.network.member('ana')
  const receiver = office.network.organisations.bridges
  await office.goTo(addDays(office.run.today, -3))
  const sent = { side: 'sender' as const, states: ['accepted' as const, 'scheduled' as const], limit: 100 }
  const { referrals } = await office.ask(listReferrals, sent, ana)
  const person = referrals.find((each) => each.receiver.id === receiver)?.person
  if (!person) return
  const { consents } = await office.ask(listConsents, { person }, ana)
  const given = consents.find((each) => each.recipient.id === receiver && each.standing === 'in_force')
  if (given) await office.act(withdrawConsent, { person, id: given.id }, ana)
}

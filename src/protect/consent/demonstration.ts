// What a few invented people decide about their data in the last days: a no, yeses that end soon, one taken back, and two
// overrides that wait for somebody.
import type { Actor } from '../../kernel/actor.ts'
import { addDays, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import {
  askOverride,
  decideOverride,
  giveConsent,
  listConsents,
  refuseConsent,
  withdrawConsent,
} from '../../protect/consent/operations.ts'
import { listCaseload } from '../../serve/people/operations.ts'
import { listReferrals } from '../../serve/referrals/operations.ts'
import type { Network } from './network.ts'
import type { Stage } from './stage.ts'

const READ = { textVersion: 'v1', locale: 'es' } as const

export async function decideLately(stage: Stage, network: Network, today: PlainDate): Promise<void> {
  await stage.goTo(addDays(today, -3))
  const [ana, clara, sol] = ['ana', 'clara', 'sol'].map((key) => network.staff[key]) as [Actor, Actor, Actor]
  const { people } = await stage.ask(listCaseload, { limit: 40 }, ana)
  const [one, another, third, fourth, fifth] = people
    .filter((each) => each.organisation === ana.organisation)
    .map(({ id }) => id)
  if (!one || !another || !third || !fourth || !fifth) return
  const bridges = network.staff['beto']?.organisation as Id

  for (const [person, days] of [
    [one, 9],
    [another, 21],
  ] as const) {
    const yes = { id: stage.newId(), person, purpose: 'referral', recipient: 'cso' as const, ...READ }
    const terms = { fieldGroups: ['identity', 'contact'], how: 'signature' as const }
    await stage.act(giveConsent, { ...yes, ...terms, expiresOn: addDays(today, days) }, ana)
  }
  const [purpose, recipient] = ['contact', 'company'] as const
  const no = { id: stage.newId(), person: third, purpose, recipient, ...READ }
  await stage.act(refuseConsent, { ...no, fieldGroups: ['contact'] }, ana)
  await takeBack(stage, ana, bridges)

  const danger = {
    purpose: 'referral',
    recipient: bridges,
    fieldGroups: ['identity', 'contact'],
    ground: 'vital_interest' as const,
    basis: 'Riesgo grave para su vida',
    until: addDays(today, 4),
  }
  const [waiting, allowed] = [stage.newId(), stage.newId()]
  const reason = 'No contesta desde el lunes y dejó dicho que temía por su vida.'
  await stage.act(askOverride, { person: fourth, id: waiting, reason, ...danger }, clara)
  const found = 'La encontraron inconsciente y la clínica necesita saber a quién avisar.'
  await stage.act(askOverride, { person: fifth, id: allowed, reason: found, ...danger }, clara)
  await stage.act(decideOverride, { person: fifth, id: allowed, allow: true }, sol)
}

/** Somebody whom Beto's organisation works with changes their mind; it has not confirmed yet that it stopped. */
async function takeBack(stage: Stage, ana: Actor, receiver: Id): Promise<void> {
  const sent = { side: 'sender', states: ['accepted', 'scheduled'] } as const
  const { referrals } = await stage.ask(listReferrals, { ...sent, states: [...sent.states], limit: 100 }, ana)
  const person = referrals.find((each) => each.receiver.id === receiver)?.person
  if (!person) return
  const { consents } = await stage.ask(listConsents, { person }, ana)
  const given = consents.find((each) => each.recipient.id === receiver && each.standing === 'in_force')
  if (given) await stage.act(withdrawConsent, { person, id: given.id }, ana)
}

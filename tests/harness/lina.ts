// Lina at the garden's desk, and her decisions about her record, for tests of their effects.
import type { Actor } from '../../src/kernel/actor.ts'
import type { InputOf } from '../../src/kernel/command.ts'
import type { Problem } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { listNotices } from '../../src/protect/notices/operations.ts'
import { giveConsent, refuseConsent, type Recipient } from '../../src/protect/consent/operations.ts'
import { getPerson, registerPerson } from '../../src/serve/record/operations.ts'
import { acceptReferral, sendReferral } from '../../src/serve/referrals/operations.ts'
import type { TestNetwork } from './network.ts'

export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    ({ code, status, data }: Problem) => ({ code, status, data }),
  )

/** A new person, registered by Ana, with one number that is safe to write to and one that is not. */
export async function lina(network: TestNetwork) {
  const { ana, beto } = network.actors
  const person = network.newId()
  /** A moment later than the last one: decisions at the same instant are covered by the property test. */
  const later = () => {
    network.clock.now = new Date(network.clock.now.getTime() + 1000)
  }
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'es' } as const

  async function allow(
    fieldGroups: string[],
    more: Partial<InputOf<typeof giveConsent>> = {},
    actor: Actor = ana,
  ): Promise<Id> {
    later()
    const id = network.newId()
    const recipient = beto.organisation
    const asked = { id, person, fieldGroups, recipient, how: 'signature' as const, ...said }
    await network.execute(giveConsent, { ...asked, ...more }, actor)
    return id
  }

  async function refuse(
    fieldGroups: string[],
    recipient: Recipient = beto.organisation,
    actor: Actor = ana,
  ): Promise<Id> {
    later()
    const id = network.newId()
    await network.execute(refuseConsent, { id, person, recipient, fieldGroups, ...said }, actor)
    return id
  }

  async function refer(
    consent: Id,
    to = beto.organisation,
    actor: Actor = ana,
  ): Promise<{ person: Id; id: Id }> {
    const key = { person, id: network.newId() }
    await network.execute(sendReferral, { ...key, to, reason: 'Necesita una pala.', consent }, actor)
    return key
  }

  async function shared(fieldGroups: string[], receiver = beto) {
    const consent = await allow(fieldGroups, { recipient: receiver.organisation })
    const key = await refer(consent, receiver.organisation)
    await network.execute(acceptReferral, key, receiver)
    return { consent, key }
  }

  const seenBy = (actor: Actor) => network.ask(getPerson, { id: person }, actor)

  async function notices(actor: Actor, about?: Id) {
    const all = await network.ask(listNotices, about ? { person: about } : {}, actor)
    return all.notices.filter((one) => one.person === person)
  }

  later()
  await network.execute(
    registerPerson,
    {
      id: person,
      searched: 'device',
      called: 'Lina',
      givenNames: 'Lina',
      firstSurname: 'Paz',
      sex: 'female',
      born: { date: '1991-02-03' },
      contacts: [
        { id: network.newId(), kind: 'phone', value: '+57 311 555 0101', safeToText: true },
        { id: network.newId(), kind: 'phone', value: '+57 311 555 0202' },
      ],
    },
    ana,
  )
  return { person, later, allow, refuse, refer, shared, seenBy, notices }
}

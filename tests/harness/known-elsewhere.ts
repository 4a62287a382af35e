// People of whom it is asked whether another organisation knows them: registered, with what they said about it, and asked about
// from the desk of the garden.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Problem } from '../../src/kernel/problem.ts'
import type { Id } from '../../src/kernel/words.ts'
import { giveConsent, refuseConsent } from '../../src/protect/consent/operations.ts'
import { askElsewhere } from '../../src/serve/elsewhere/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { seeded } from './names.ts'
import type { TestNetwork } from './network.ts'

export type Invented = {
  givenNames: string
  firstSurname: string
  secondSurname: string
  born: { date: string }
  number: string
}
/** A class of organisation, or the id of one. */
type To = string

/** The code with which something was refused; undefined where it was done. */
export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    ({ code }: Problem) => code,
  )

/** @param who the network, and who asks unless it is said; read when they are there */
export function asksElsewhere(who: () => { network: TestNetwork; ana: Actor }) {
  const chance = seeded(5)
  const invented = (): Invented => ({
    givenNames: 'Yulia Andreína',
    firstSurname: 'Bermúdez',
    secondSurname: 'Chirinos',
    born: {
      date: `19${60 + Math.floor(chance() * 39)}-0${1 + Math.floor(chance() * 9)}-${10 + Math.floor(chance() * 18)}`,
    },
    number: String(10_000_000 + Math.floor(chance() * 89_999_999)),
  })

  async function register({ number, ...one }: Partial<Invented>, by: Actor): Promise<Id> {
    const id = who().network.newId()
    const identifiers = number
      ? [{ id: who().network.newId(), type: 'library_card', country: 'xa', number } as const]
      : []
    await who().network.execute(registerPerson, { id, searched: 'device', ...one, identifiers }, by)
    return id
  }

  const said = (person: Id, recipient: To, fieldGroups = ['identity', 'documents']) => ({
    id: who().network.newId(),
    person,
    purpose: 'known_elsewhere',
    recipient,
    fieldGroups,
    textVersion: 'known_v1',
    locale: 'es' as const,
  })
  async function allow(
    person: Id,
    recipient: To,
    by: Actor,
    more: { expiresOn?: string; parts?: string[] } = {},
  ) {
    const yes = { ...said(person, recipient, more.parts), how: 'signature' as const }
    const { expiresOn } = more
    await who().network.execute(giveConsent, { ...yes, ...(expiresOn && { expiresOn }) }, by)
    return yes.id
  }
  const refuse = (person: Id, recipient: To, by: Actor) =>
    who().network.execute(refuseConsent, said(person, recipient), by)

  const ask = async (person: Id, by: Actor = who().ana) =>
    (await who().network.execute(askElsewhere, { id: who().network.newId(), person }, by)).answer

  /** Somebody at the desk of the garden who lets organisations of civil society be asked. */
  async function atTheDesk(one: Partial<Invented>): Promise<Id> {
    const person = await register(one, who().ana)
    await allow(person, 'cso', who().ana)
    return person
  }

  const tokensOf = async (person: Id) =>
    (
      await who().network.database.pool.query(
        'select version, audience, token from known_token where person = $1',
        [person],
      )
    ).rows

  return { invented, register, said, allow, refuse, ask, atTheDesk, tokensOf }
}

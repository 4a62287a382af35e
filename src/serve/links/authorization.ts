// Who may link records with those of other keepers, as the authorization test reads it; docs/authorization.md explains the
// letters and words.
import type { Id } from '../../kernel/words.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { referred, type World } from '../../../tests/authorization/world.ts'
import type { Actor } from '../../kernel/actor.ts'
import { registerPerson } from '../record/operations.ts'
import { acceptReferral, sendReferral } from '../referrals/operations.ts'
import { answerLink, proposeLink } from './operations.ts'

export const rows = `
Links                             F O C S P K N M V $ D A    own   shared  outsider
person.propose_link               . . . S . K . . . . . .    yes   403     404
person.answer_link                . . . S . K . . . . . .    yes   404     404
person.end_link                   . . . S . K . . . . . .    yes   404     404
person.links                      F O C S P K . . . . D .    yes   yes     404
`

/** A yes to sharing who somebody is. */
async function allow({ run, id }: World, by: Actor, person: Id, recipient: Id): Promise<Id> {
  const consent = id()
  const words = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  await run(by, giveConsent, { id: consent, person, recipient, fieldGroups: ['identity'], ...words })
  return consent
}

/** A record that Raíces keeps and shares with the garden, where the person is on record too. */
async function shared(world: World): Promise<Id> {
  const { run, id, bruno, rosa, network } = world
  const { garden } = network.organisations
  const [person, referral] = [id(), id()]
  await run(bruno, registerPerson, { id: person, searched: 'device', called: 'Otra vez' })
  const consent = await allow(world, bruno, person, garden)
  await run(bruno, sendReferral, { person, id: referral, to: garden, reason: 'Pala', consent })
  await run(rosa, acceptReferral, { person, id: referral })
  return person
}

/** What Raíces asked of the garden about somebody whom both keep. */
async function proposed(world: World) {
  const [it, other, link] = [await referred(world), await shared(world), world.id()]
  const because = 'Tienen la misma cédula.'
  await world.run(world.bruno, proposeLink, { id: link, person: other, other: it.person, because })
  return { id: link, person: it.person }
}

const linked = async (world: World) => {
  const key = await proposed(world)
  await world.run(world.rosa, answerLink, { ...key, agrees: true, because: 'Lo dijo ella.' })
  return key
}

export const subjects: Subjects = {
  'person.propose_link': served(async (world) => {
    const [it, other] = [await referred(world), await shared(world)]
    return { input: { id: world.id(), person: it.person, other, because: 'Tienen la misma cédula.' } }
  }),
  'person.answer_link': served(async (world) => ({
    input: { ...(await proposed(world)), agrees: true, because: 'Lo dijo ella.' },
  })),
  'person.end_link': served(async (world) => ({
    input: { ...(await linked(world)), because: 'Son dos.' },
  })),
  'person.links': served(async (world) => {
    const { person } = await linked(world)
    return { input: { person } }
  }),
}

export const visits: Visits = {
  records: async (world) => {
    await proposed(world)
    return {}
  },
}

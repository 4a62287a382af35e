// Who may ask whether a person is known elsewhere, as the authorization test reads it; docs/authorization.md explains the
// letters and words.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred, type World } from '../../../tests/authorization/world.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { registerPerson } from '../record/operations.ts'
import { askElsewhere } from './operations.ts'

export const rows = `
Known elsewhere                   F O C S P K N M V $ D A    own   shared  outsider
person.ask_elsewhere              F O C S . K . . . . . .    yes   403     404
person.asked_elsewhere            F O C S P K . . . . D .    yes   yes     404
person.renew_known_tokens         . . . . . . . . . . . .    -     -       -
`

/** A yes to this purpose, of a person to the organisations of a class. */
const allow = (world: World, by: Actor, person: Id, recipient: 'cso' | 'public') =>
  world.run(by, giveConsent, {
    id: world.id(),
    person,
    purpose: 'known_elsewhere',
    recipient,
    fieldGroups: ['identity', 'documents'],
    textVersion: 'known_v1',
    locale: 'es',
    how: 'signature',
  })

/** Somebody whom the garden may ask about, and whom Raíces keeps too and may say so. */
async function asked(world: World) {
  const it = await referred(world)
  await allow(world, world.rosa, it.person, 'cso')
  const [there, identifier] = [world.id(), world.id()]
  await world.run(world.bruno, registerPerson, {
    id: there,
    searched: 'device',
    called: 'Otra vez',
    identifiers: [{ id: identifier, type: 'library_card', country: 'xa', number: it.number }],
  })
  await allow(world, world.bruno, there, 'public')
  return it
}

export const subjects: Subjects = {
  'person.ask_elsewhere': served(async (world) => {
    const { person } = await asked(world)
    return { input: { id: world.id(), person } }
  }),
  'person.asked_elsewhere': served(async (world) => {
    const { person } = await asked(world)
    await world.run(world.rosa, askElsewhere, { id: world.id(), person })
    return { input: { person } }
  }),
}

export const jobs: Jobs = {
  'person.renew_known_tokens': async (world) => {
    await asked(world)
    world.network.clock.advance(91)
    return {}
  },
}

// Who may ask whether a person is known elsewhere, as the authorization test reads it; docs/authorization.md explains the
// letters and words.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred, type World } from '../../../tests/authorization/world.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { askElsewhere } from './operations.ts'

export const rows = `
Known elsewhere                   F O C S P K N M V $ D A    own   shared  outsider
person.ask_elsewhere              F O C S . K . . . . . .    yes   403     404
person.asked_elsewhere            F O C S P K . . . . D .    yes   yes     404
person.renew_known_tokens         . . . . . . . . . . . .    -     -       -
`

/** Somebody who allows the organisations of a class to be asked about them. */
async function asked(world: World) {
  const it = await referred(world)
  await world.run(world.rosa, giveConsent, {
    id: world.id(),
    person: it.person,
    purpose: 'known_elsewhere',
    recipient: 'cso',
    fieldGroups: ['identity', 'documents'],
    textVersion: 'known_v1',
    locale: 'es',
    how: 'signature',
  })
  return it
}

export const subjects: Subjects = {
  'person.ask_elsewhere': served(async (world) => {
    const { person } = await asked(world)
    return { input: { id: world.id(), person } }
  }),
  'person.asked_elsewhere': served(async (world) => {
    const { person } = await asked(world)
    const id = world.id()
    await world.run(world.rosa, askElsewhere, { id, person })
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

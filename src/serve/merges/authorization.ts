// Who may merge records and undo it, as the authorization test reads it; docs/authorization.md explains the letters and
// words.
import type { Id } from '../../kernel/words.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred, type World } from '../../../tests/authorization/world.ts'
import { registerPerson } from '../record/operations.ts'
import { mergePeople } from './operations.ts'

export const rows = `
Merges                            F O C S P K N M V $ D A    own   shared  outsider
person.merge                      . . . S . K . . . . . .    yes   409     404
person.unmerge                    . . . S . K . . . . . .    yes   404     404
person.merges                     F O C S P K . . . . D .    yes   yes     404
`

/** A record of somebody who is on record already, made by who keeps that. */
async function second(world: World): Promise<Id> {
  const id = world.id()
  await world.run(world.rosa, registerPerson, { id, searched: 'device', called: 'Otra vez' })
  return id
}

async function merged(world: World): Promise<{ merge: Id; person: Id }> {
  const [{ person }, other, merge] = [await referred(world), await second(world), world.id()]
  await world.run(world.rosa, mergePeople, { id: merge, person, other, because: 'Es la misma.' })
  return { merge, person }
}

export const subjects: Subjects = {
  // The receiver sees both, of which only the keeper may say that they are one.
  'person.merge': served(async (world) => {
    const [one, other] = [await referred(world), await referred(world)]
    const input = { id: world.id(), person: one.person, other: other.person, because: 'Es la misma.' }
    return { input }
  }),
  'person.unmerge': served(async (world) => {
    const { merge } = await merged(world)
    return { input: { merge, because: 'Son dos.' } }
  }),
  'person.merges': onReferred((it) => ({ person: it.person })),
}

// Who may write and read confidential notes; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import {
  onReferred,
  type PlainNumbers,
  served,
  type Subjects,
  type Try,
} from '../../../tests/authorization/subject.ts'
import { newcomer, type World } from '../../../tests/authorization/world.ts'
import { assignConfidant, breakGlass, sealNote } from './operations.ts'

export const rows = `
What was told in confidence       F O C S P K N M V $ D A    own   shared  outsider
note.seal                         . O C S P . . . . . . .    yes   yes     404
note.open                         . . C S P . . . . . . .    yes   404     404
note.list                         . O C S P . . . . . D .    yes   none    none
confidant.assign                  . . C S P . . . . . . .    yes   404     404
confidant.release                 . . C S P . . . . . . .    yes   404     404
confidant.list                    . . C S P . . . . . . .    yes   none    none
break_glass.open                  . . C S P . . . . . . .    yes   yes     404
break_glass.review                . . . S . . . . . . D .    yes   404     404
break_glass.list                  . . . S . . . . . . D .    yes   none    none
break_glass.waiting               . . . S . . . . . . D .    -     -       -
retelling.count                   . . . S . K . . . . D .    -     -       -
data_key.rewrap                   . . . . . . . . . . . .    -     -       -
data_key.destroy                  . . . . . . . . . . . .    -     -       -
`

const told = { group: 'health', need: 'Un techo', agreed: 'Llamar temprano', story: 'Lo que contó' } as const

/** A note that Rosa sealed about a person of the garden. */
async function sealed(world: World): Promise<{ person: Id; id: Id }> {
  const note = { person: await newcomer(world), id: world.id() }
  await world.run(world.rosa, sealNote, { ...note, ...told })
  return note
}

/** Clara, given access by Rosa. */
async function letIn(world: World): Promise<{ person: Id; id: Id }> {
  const one = { person: await newcomer(world), id: world.id() }
  const user = world.network.actors.clara.user
  await world.run(world.rosa, assignConfidant, { ...one, group: 'health', user, reason: 'Acompaña' })
  return one
}

/** Clara, who opened the group in an emergency. */
async function broken(world: World): Promise<{ person: Id; id: Id }> {
  const one = { person: await newcomer(world), id: world.id() }
  await world.run(world.network.actors.clara, breakGlass, { ...one, group: 'health', reason: 'Urgente' })
  return one
}

const shown = async (made: Promise<{ person: Id; id: Id }>): Promise<Try> => {
  const { person, id } = await made
  return { input: { person }, shows: [id] }
}

export const subjects: Subjects = {
  'note.seal': onReferred(({ person }, world) => ({ person, id: world.id(), ...told })),
  'note.open': served(async (world) => ({ input: { ...(await sealed(world)), because: 'hearing' } })),
  'note.list': served((world) => shown(sealed(world))),
  'confidant.assign': onReferred(({ person }, world) => ({
    person,
    id: world.id(),
    group: 'health',
    user: world.network.actors.clara.user,
    reason: 'Acompaña',
  })),
  'confidant.release': served(async (world) => ({ input: await letIn(world) })),
  'confidant.list': served((world) => shown(letIn(world))),
  'break_glass.open': onReferred(({ person }, world) => ({
    person,
    id: world.id(),
    group: 'health',
    reason: 'Urgente',
  })),
  'break_glass.review': served(async (world) => {
    const { person, id: opening } = await broken(world)
    return { input: { person, id: world.id(), opening, verdict: 'justified' } }
  }),
  'break_glass.list': served(async (world) => ({ input: {}, shows: [(await broken(world)).id] })),
}

export const plainNumbers: PlainNumbers = {
  'retelling.count': { days: 'days' },
}

// What the authorization table is tried on where somebody told something in confidence.
import type { Id } from '../src/kernel/words.ts'
import { assignConfidant, breakGlass, sealNote } from '../src/protect/confidential/operations.ts'
import type { Subject, Try } from './authorization.subjects.ts'
import type { referred, World } from './authorization.world.ts'
import { newcomer } from './authorization.world.ts'

type Referred = Awaited<ReturnType<typeof referred>>
type Ways = {
  served(make: Subject['make']): Subject
  onReferred(input: (it: Referred, world: World) => Record<string, unknown>): Subject
}

const told = { group: 'health', need: 'Un techo', agreed: 'Llamar temprano', story: 'Lo que contó' } as const

/** A note that Rosa sealed about somebody the garden keeps. */
async function sealed(world: World): Promise<{ person: Id; id: Id }> {
  const note = { person: await newcomer(world), id: world.id() }
  await world.run(world.rosa, sealNote, { ...note, ...told })
  return note
}

/** Clara, let in by Rosa. */
async function letIn(world: World): Promise<{ person: Id; id: Id }> {
  const one = { person: await newcomer(world), id: world.id() }
  const user = world.network.actors.clara.user
  await world.run(world.rosa, assignConfidant, { ...one, group: 'health', user, reason: 'Acompaña' })
  return one
}

/** Clara, who broke the glass. */
async function broken(world: World): Promise<{ person: Id; id: Id }> {
  const one = { person: await newcomer(world), id: world.id() }
  await world.run(world.network.actors.clara, breakGlass, { ...one, group: 'health', reason: 'Urgente' })
  return one
}

const shown = async (made: Promise<{ person: Id; id: Id }>): Promise<Try> => {
  const { person, id } = await made
  return { input: { person }, shows: [id] }
}

export const ofConfidential = ({ served, onReferred }: Ways): Readonly<Record<string, Subject>> => ({
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
})

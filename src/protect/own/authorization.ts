// The lines of the authorization table about the own view: what to send for each.
import type { Id } from '../src/kernel/words.ts'
import { askCorrection, makeCode } from '../src/protect/own/operations.ts'
import type { Subject } from './authorization.subjects.ts'
import { newcomer, type referred, type World } from './authorization.world.ts'
import { ownActor } from './harness/own.ts'

type Referred = Awaited<ReturnType<typeof referred>>
type Ways = {
  served(make: Subject['make']): Subject
  onReferred(input: (it: Referred, world: World) => Record<string, unknown>): Subject
}
type Key = { person: Id; id: Id }

/** Somebody the garden keeps, who was given a code. */
export async function coded(world: World): Promise<Key> {
  const key = { person: await newcomer(world), id: world.id() }
  await world.run(world.rosa, makeCode, { ...key, checked: 'known' })
  return key
}

/** Somebody the garden keeps, who said that something is wrong. */
export async function corrected(world: World): Promise<Key> {
  const key = { person: await newcomer(world), id: world.id() }
  const words = { about: 'Quién es usted', wrong: 'El nombre', proposed: 'Zoe Luz' }
  await world.run(ownActor(key.person, world.rosa), askCorrection, { id: key.id, ...words })
  return key
}

export const ofOwn = ({ served, onReferred }: Ways): Readonly<Record<string, Subject>> => ({
  'own_code.make': onReferred(({ person }, world) => ({ person, id: world.id(), checked: 'known' })),
  'own_code.revoke': served(async (world) => ({ input: await coded(world) })),
  'own_code.list': served(async (world) => ({ input: {}, shows: [(await coded(world)).id] })),
  'correction.answer': served(async (world) => ({
    input: { ...(await corrected(world)), answer: 'corrected' },
  })),
  'correction.list': served(async (world) => ({ input: {}, shows: [(await corrected(world)).id] })),
})

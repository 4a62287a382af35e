// The lines of the authorization table about retention and erasure: what to send for each.
import type { Id } from '../src/kernel/words.ts'
import { askErasure } from '../src/protect/retention/operations.ts'
import type { Subject } from './authorization.subjects.ts'
import { newcomer, type referred, type World } from './authorization.world.ts'

type Referred = Awaited<ReturnType<typeof referred>>
type Ways = {
  served(make: Subject['make']): Subject
  onReferred(input: (it: Referred, world: World) => Record<string, unknown>): Subject
}

/** Somebody the garden keeps, who asked to be erased. */
export async function wished(world: World): Promise<{ person: Id; id: Id }> {
  const wish = { person: await newcomer(world), id: world.id() }
  await world.run(world.rosa, askErasure, wish)
  return wish
}

export const ofRetention = ({ served, onReferred }: Ways): Readonly<Record<string, Subject>> => ({
  'erasure.ask': onReferred(({ person }, world) => ({ person, id: world.id() })),
  'erasure.of_person': served(async (world) => {
    const { person, id } = await wished(world)
    return { input: { person }, shows: [id] }
  }),
  'erasure.keep': served(async (world) => ({
    input: { ...(await wished(world)), until: '2027-03-01', reason: 'Cuentas', rule: 'evidence' },
  })),
  'erasure.erase': served(async (world) => ({ input: await wished(world) })),
  'erasure.list': served(async (world) => ({ input: {}, shows: [(await wished(world)).id] })),
})

// The lines of the authorization table about late work: what to send for each.
import type { Id } from '../src/kernel/words.ts'
import type { Subject } from './authorization.subjects.ts'
import { referred, type World } from './authorization.world.ts'

type Making = { served(make: Subject['make']): Subject }

/** What a lost tablet of the garden handed over about somebody of whom another organisation has the record too. */
export async function late(world: World): Promise<{ id: Id; person: Id }> {
  const { person, need } = await referred(world)
  const id = world.id()
  const { rosa, network } = world
  await network.database.pool.query(
    `insert into late_command (id, organisation, device, holder, name, input, occurred_at, handed_at)
     values ($1, $2, $3, $4, 'need.change_urgency', $5, now(), now())`,
    [id, rosa.organisation, world.id(), rosa.user, JSON.stringify({ person, id: need, urgency: 'low' })],
  )
  return { id, person }
}

export const ofDevices = ({ served }: Making): Readonly<Record<string, Subject>> => ({
  'late.list': served(async (world) => {
    const { id, person } = await late(world)
    return { input: {}, shows: [id, person] }
  }),
  'late.discard': served(async (world) => {
    const { id } = await late(world)
    return { input: { id, reason: 'No fue ella' } }
  }),
})

// Who may decide about devices and the unsent work of a lost one; docs/authorization.md says what the letters
// and words mean.
import type { Id } from '../../kernel/words.ts'
import { type PlainNumbers, served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred, type World } from '../../../tests/authorization/world.ts'

export const rows = `
Devices and late work             F O C S P K N M V $ D A    own   shared  outsider
device.revoke                     F O C S P K N M V $ D A    -     -       -
device.set_rule                   . . . . . . . . . . . A    -     -       -
device.get_rule                   F O C S P K N M V $ D A    -     -       -
device.get_secret                 F O C S P K N M V $ D A    -     -       -
command.discard                   F O C S P K N M V $ D A    -     -       -
device.list                       F O C S P K N M V $ D A    -     -       -
late.list                         . . . S . K . . . . . .    yes   none    none
late.erase                        . . . . . . . . . . . .    -     -       -
late.count                        . . . S . K . . . . . .    -     -       -
late.discard                      . . . S . K . . . . . .    yes   404     404
`

/**
 * Work that a lost tablet of the garden handed over, about a person whose record another organisation sees
 * too.
 */
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

export const subjects: Subjects = {
  'late.list': served(async (world) => {
    const { id, person } = await late(world)
    return { input: {}, shows: [id, person] }
  }),
  'late.discard': served(async (world) => {
    const { id } = await late(world)
    return { input: { id, reason: 'No fue ella' } }
  }),
}

export const plainNumbers: PlainNumbers = {
  'late.count': { waiting: 'late work that the reader decides' },
  'device.get_rule': { idleMinutes: 'minutes' },
  'device.list': { 'devices.late': 'commands of a device, for whoever withdraws it' },
}

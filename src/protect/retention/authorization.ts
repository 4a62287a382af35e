// Who may ask for an erasure and decide it; docs/authorization.md says what the letters and words mean.
import type { Jobs } from '../../../tests/authorization/job.ts'
import type { Id } from '../../kernel/words.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import { newcomer, type World } from '../../../tests/authorization/world.ts'
import { askErasure } from './operations.ts'

export const rows = `
What is kept no longer            F O C S P K N M V $ D A    own   shared  outsider
retention.rules                   F O C S P K N M V $ D A    -     -       -
erasure.ask                       F O C S P K . . . . D .    yes   yes     404
erasure.of_person                 F O C S P K . . . . D .    yes   none    none
erasure.note_due                  . . . . . . . . . . . .    -     -       -
erasure.keep                      . . . . . . . . . . D .    yes   404     404
erasure.erase                     . . . . . . . . . . D .    yes   404     404
erasure.repeat                    . . . . . . . . . . . .    -     -       -
erasure.list                      . . . . . . . . . . D .    yes   none    none
`

/** A person of the garden who asked to be erased. */
async function wished(world: World): Promise<{ person: Id; id: Id }> {
  const wish = { person: await newcomer(world), id: world.id() }
  await world.run(world.rosa, askErasure, wish)
  return wish
}

export const subjects: Subjects = {
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
}

export const jobs: Jobs = {
  'erasure.note_down': async ({ id, rosa }) => ({
    person: id(),
    organisation: rosa.organisation,
    at: '2026-03-02T15:00:00Z',
    classes: ['personal'],
  }),
  'erasure.notice': async (world) => {
    await newcomer(world)
    world.network.clock.advance(800)
    return {}
  },
}

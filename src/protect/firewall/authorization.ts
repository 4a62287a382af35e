// Who may see what the firewall refused, set when a centre asks about status and decide legal demands; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { receiveDemand } from './operations.ts'

export const rows = `
The firewall                      F O C S P K N M V $ D A    own   shared  outsider
firewall.note_refusal             . . . . . . . . . . . .    -     -       -
firewall.refusals                 . . . . . . . . . . D .    -     -       -
status_rule.set                   . . . . . K . . . . D A    -     -       -
status_rule.get                   F O C S P K N M V $ D A    -     -       -
status_rule.list                  . . . . . K . . . . D A    -     -       -
demand.receive                    . . . . . . . . . . D .    -     -       -
demand.decide                     . . . . . . . . . . D .    yes   404     404
demand.list                       . . . . . . . . . . D .    yes   none    none
demand.get                        . . . . . . . . . . D .    yes   404     404
`

/** A demand that somebody made of the garden. */
export async function demand({ run, rosa, id }: World): Promise<Id> {
  const received = id()
  await run(rosa, receiveDemand, {
    id: received,
    authority: 'Juzgado Tercero',
    authorityClass: 'court',
    instrument: 'Oficio 31',
    scope: 'El nombre de una persona.',
    receivedOn: '2026-03-01',
  })
  return received
}

export const subjects: Subjects = {
  'demand.decide': served(async (world) => ({
    input: {
      id: world.id(),
      demand: await demand(world),
      decision: 'refused',
      because: 'Sin orden de un juez.',
      signedBy: 'Rosa',
      decidedOn: '2026-03-02',
      disclosed: [],
    },
  })),
  'demand.list': served(async (world) => ({ input: {}, shows: [await demand(world)] })),
  'demand.get': served(async (world) => ({ input: { id: await demand(world) } })),
}

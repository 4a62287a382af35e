// Who may read what the firewall refused and decide legal demands; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { PNG } from '../../../tests/harness/files.ts'
import { column, get, post, some } from '../../../tests/leaks/attempts.ts'
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

/** A legal demand that an authority made of the garden. */
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
  'demand.get': {
    ...served(async (world) => ({ input: { id: await demand(world) } })),
    ofNobody: 'a demand that gave nobody',
  },
}

export const addresses: Addresses = {
  'POST /api/demands/documents': {
    verb: 'demand.decide',
    works: async ({ id }) => ({
      path: `/api/demands/documents?id=${id()}&demand=${id()}&name=c.png`,
      body: PNG,
    }),
    attack: async (fixture, watch, attacker) => {
      const demands = await column(fixture, 'select id::text as one from demand')
      await watch.look()
      const tried = some([...demands, ...watch.ids()])
      return await Promise.all(
        tried.map((one) =>
          post(
            fixture,
            attacker,
            `/api/demands/documents?id=${fixture.network.newId()}&demand=${one}&name=x`,
            PNG,
          ),
        ),
      )
    },
  },
  'GET /api/demands/documents/:id': {
    verb: 'demand.read',
    works: async ({ id }) => ({ path: `/api/demands/documents/${id()}` }),
    attack: async (fixture, watch, attacker) => {
      const documents = await column(fixture, 'select id::text as one from demand_document')
      const tried = some([...documents, ...watch.ids()])
      return await Promise.all(tried.map((id) => get(fixture, attacker, `/api/demands/documents/${id}`)))
    },
  },
}

export const visits: Visits = {
  records: async (world) => ({ demand: await demand(world) }),
}

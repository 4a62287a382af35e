// The records the authorization table is tried on: kept by the garden, some of them shared with Raíces, none with Eve.
import type { Id } from '../src/kernel/words.ts'
import { EVERY_ROLE, type Client, type TestNetwork } from './harness/network.ts'

export type Relation = 'own' | 'shared' | 'outsider'

export type World = {
  network: TestNetwork
  /** Somebody with every role in the organisation that stands in that relation. */
  clients: Record<Relation, Client>
}

/** What to send, and which words of the answer would show something of the person. */
export type Subject = (
  world: World,
  relation: Relation,
) => Promise<{ input: unknown; shows: readonly string[] }>

export async function world(network: TestNetwork): Promise<World> {
  const rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  const bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
  const clients = {
    own: network.http(rosa),
    shared: network.http(bruno),
    outsider: network.http(network.actors.eve),
  }
  return { network, clients }
}

const ofGarden = (key: 'user'): Subject => {
  return async ({ network }) => ({ input: { [key]: network.actors.ana.user }, shows: ['Ana'] })
}

async function role(network: TestNetwork): Promise<Id> {
  const { rows } = await network.database.pool.query<{ id: Id }>(
    'select id from role_assignment where app_user = $1',
    [network.actors.ana.user],
  )
  return rows[0]?.id as Id
}

export const subjects: Readonly<Record<string, Subject>> = {
  'centre.list': async ({ network }) => ({
    input: { organisation: network.organisations.garden },
    shows: [network.centre],
  }),
  'role.revoke': async ({ network }) => ({ input: { id: await role(network) }, shows: [] }),
  'user.deactivate': ofGarden('user'),
  'user.invitation': ofGarden('user'),
  'user.reactivate': ofGarden('user'),
  'user.reinvite': ofGarden('user'),
}

// How far a device's cursor goes, while other transactions begin and end.
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { capability as devices } from '../../src/identity/devices/server/capability.ts'
import { buildApp, type App } from '../../src/platform/app.ts'
import { sync } from '../../src/platform/sync/sync.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { openPlot, plots, TABLE } from './plots.ts'

let network: TestNetwork
/** A session of the database beside all pools. */
let beside: pg.Client

beforeAll(async () => {
  network = await testNetwork()
  await network.database.pool.query(TABLE)
  beside = new pg.Client(network.database.connection)
  await beside.connect()
  return () => beside.end()
})

test('no cursor passes what is on the disk: a crash gives the ids of later transactions to others', async () => {
  const known = buildApp([plots, devices], network.app)
  const { devices: own } = known.identity
  const undone: bigint[] = []
  /** A transaction after the device's own, over before the device's changes are read. */
  const undo = async () => {
    await beside.query('begin')
    const { rows } = await beside.query<{ id: string }>('select pg_current_xact_id()::text as id')
    await beside.query('rollback')
    undone.push(BigInt(rows[0]?.id ?? 0))
  }
  const app: App = {
    ...known,
    identity: {
      ...known.identity,
      devices: {
        ...own,
        async admit(...given) {
          const database = await own.admit(...given)
          await undo()
          return database
        },
        async touch(...given) {
          await own.touch(...given)
          await undo()
        },
      },
    },
  }
  const device = network.newId()
  const person = network.newId()
  const actor = await network.join('Ana', 'garden', ['front_desk'])
  const ask = async (commands: object[]) => {
    const { cursor } = await sync(app, actor, { device, commands, pull: { cursor: null } })
    return BigInt(cursor?.split('.').at(-1) ?? 0)
  }
  expect(await ask([])).toBeLessThanOrEqual(undone.at(-1) as bigint)
  const opened = { id: network.newId(), seq: 1, name: openPlot.name, input: { person, name: 'Rosa' } }
  expect(await ask([{ ...opened, occurredAt: '2026-03-01T10:00:00-05:00' }])).toBeLessThanOrEqual(
    undone.at(-1) as bigint,
  )
})

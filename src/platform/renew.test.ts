// A database that PostgreSQL's own tools copied to another server: it is recognised, and made one of this server.
import { expect, test } from 'vitest'
import { testNetwork } from '../../tests/harness/network.ts'
import { registerPerson } from '../serve/record/operations.ts'
import { isFromElsewhere, renew } from './renew.ts'

test('facts numbered by transactions to come are those of another server, until they are renewed', async () => {
  const network = await testNetwork()
  const { pool, appPool } = network.database
  const rosa = { id: network.newId(), searched: 'everywhere' as const, called: 'Rosa' }
  await network.execute(registerPerson, rosa, network.actors.ana)
  expect(await isFromElsewhere(appPool)).toBe(false)
  await pool.query(`update fact set xid = (pg_current_xact_id()::text::bigint + 1000000)::text::xid8`)
  expect(await isFromElsewhere(appPool)).toBe(true)
  await renew(pool)
  expect(await isFromElsewhere(appPool)).toBe(false)
})

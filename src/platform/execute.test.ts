// Tests that a command is stored completely or not at all, although its commit is sent before its writes are
// confirmed.
import { expect, test } from 'vitest'
import { testNetwork } from '../../tests/harness/network.ts'
import { registerPerson } from '../serve/record/operations.ts'

test('when its facts cannot be stored, nothing of a command is, and the same connection serves the next', async () => {
  const network = await testNetwork()
  const { pool } = network.database
  const { ana } = network.actors
  const kept = async () => {
    const { rows } = await pool.query<{ people: number; log: number; facts: number; keys: number }>(
      `select (select count(*)::int from person) as people, (select count(*)::int from command_log) as log,
         (select count(*)::int from fact) as facts, (select count(*)::int from match_key) as keys`,
    )
    return rows[0]
  }
  const register = () =>
    network.execute(
      registerPerson,
      { id: network.newId(), searched: 'everywhere', givenNames: 'Rosa', firstSurname: 'Medina' },
      ana,
    )
  const before = await kept()
  await pool.query(`alter table fact add constraint shut check (kind <> 'person.registered') not valid`)
  const ends = await Promise.allSettled(Array.from({ length: 20 }, register))
  expect(ends.map((end) => end.status === 'rejected' && String(end.reason))).toEqual(
    Array<unknown>(20).fill(expect.stringContaining('"shut"')),
  )
  expect(await kept()).toEqual(before)

  await pool.query('alter table fact drop constraint shut')
  await register()
  expect(await kept()).toMatchObject({
    people: (before?.people ?? 0) + 1,
    log: (before?.log ?? 0) + 1,
    facts: (before?.facts ?? 0) + 1,
  })
})

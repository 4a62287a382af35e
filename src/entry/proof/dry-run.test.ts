// A dry run on a live database: what the application commits in it is rolled back, and the database refuses a
// real commit.
import { expect, test } from 'vitest'
import { testNetwork } from '../../../tests/harness/network.ts'
import { transaction } from '../../platform/database/connect.ts'
import { played, rehearse } from './dry-run.ts'

const network = await testNetwork()
const { pool } = network.database
const names = async (where: typeof pool) =>
  (await where.query<{ name: string }>('select name from centre order by name')).rows.map(({ name }) => name)
const insert = `insert into centre (id, organisation, name) values (gen_random_uuid(), '${network.organisations.garden}', $1)`

test('statements that begin and end a transaction are rewritten to savepoints, wherever they stand', () => {
  expect(played(`begin; set local role arraigo_app`)).toBe(' savepoint act; set local role arraigo_app')
  expect(played(`select 'x'; commit`)).toMatch(/^select 'x'; release savepoint act; reset role/u)
  expect(played('ROLLBACK')).toMatch(/^ rollback to savepoint act/u)
  expect(played('rollback to savepoint mine')).toBe('rollback to savepoint mine')
  expect(played(`select 'we begin and end'`)).toBe(`select 'we begin and end'`)
})

test('what is committed in it is seen in it and nowhere else, and nothing stays', async () => {
  const rehearsal = await rehearse(pool)
  const { ana } = network.actors
  await transaction(rehearsal.pool, ana, (_tx, client) => client.query(insert, ['Vivero']))
  expect(await names(rehearsal.pool)).toEqual(['Invernadero', 'Vivero'])
  await rehearsal.attempt(async () => {
    await transaction(rehearsal.pool, ana, (_tx, client) => client.query(insert, ['Semillero']))
    expect(await names(rehearsal.pool)).toHaveLength(3)
  })
  expect(await names(rehearsal.pool)).toHaveLength(2)
  await expect(
    transaction(rehearsal.pool, ana, async (_tx, client) => {
      await client.query(insert, ['Compostera'])
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await names(rehearsal.pool)).toHaveLength(2)
  await rehearsal.end()
  expect(await names(pool)).toEqual(['Invernadero'])
})

test('a commit that is not rewritten is refused by the database', async () => {
  const rehearsal = await rehearse(pool)
  await rehearsal.pool.query(insert, ['Vivero'])
  await expect(rehearsal.pool.query('/* now */ commit')).rejects.toMatchObject({
    constraint: 'never_committed',
  })
  await rehearsal.end()
  expect(await names(pool)).toEqual(['Invernadero'])
})

// A dry run on a live database: what the application commits in it is rolled back, and the database refuses a
// real commit.
import { expect, test } from 'vitest'
import { testNetwork } from '../../../tests/harness/network.ts'
import { transaction } from '../../platform/database/connect.ts'
import { asSavepoints, beginDryRun } from './dry-run.ts'

const network = await testNetwork()
const { pool } = network.database
const names = async (where: typeof pool) =>
  (await where.query<{ name: string }>('select name from centre order by name')).rows.map(({ name }) => name)
const insert = `insert into centre (id, organisation, name) values (gen_random_uuid(), '${network.organisations.garden}', $1)`

test('statements that begin and end a transaction are rewritten to savepoints, wherever they stand', () => {
  expect(asSavepoints(`begin; set local role arraigo_app`)).toBe(' savepoint act; set local role arraigo_app')
  expect(asSavepoints(`select 'x'; commit`)).toMatch(/^select 'x'; release savepoint act; reset role/u)
  expect(asSavepoints('ROLLBACK')).toMatch(/^ rollback to savepoint act/u)
  expect(asSavepoints('rollback to savepoint mine')).toBe('rollback to savepoint mine')
  expect(asSavepoints(`select 'we begin and end'`)).toBe(`select 'we begin and end'`)
})

test('what is committed in it is seen in it and nowhere else, and nothing stays', async () => {
  const dryRun = await beginDryRun(pool)
  const { ana } = network.actors
  await transaction(dryRun.pool, ana, (_tx, client) => client.query(insert, ['Vivero']))
  expect(await names(dryRun.pool)).toEqual(['Invernadero', 'Vivero'])
  await dryRun.attempt(async () => {
    await transaction(dryRun.pool, ana, (_tx, client) => client.query(insert, ['Semillero']))
    expect(await names(dryRun.pool)).toHaveLength(3)
  })
  expect(await names(dryRun.pool)).toHaveLength(2)
  await expect(
    transaction(dryRun.pool, ana, async (_tx, client) => {
      await client.query(insert, ['Compostera'])
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await names(dryRun.pool)).toHaveLength(2)
  await dryRun.end()
  expect(await names(pool)).toEqual(['Invernadero'])
})

test('a commit that is not rewritten is refused by the database', async () => {
  const dryRun = await beginDryRun(pool)
  await dryRun.pool.query(insert, ['Vivero'])
  await expect(dryRun.pool.query('/* now */ commit')).rejects.toMatchObject({
    constraint: 'never_committed',
  })
  await dryRun.end()
  expect(await names(pool)).toEqual(['Invernadero'])
})

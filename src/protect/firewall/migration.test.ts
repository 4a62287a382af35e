// How the migration changes organisations that were registered before the firewall existed.
import { beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { migrate, migrationNames } from '../../platform/database/migrate.ts'

const GARDEN = '0190f0f0-0000-7000-8000-000000000001'
const CONSULATE = '0190f0f0-0000-7000-8000-000000000002'
const MARKED = 'ffffffff-0000-7000-8000-000000000002'
const LINA = '0190f0f0-0000-7000-8000-000000000003'

let pool: TestDatabase['pool']

beforeAll(async () => {
  pool = (await testDatabase({ empty: true })).pool
  const names = await migrationNames()
  await migrate(pool, names[names.indexOf('0019_firewall.sql') - 1])
})

test('they get the mark, keep their name, and whatever was shared with them ends', async () => {
  await pool.query(
    `insert into organisation (id, name, class, time_zone, locale) values
       ($1, 'Huerta', 'public', 'UTC', 'es'), ($2, 'Consulado', 'consular', 'UTC', 'es')`,
    [GARDEN, CONSULATE],
  )
  await pool.query(
    `insert into centre (id, organisation, name) values (gen_random_uuid(), $1, 'Ventanilla')`,
    [CONSULATE],
  )
  await pool.query(
    `insert into person (person, organisation, shared_with, called, pack_release, registered_at, registered_by, touched_at)
     values ($1, $2, array[$3::uuid], 'Lina', 'huerta', now(), gen_random_uuid(), now())`,
    [LINA, GARDEN, CONSULATE],
  )
  await pool.query(
    `insert into consent (person, id, organisation, purpose, recipient, field_groups, text_version, locale, how,
       obtained_by, given_at, expires_on)
     values ($1, gen_random_uuid(), $2, 'referral', $3, '{identity}', 'v1', 'es', 'signature', gen_random_uuid(),
       now(), '2030-01-01')`,
    [LINA, GARDEN, CONSULATE],
  )
  await migrate(pool)
  const { rows: organisations } = await pool.query(
    `select id, class from organisation where name in ('Huerta', 'Consulado') order by id`,
  )
  expect(organisations).toEqual([
    { id: GARDEN, class: 'public' },
    { id: MARKED, class: 'consular' },
  ])
  expect((await pool.query('select organisation from centre')).rows).toEqual([{ organisation: MARKED }])
  expect((await pool.query('select shared_with from person')).rows).toEqual([{ shared_with: [] }])
  expect(
    (await pool.query('select recipient, withdrawn_at is not null as withdrawn from consent')).rows,
  ).toEqual([{ recipient: MARKED, withdrawn: true }])
})

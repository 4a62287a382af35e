// A migration copies hand-overs of figures from the command log into their table, so that later ones are
// checked against them.
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { migrate, migrationNames } from '../../platform/database/migrate.ts'

const LEAD = '0190f0f0-0000-7000-8000-000000000001'
const BORDER = 'ffffffff-0000-7000-8000-000000000002'

test('hand-overs behind the firewall are found by the recipient, and without one by their smallest figure', async () => {
  const { pool } = await testDatabase({ empty: true })
  const names = await migrationNames()
  await migrate(pool, names[names.indexOf('0047_access.sql') - 1])
  await pool.query(
    `insert into organisation (id, name, class, time_zone, locale, lead) values
       ($1, 'Huerta', 'public', 'UTC', 'es', true), ($2, 'Control', 'enforcement', 'UTC', 'es', false)`,
    [LEAD, BORDER],
  )
  const handed = (recipient: string, from: string, smallest: number) =>
    pool.query(
      `insert into command_log (id, name, organisation, actor, occurred_at, received_at, input_hash, outcome, output)
       values (gen_random_uuid(), 'report.hand_over', $1, $1, now(), now(), '', 'applied', $2)`,
      [LEAD, { recipient, smallest, figures: { from, until: '2026-02-28', people: {} } }],
    )
  await handed('Control', '2026-01-01', 10)
  await handed('Un consulado que ya no se llama así', '2026-02-01', 10)
  await handed('Una organización que ya no se llama así', '2026-02-01', 5)
  await migrate(pool)
  const { rows } = await pool.query(
    `select given_to, from_day::text, smallest, repeats from hand_over order by from_day`,
  )
  expect(rows).toEqual([
    { given_to: BORDER, from_day: '2026-01-01', smallest: 10, repeats: null },
    { given_to: 'ffffffff-0000-7000-8000-000000000000', from_day: '2026-02-01', smallest: 10, repeats: null },
  ])
})

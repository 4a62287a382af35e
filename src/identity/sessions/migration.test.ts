// The migration after which requests write no link of their own, applied over links that were written before.
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { migrate } from '../../platform/database/migrate.ts'

test('a link from before is good for seven days at most, and a shorter one for no longer', async () => {
  const { pool } = await testDatabase({ empty: true })
  await migrate(pool, '0079')
  await pool.query(`insert into auth.verification (id, identifier, value, expires_at) values
    (gen_random_uuid(), 'for ever', 'x', now() + interval '50 years'),
    (gen_random_uuid(), 'for a day', 'x', now() + interval '1 day')`)
  await migrate(pool)
  const { rows } = await pool.query(`
    select identifier, round(extract(epoch from expires_at - created_at) / 86400)::integer as days
    from auth.verification order by identifier desc`)
  expect(rows).toEqual([
    { identifier: 'for ever', days: 7 },
    { identifier: 'for a day', days: 1 },
  ])
})

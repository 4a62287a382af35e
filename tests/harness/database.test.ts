// Tests the harness itself: two tests never see each other's rows.
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

test('each test database is migrated and separate from the others', async () => {
  const [one, two] = [await testDatabase(), await testDatabase()]
  await one.pool.query(
    `insert into pack_release (id, pack, version, content) values ('a', 'huerta', '1', '{}')`,
  )
  const seen = await two.pool.query('select from pack_release')
  expect(seen.rowCount).toBe(0)
})

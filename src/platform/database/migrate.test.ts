// A migration that was applied never changes: a database that applied another text is refused, except where a later
// migration is known to bring both texts to the same schema.
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { migrate } from './migrate.ts'

const SEALING = '0084_disclosure_waiting.sql'
/** The text of a few hours, which set the planner's settings itself. */
const OTHER_TEXT = '943bbd34e7720cdf86bd38d13131534a2e30de777a40b1ff0279fd2c64e54351'

const appliedAs = (sha256: string) => [SEALING, sha256]
const REMEMBER = 'update migration set sha256 = $2 where name = $1'

test('a database that applied another text of a migration is refused', async () => {
  const { pool } = await testDatabase()
  await pool.query(REMEMBER, appliedAs('0'.repeat(64)))
  await expect(migrate(pool)).rejects.toThrow(`Migration ${SEALING} was changed after it was applied`)
})

test('both texts of the sealing of entries end in one definition', async () => {
  const { pool } = await testDatabase({ empty: true })
  const definition = async () => {
    const { rows } = await pool.query<{ settings: string[] }>(
      `select proconfig as settings from pg_proc where proname = 'seal_disclosures'`,
    )
    return rows.map(({ settings }) => settings)
  }
  await migrate(pool, SEALING)
  // As the other text left it.
  await pool.query(`alter function arraigo.seal_disclosures(bigint, integer, timestamptz, uuid)
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off`)
  await pool.query(REMEMBER, appliedAs(OTHER_TEXT))
  const before = await definition()
  await migrate(pool)
  expect(await definition()).toEqual(before)
  expect(before).toEqual([
    ['search_path=pg_catalog, pg_temp', 'enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off'],
  ])
})

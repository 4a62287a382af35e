// Our tables are written by hand; better-auth's own generator must have nothing to add.
import { getMigrations } from 'better-auth/db/migration'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/harness/database.ts'
import { authOptions } from './options.ts'

test('better-auth finds every table and column it needs', async () => {
  const { connection } = await testDatabase()
  const pool = new pg.Pool({ ...connection, options: '-c search_path=auth', max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const options = authOptions({
    origin: 'http://localhost:3000',
    secret: 'a secret only for tests, long enough',
    db,
    whyClosed: async () => undefined,
    mustSignOn: async () => false,
  })
  const { toBeCreated, toBeAdded } = await getMigrations(options)
  await db.destroy()
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

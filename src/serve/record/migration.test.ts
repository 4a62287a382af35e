// Each organisation finds the same records after the migration that gave each its own search rows.
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { migrate } from '../../platform/database/migrate.ts'

test('keys and words are there once for the keeper and once for each receiver, names in the order of the alphabet', async () => {
  const { pool } = await testDatabase({ empty: true })
  await migrate(pool, '0039_retention_late.sql')
  const [garden, roots, person] = Array.from({ length: 3 }, () => uuidv7())
  await pool.query(
    `insert into person (person, organisation, shared_with, given_names, born, born_precision, pack_release, registered_at,
       registered_by, touched_at)
     values ($1, $2, array[$3::uuid], 'Lina', '1990-05-01', 'day', '', now(), $2, now())`,
    [person, garden, roots],
  )
  await pool.query(
    `insert into name_word (word, person, name, organisation, shared_with)
     select word, $1, ' lina arias', $2, array[$3::uuid] from unnest('{lina,arias}'::text[]) word`,
    [person, garden, roots],
  )
  await pool.query(
    `insert into match_key (key, person, organisation, shared_with) values (1, $1, $2, array[$3::uuid]), (2, $1, $2, '{}')`,
    [person, garden, roots],
  )
  await migrate(pool)
  const words = await pool.query(
    'select viewer, word, size, name, born, shared_with from name_word order by viewer, word',
  )
  const rest = { size: 2, name: ' arias lina', born: '1990-05-01', shared_with: [roots] }
  expect(words.rows).toEqual(
    [garden, roots].flatMap((viewer) => ['arias', 'lina'].map((word) => ({ viewer, word, ...rest }))),
  )
  const keys = await pool.query('select viewer, key from match_key order by viewer, key')
  expect(keys.rows).toEqual([
    { viewer: garden, key: 1 },
    { viewer: garden, key: 2 },
    { viewer: roots, key: 1 },
  ])
})

// Databases for restored backups in the run's cluster: an empty one first, then a copy for each test that
// changes something.
import pg from 'pg'
import { inject } from 'vitest'
import { connect } from '../../src/platform/database/connect.ts'
import { limitFunctions } from '../../src/platform/database/migrate.ts'
import { cleanups } from '../harness/cleanup.ts'

let count = 0

/** @param of the database to copy; nobody may be connected to it */
export async function newDatabase(of = 'template0'): Promise<pg.PoolConfig & { database: string }> {
  const { connection, template } = inject('cluster')
  const database = `${template}_${process.pid}_kept_${count++}`
  const owner = new pg.Client(connection)
  await owner.connect()
  await owner.query(`create database ${database} template ${of}`).finally(() => owner.end())
  return { ...connection, database }
}

export async function poolOf(database: string): Promise<pg.Pool> {
  const pool = connect({ ...inject('cluster').connection, database, max: 8 })
  cleanups.push(() => pool.end())
  await limitFunctions(pool)
  return pool
}

// `arraigo migrate`: migrates the database before the new release serves, for operators who do that as a step
// of its own.
import { connect } from '../../platform/database/connect.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { withDatabase } from '../../platform/database/open.ts'
import type { Task } from '../task.ts'

export const migrateTask: Task = async (_words, { config, print }) => {
  await withDatabase(config(), async (connection) => {
    const pool = connect(connection)
    try {
      const applied = await migrate(pool)
      for (const name of applied) print(name)
      print(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migrations applied.`)
    } finally {
      await pool.end()
    }
  })
}

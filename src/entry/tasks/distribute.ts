// `arraigo distribute`: prints, or runs, the statements that spread the tables over the servers of a Citus cluster.
import { connect } from '../../platform/database/connect.ts'
import { hasCitus, knowsCoordinator, statements } from '../../platform/database/distribution.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { TaskError, UsageError, type Task } from '../task.ts'

const PREPARE = `-- First, on every server of the cluster: create extension citus.
-- Then on the coordinator: select citus_set_coordinator_host('HOST'), and select citus_add_node('WORKER', 5432) for each worker.
-- These statements are run there by a superuser, one by one, while the application is stopped (docs/scale.md).`

export const distributeTask: Task = async (words, { config, print, tell }) => {
  const isRun = words[0] === '--run'
  if (words.length > (isRun ? 1 : 0)) throw new UsageError(`distribute does not take ${words.join(' ')}.`)
  await withDatabase(config(), async (connection) => {
    const pool = connect({ ...connection, max: 1 })
    try {
      if (isRun && !(await hasCitus(pool)))
        throw new TaskError(
          'Citus is not installed in this database: nothing was changed. "arraigo distribute" prints what to prepare.',
        )
      if (isRun && !(await knowsCoordinator(pool)))
        throw new TaskError(
          `The coordinator is not a server of its own cluster: nothing was changed. Run "select citus_set_coordinator_host('HOST')" first.`,
        )
      const open = await statements(pool)
      if (!isRun) print(PREPARE)
      for (const statement of open) {
        if (isRun) await pool.query(statement)
        print(`${statement};`)
      }
      tell(
        open.length === 0
          ? 'Everything is distributed.'
          : `${open.length} statements${isRun ? ' were run. Start the application again.' : '.'}`,
      )
    } finally {
      await pool.end()
    }
  })
}

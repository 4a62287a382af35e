// `npm run sql`: fails when a statement does not fit the migrated database, or gives other rows than the source expects.
import pg from 'pg'
import { startTestCluster } from '../harness/cluster.ts'
import { checkStatements } from './faults.ts'

const cluster = await startTestCluster()
const client = new pg.Client({ ...cluster.connection, database: cluster.template })
try {
  await client.connect()
  const { faults, statements, templates, calls, typed } = await checkStatements(client)
  for (const fault of faults) console.error(fault)
  console.log(
    `${statements} statements, ${templates} templates, ${calls} calls, ${typed} with typed rows: ${faults.length} faults`,
  )
  process.exitCode = faults.length > 0 ? 1 : 0
} finally {
  await client.end()
  await cluster.stop()
}

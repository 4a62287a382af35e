// `npm run schema`: writes schema.sql and the database's types anew, from a newly migrated database.
import { writeFile } from 'node:fs/promises'
import { connect } from '../../src/platform/database/connect.ts'
import { readCatalogue, schemaSql, schemaTypes } from './catalogue.ts'
import { startTestCluster } from './cluster.ts'

const cluster = await startTestCluster()
const pool = connect({ ...cluster.connection, database: cluster.template })
try {
  const catalogue = await readCatalogue(pool)
  await writeFile('schema.sql', schemaSql(catalogue))
  await writeFile('src/platform/database/schema.d.ts', schemaTypes(catalogue))
  console.log(
    `schema.sql and schema.d.ts: ${catalogue.secured.length} tables, ${catalogue.views.length} views`,
  )
} finally {
  await pool.end()
  await cluster.stop()
}

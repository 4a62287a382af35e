// A process that owns a cluster, for the tests that kill it or press Ctrl-C.
import pg from 'pg'
import { startCluster } from './cluster.ts'

const folder = process.argv[2] ?? ''
try {
  const cluster = await startCluster({ folder, log: () => undefined })
  process.on('SIGINT', async () => {
    const client = new pg.Client(cluster.connection)
    await client.connect()
    const { rowCount } = await client.query('select 1')
    await client.end()
    process.send?.({ afterInterrupt: rowCount })
    await cluster.stop()
    process.exit()
  })
  process.send?.({ connection: cluster.connection })
} catch (error) {
  process.send?.({ refused: String(error) })
  process.disconnect()
}

// `arraigo restored`: for a database restored with PostgreSQL's own tools. Does what `arraigo restore` does
// after the rows: erases again the people erased since, and verifies the disclosure log.
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { renew } from '../../platform/renew.ts'
import { readErasures } from '../../protect/retention/server/list.ts'
import { UsageError, withKeys, type Task } from '../task.ts'
import { asTaskErrors, PROOFS, proofsIn } from './backup.ts'
import { finish, ownCheckpoints, requireProvenErasures } from './restore.ts'

export const restoredTask: Task = async (words, { config, print }) => {
  const values = parseOptions(words)
  const settings = config()
  const proofs = await proofsIn(values, settings)
  const known = [...proofs.keys.keys()]
  const accepted = values['accept-unsigned-erasures'] === true
  const erasures = await readErasures(settings.erasuresFile, known)
  requireProvenErasures(settings.erasuresFile, erasures, accepted, 'Nothing was changed.')
  const own = await ownCheckpoints(settings.checkpointsFile)
  await asTaskErrors(() =>
    withDatabase(settings, async (connection) => {
      const recordFile = join(settings.dataFolder, 'restores.jsonl')
      const line = {
        at: new Date().toISOString(),
        by: 'postgresql',
        acceptedUnsignedErasures: accepted ? erasures.unproven : 0,
      }
      await appendFile(recordFile, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      const pool = connect(connection)
      try {
        await renew(pool)
        print(`Devices will ask for everything anew. Written down in ${recordFile}.`)
        print(`The list of erasures, ${settings.erasuresFile}, has ${erasures.lines.length} lines.`)
        await finish({ settings, pool, print }, { erasures, own, proofs, known })
      } finally {
        await pool.end()
      }
    }),
  )
}

function parseOptions(words: string[]) {
  const { key, checkpoints } = PROOFS
  try {
    return parseArgs({
      args: withKeys(words),
      options: { key, checkpoints, 'accept-unsigned-erasures': { type: 'boolean' } },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

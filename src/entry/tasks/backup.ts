// `arraigo backup` and `arraigo restore`: for whoever keeps the machine.
import { resolve } from 'node:path'
import { backup, BackupError, type Place, type Summary } from '../../platform/backup.ts'
import type { Config } from '../../platform/config.ts'
import { connect } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { workOff } from '../../platform/jobs.ts'
import { restore } from '../../platform/restore.ts'
import { repeatErasures } from '../../protect/retention/server.ts'
import { compose } from '../server.ts'
import { TaskError, UsageError, type Surroundings, type Task } from '../task.ts'

export const backupTask: Task = async (words, surroundings) => {
  const { tables, rows, files } = await withFile(words, surroundings, backup)
  surroundings.print(`Kept ${rows} rows of ${tables} tables and ${files} files.`)
}

export const restoreTask: Task = async (words, surroundings) => {
  const settings = surroundings.config()
  let repeated = 0
  const { tables, rows, files } = await withFile(words, surroundings, async (place) => {
    const restored = await restore(place)
    repeated = await eraseAgain(settings, place.connection)
    return restored
  })
  surroundings.print(
    `Restored ${rows} rows of ${tables} tables and ${files} files; all are as they were written.`,
  )
  if (repeated > 0)
    surroundings.print(
      `Erased again ${repeated} who had been erased since, as ${settings.erasuresFile} says.`,
    )
}

/** A backup is older than the last erasure: whom it brought back is erased before anybody can look. */
async function eraseAgain(settings: Config, connection: Place['connection']): Promise<number> {
  const pool = connect(connection)
  try {
    const { rows } = await pool.query('select from pack_release where active')
    // Without a pack nobody was ever taken in.
    if (rows.length === 0) return 0
    const { house } = await compose({
      pool,
      origin: settings.publicUrl,
      secret: settings.secret,
      attachments: settings.attachmentsFolder,
    })
    const repeated = await repeatErasures(house, settings.erasuresFile)
    // Their files came back with the backup, too.
    await workOff(house, 'attachment.remove')
    return repeated
  } finally {
    await pool.end()
  }
}

async function withFile(
  words: string[],
  { config }: Surroundings,
  work: (place: Place) => Promise<Summary>,
): Promise<Summary> {
  const [file, ...rest] = words
  if (file === undefined || rest.length > 0) throw new UsageError('Which file? Give one name.')
  const settings = config()
  try {
    return await withDatabase(settings, (connection) =>
      work({ connection, attachmentsFolder: settings.attachmentsFolder, file: resolve(file) }),
    )
  } catch (error) {
    if (error instanceof BackupError) throw new TaskError(error.message)
    throw error
  }
}

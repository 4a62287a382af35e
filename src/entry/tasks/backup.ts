// `arraigo backup` and `arraigo restore`: for whoever keeps the machine.
import { resolve } from 'node:path'
import { backup, BackupError, type Place, type Summary } from '../../platform/backup.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { restore } from '../../platform/restore.ts'
import { TaskError, UsageError, type Surroundings, type Task } from '../task.ts'

export const backupTask: Task = async (words, surroundings) => {
  const { tables, rows, files } = await withFile(words, surroundings, backup)
  surroundings.print(`Kept ${rows} rows of ${tables} tables and ${files} files.`)
}

export const restoreTask: Task = async (words, surroundings) => {
  const { tables, rows, files } = await withFile(words, surroundings, restore)
  surroundings.print(
    `Restored ${rows} rows of ${tables} tables and ${files} files; all are as they were written.`,
  )
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

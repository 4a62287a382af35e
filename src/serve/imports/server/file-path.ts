// Where the file of an import is kept.
import { join } from 'node:path'

/**
 * Path of an import's file. It is not read from the database: otherwise whoever can write there could make
 * the server read or delete any file, and a copy of the database would point into the folder of the original.
 */
export function fileOf(folder: string | undefined, id: string): string {
  if (folder === undefined) throw new Error('No folder for registers was given.')
  return join(folder, id)
}

// Reads the archive inside a backup entry by entry, in bounded memory, and computes the hash of what was
// read.
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import tar from 'tar-stream'
import * as z from 'zod/mini'
import { BackupError } from './backup-file.ts'

/** Bytes; the first and last entry list tables and files, not rows. */
const LONGEST_LIST = 256 * 1024 * 1024

export type Archive = {
  entries: AsyncIterable<tar.Entry>
  /** SHA-256 of everything read; resolves when the entries have ended. */
  digest(): Promise<string>
  /** Why the file cannot be read to its end, if it cannot. */
  failure(): Error | undefined
  close(): void
}

export function openArchive(compressed: AsyncIterable<Buffer>): Archive {
  const hash = createHash('sha256')
  const gunzip = createGunzip()
  const extract = tar.extract()
  let failure: Error | undefined
  const note = (error: Error) => {
    failure ??= error
  }
  gunzip.once('error', note)
  extract.once('error', note)
  const read = pipeline(
    async function* () {
      try {
        for await (const piece of compressed) {
          hash.update(piece)
          yield piece
        }
      } catch (error) {
        note(error as Error)
        throw error
      }
    },
    gunzip,
    extract,
  )
  // The consumer of the entries receives the failure; this only avoids an unhandled rejection.
  read.catch(() => undefined)
  return {
    entries: extract,
    digest: () => read.then(() => hash.digest('hex')),
    failure: () => failure,
    close: () => extract.destroy(),
  }
}

/**
 * Parses an entry with the schema `form`.
 * @throws BackupError with the text `otherwise` when it does not match
 */
export async function readList<T>(entry: tar.Entry, form: z.ZodMiniType<T>, otherwise: string): Promise<T> {
  if ((entry.header.size ?? 0) > LONGEST_LIST)
    throw new BackupError('The backup holds a list of an impossible length.')
  const pieces: Buffer[] = []
  for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece)
  try {
    return z.parse(form, JSON.parse(Buffer.concat(pieces).toString()))
  } catch {
    throw new BackupError(otherwise)
  }
}

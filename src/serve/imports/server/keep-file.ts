// Keeps the file of a register on the disk as it is uploaded, within its size.
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { inputIdTaken, inputTooLarge } from '../../../kernel/problems.ts'

/** Bytes: enough for a register of several hundred thousand people. */
const FILE_LIMIT = 200_000_000

export async function keepFile(request: Request, path: string): Promise<void> {
  let size = 0
  async function* measured() {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > FILE_LIMIT) throw inputTooLarge({ limit: FILE_LIMIT })
      yield chunk
    }
  }
  try {
    // `wx`: an id that is taken already has a file, which must not be overwritten.
    await pipeline(measured, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw inputIdTaken()
    await rm(path, { force: true })
    throw error
  }
}

// Reads a spreadsheet in a worker thread, so that one that needs too much memory ends the thread and not the
// server.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { tableTooLarge } from '../kernel/problems.ts'
import { checkZip, UNFOLDED_LIMIT } from './zip-check.ts'

/**
 * A row as the sheet numbers it (the heading is 1), every cell as text; formulas are their stored results.
 */
export type TableRow = { row: number; cells: string[] }

/** A sheet with more columns is refused. */
export const MOST_COLUMNS = 2000
const ROWS_AT_ONCE = 500

/** The parameters of the thread. */
export type Reading = { path: string; widest: number; atOnce: number }

/**
 * Heap limit of the thread in megabytes: two hundred thousand rows of eight columns need more than half of
 * it. The library holds the texts of all cells as objects, some eight hundred bytes for a text of one letter,
 * so that without a limit a file of one megabyte takes three gigabytes of the server, and one of four
 * megabytes ends it.
 */
const MEMORY = 1024

/**
 * Rows of the first sheet.
 * @throws Problem 422 `table.unreadable`, 413 `table.too_large`; Error of the reader
 */
export async function* readSheet(path: string, memory = MEMORY): AsyncGenerator<TableRow> {
  await checkZip(path)
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: { path, widest: MOST_COLUMNS, atOnce: ROWS_AT_ONCE } satisfies Reading,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  })
  // Listen from the start: an error event without a listener would end the server.
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the reader ended')))
  })
  ended.catch(() => undefined)
  try {
    for (;;) {
      const answer = once(worker, 'message')
      worker.postMessage('more')
      const [rows] = (await Promise.race([answer, ended])) as [TableRow[]]
      if (rows.length === 0) return
      yield* rows
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
    throw tableTooLarge({ limit: UNFOLDED_LIMIT })
  } finally {
    await worker.terminate()
  }
}

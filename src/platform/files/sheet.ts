// Reads a spreadsheet in a process of its own, so that one that needs too much memory or time ends that
// process and not the server. A thread does not do: V8 ends the whole process when one allocation of a thread
// exceeds what its heap limit leaves.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { serverBusy, tableTooLarge } from '../../kernel/problems.ts'
import type { QUOTE_UNCLOSED } from './table-records.ts'
import { checkZip, HELD_LIMIT, UNFOLDED_LIMIT } from './zip-check.ts'

/**
 * A row as the sheet numbers it (the heading is 1), every cell as text; formulas are their stored results.
 */
export type TableRow = {
  row: number
  cells: string[]
  /** Why the row cannot be told apart into cells; it is refused as a whole. */
  problem?: typeof QUOTE_UNCLOSED
}

/** A sheet with more columns is refused. */
export const MOST_COLUMNS = 2000
/** Most characters in a row; a file with longer ones is refused. */
export const LONGEST_ROW = 200_000
const ROWS_AT_ONCE = 500
/** Characters after which a batch is sent although it has fewer rows: they bound what the server receives. */
const CHARACTERS_AT_ONCE = 500_000

/** The parameters of the process. */
export type Reading = {
  path: string
  format: SheetFormat
  /** Name of the sheet; without it, or if there is none of this name, the first visible one that holds anything. */
  sheet?: string
  /** Of a web page that claims to be a spreadsheet. */
  encoding?: string
  /** Whether merged cells are looked for, which takes the memory of the whole sheet. */
  merges: boolean
  /** Cells as the sheet shows them: merged ones are not filled down, and a truth value is TRUE or FALSE. */
  asShown: boolean
  widest: number
  longest: number
  rowsAtOnce: number
  charactersAtOnce: number
  /** Characters of all rows, after which it is refused: a text that cells share counts for each of them. */
  charactersInAll: number
  /** The code with which the process ends where the sheet is refused for its size. */
  tooLarge: number
}

const TOO_LARGE = 65
const tooLarge = () => tableTooLarge({ limit: UNFOLDED_LIMIT })

export type SheetFormat = 'xlsx' | 'ods' | 'xls' | 'html'
/** The sheets of a file and the one that is read; told before its rows. */
export type Sheets = { sheets: { name: string; hidden: boolean }[]; sheet: string | null }
export type Batch = { rows: TableRow[]; sheets?: Sheets }

type Asked = {
  format?: SheetFormat
  sheet?: string | undefined
  encoding?: string | undefined
  asShown?: boolean
  told?: (sheets: Sheets) => void
}

type Limits = {
  /** Heap limit of the process in megabytes. */
  memory: number
  /** Milliseconds that the process is waited for in all, after which it is killed. */
  time: number
  /** Characters of all rows, after which the sheet is refused. */
  characters: number
  /** Milliseconds of a clock that only goes forwards. */
  clock: () => number
}

/**
 * Two hundred thousand rows of eight columns need more than half of the memory. The library holds the texts
 * of all cells as objects, some eight hundred bytes for a text of one letter, so that without a limit a file
 * of one megabyte takes three gigabytes. Outside the heap are at most the uncompressed parts, which
 * `checkZip` bounds.
 */
const LIMITS: Limits = {
  memory: 1024,
  time: 3 * 60_000,
  characters: UNFOLDED_LIMIT,
  clock: () => performance.now(),
}

/**
 * Processes at once, each with up to 1.4 gigabytes: more than the jobs that import and a few people who upload
 * need, and less than the memory of a server.
 */
export const READERS = 4
let running = 0

/**
 * Rows of a sheet: of the one that is asked for, or of the first visible one that holds anything.
 * @throws Problem 422 `table.unreadable`, 413 `table.too_large`, 503 `server.busy` while as many as may are
 *   being read; Error of the reader
 */
export async function* readSheet(
  path: string,
  asked: Partial<Limits> & Asked = {},
): AsyncGenerator<TableRow> {
  const format = asked.format ?? 'xlsx'
  const zipped = format === 'xlsx' || format === 'ods'
  const { size } = await stat(path)
  if (!zipped && size > HELD_LIMIT) throw tableTooLarge({ limit: HELD_LIMIT })
  const unfolded = zipped ? await checkZip(path) : size
  if (running >= READERS) throw serverBusy({ retryAfter: 5 })
  running++
  try {
    const { sheet, encoding, asShown = false } = asked
    const limits = { ...LIMITS, ...asked }
    const reading: Reading = {
      path,
      format,
      ...(sheet !== undefined && { sheet }),
      ...(encoding !== undefined && { encoding }),
      merges: !asShown && unfolded <= HELD_LIMIT,
      asShown,
      widest: MOST_COLUMNS,
      longest: LONGEST_ROW,
      rowsAtOnce: ROWS_AT_ONCE,
      charactersAtOnce: CHARACTERS_AT_ONCE,
      charactersInAll: limits.characters,
      tooLarge: TOO_LARGE,
    }
    yield* readInProcess(reading, limits, asked.told)
  } finally {
    running--
  }
}

async function* readInProcess(
  reading: Reading,
  { memory, time, clock }: Limits,
  told: Asked['told'],
): AsyncGenerator<TableRow> {
  const child = start(reading, memory)
  // Listen from the start: an error event without a listener would end the server.
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject)
    // V8 ends a process without memory by a signal, and so do the system and the time limit.
    child.once('exit', (code, signal) =>
      reject(signal === null && code !== TOO_LARGE ? new Error('the reader ended') : tooLarge()),
    )
  })
  ended.catch(() => undefined)
  let left = time
  try {
    for (;;) {
      if (left <= 0) throw tooLarge()
      const asked = clock()
      child.send('more', () => undefined)
      const answer = once(child, 'message')
      const late = setTimeout(() => child.kill('SIGKILL'), left)
      const [{ rows, sheets }] = (await Promise.race([answer, ended]).finally(() => clearTimeout(late))) as [
        Batch,
      ]
      left -= clock() - asked
      if (sheets) told?.(sheets)
      else if (rows.length === 0) return
      yield* rows
    }
  } finally {
    child.kill('SIGKILL')
    await ended.catch(() => undefined)
  }
}

function start(reading: Reading, memory: number): ChildProcess {
  return fork(fileURLToPath(new URL('./sheet-worker.ts', import.meta.url)), [JSON.stringify(reading)], {
    execArgv: [`--max-old-space-size=${memory}`],
    // Of the server's settings and secrets it needs none.
    env: {},
    // What V8 and Node write when they end can contain cells.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A signal from the terminal is for the server alone, which then ends its readers.
    detached: true,
  })
}

// The dry run of an import: every row is read as the import reads it, and nothing is taken in.
import { readRows, type Reading, type ReadRow } from './read-rows.ts'
import type { RowError } from './import-rows.ts'

/** Rows that are looked for in the register at once, and between two reports. */
const AT_ONCE = 500

export type Checked = {
  /** Rows read so far. */
  rows: number
  imported: number
  known: number
  refused: number
  partly: number
  /** Rows refused since the last report. */
  errors: RowError[]
  /** Parts of rows left out since the last report. */
  leftOut: RowError[]
}

type Order = NonNullable<ReadRow['order']>
type Waiting = { row: number; order: Order; flaws: RowError[] }

export type RowCheck = Reading & {
  /** How many of these people are in the register as their row says, and who with other data. */
  registered: (orders: readonly Order[]) => Promise<{ known: number; different: ReadonlySet<string> }>
  /** Called every few hundred rows and at the end; a false result stops the dry run. */
  report: (checked: Checked) => Promise<boolean>
}

/** Reads the file once, in bounded memory; returns whether it reached the end. */
export async function checkRows(work: RowCheck): Promise<boolean> {
  const checked: Checked = { rows: 0, imported: 0, known: 0, refused: 0, partly: 0, errors: [], leftOut: [] }
  let waiting: Waiting[] = []
  const report = async () => {
    const { known, different } = await work.registered(waiting.map(({ order }) => order))
    checked.known += known
    checked.imported += waiting.length - known - different.size
    checked.refused += different.size
    for (const { row, order, flaws } of waiting) {
      if (different.has(order.input.id))
        checked.errors.push({ row, column: null, reason: 'differs_from_before' })
      else if (flaws.length > 0) {
        checked.partly++
        checked.leftOut.push(...flaws)
      }
    }
    waiting = []
    const goOn = await work.report({ ...checked })
    checked.errors = []
    checked.leftOut = []
    return goOn
  }
  for await (const { row, order, same, problems } of readRows(work)) {
    checked.rows++
    const flaws = problems.map((problem) => ({ row, ...problem }))
    if (!order) {
      checked.refused++
      checked.errors.push(...flaws.slice(0, 1))
    } else if (same === undefined) waiting.push({ row, order, flaws })
    else checked.known++
    if (checked.rows % AT_ONCE === 0 && !(await report())) return false
  }
  await report()
  return true
}

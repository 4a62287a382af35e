// The dry run of an import: every row is read as the import reads it, and nothing is taken in.
import { readRows, type Reading } from './read-rows.ts'
import type { Registered, RowError } from './import-rows.ts'
import type { Order } from '../rules/order.ts'

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

type Waiting = { row: number; order: Order; flaws: RowError[] }

export type RowCheck = Reading & {
  registered: Registered
  /** Called every few hundred rows and at the end; a false result stops the dry run. */
  report: (checked: Checked) => Promise<boolean>
}

/** Reads the file once, in bounded memory; returns whether it reached the end. */
export async function checkRows(work: RowCheck): Promise<boolean> {
  const checked: Checked = { rows: 0, imported: 0, known: 0, refused: 0, partly: 0, errors: [], leftOut: [] }
  let waiting: Waiting[] = []
  const report = async () => {
    const found = await work.registered(waiting.map(({ order }) => order))
    for (const { row, order, flaws } of waiting) {
      const before = found.get(order.input.id)
      checked[before === undefined ? 'imported' : before === 'known' ? 'known' : 'refused']++
      if (before === 'different') checked.errors.push({ row, column: null, reason: 'differs_from_before' })
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

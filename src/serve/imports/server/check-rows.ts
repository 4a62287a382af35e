// The dry run of an import: every row is read as the import reads it, and nothing is stored.
import type { OutputOf } from '../../../kernel/command.ts'
import type { checkImport } from '../operations.ts'
import { readRows, type Reading, type ReadRow } from './read-rows.ts'

/** Rows that are looked for in the register at once. */
const AT_ONCE = 500
/** Rows and parts that are listed one by one. */
const LISTED = 200

type Checked = OutputOf<typeof checkImport>
type Order = NonNullable<ReadRow['order']>
type Waiting = { row: number; order: Order; flaws: Checked['leftOut'] }

/** @param registered how many of these people are in the register as their row says, and who with other data */
export async function checkRows(
  work: Reading,
  registered: (orders: readonly Order[]) => Promise<{ known: number; different: ReadonlySet<string> }>,
): Promise<Checked> {
  const checked: Checked = { rows: 0, imported: 0, known: 0, refused: 0, partly: 0, errors: [], leftOut: [] }
  let waiting: Waiting[] = []
  const look = async () => {
    const { known, different } = await registered(waiting.map(({ order }) => order))
    checked.known += known
    checked.imported += waiting.length - known - different.size
    checked.refused += different.size
    for (const { row, order, flaws } of waiting) {
      if (different.has(order.input.id))
        note(checked.errors, [{ row, column: null, reason: 'differs_from_before' }])
      else if (flaws.length > 0) {
        checked.partly++
        note(checked.leftOut, flaws)
      }
    }
    waiting = []
  }
  for await (const { row, order, same, problems } of readRows(work)) {
    checked.rows++
    const flaws = problems.map((problem) => ({ row, ...problem }))
    if (!order) {
      checked.refused++
      note(checked.errors, flaws.slice(0, 1))
      continue
    }
    if (same !== undefined) {
      checked.known++
      continue
    }
    waiting.push({ row, order, flaws })
    if (waiting.length >= AT_ONCE) await look()
  }
  if (waiting.length > 0) await look()
  return checked
}

function note(list: Checked['errors'], flaws: Checked['errors']): void {
  if (list.length < LISTED) list.push(...flaws)
}

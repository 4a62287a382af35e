// Finds how a register of the same source was read before: by its headings, also where the remembered layout differs
// from what the reader would decide.
import { tableUnreadable } from '../../../kernel/problems.ts'
import type { TableLayout } from '../../../kernel/table.ts'
import type { Id } from '../../../kernel/words.ts'
import { readTable } from '../../../platform/files/table-file.ts'
import type { Mapping } from '../operations.ts'

/** Layouts with which the beginning of the file is read to find its headings. */
const MOST_LAYOUTS = 4

/**
 * The mapping whose columns are all in the file: that of the source whose content this is, or else the one with most
 * columns, or of these the last that was used.
 * @param remembered the last one first
 * @param before the source under which the same content came in
 */
export async function recallMapping(
  path: string,
  account: Id,
  remembered: readonly Mapping[],
  before: string | null,
): Promise<Mapping | undefined> {
  const headings = new Map<string, ReadonlySet<string>>()
  const headingsBy = async (layout: TableLayout = {}): Promise<ReadonlySet<string>> => {
    const key = JSON.stringify(layout)
    const known = headings.get(key)
    if (known || headings.size >= MOST_LAYOUTS) return known ?? new Set()
    const found = new Set(await headingsOf(path, account, layout))
    headings.set(key, found)
    return found
  }
  let best: Mapping | undefined
  for (const mapping of remembered) {
    const found = await headingsBy(mapping.layout)
    if (!mapping.columns.every(({ column }) => found.has(column))) continue
    if (mapping.source === before) return mapping
    if (mapping.columns.length > (best?.columns.length ?? 0)) best = mapping
  }
  return best
}

/** None where the file cannot be read in this way: it has no such sheet or row. */
async function headingsOf(path: string, account: Id, layout: TableLayout): Promise<string[]> {
  try {
    for await (const { cells } of readTable(path, account, layout)) return cells
  } catch (error) {
    if (!tableUnreadable.is(error)) throw error
  }
  return []
}

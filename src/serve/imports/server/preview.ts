// The columns and first rows of a register, read as the import reads them.
import type { TableLayout, TableReading } from '../../../kernel/table.ts'
import { tableUnreadable } from '../../../kernel/problems.ts'
import type { OutputOf } from '../../../kernel/command.ts'
import type { Mapping, previewImport } from '../operations.ts'
import { readRows, type Reading } from './read-rows.ts'

const PREVIEWED = 20

type Preview = Pick<OutputOf<typeof previewImport>, 'columns' | 'rows' | 'reading'>

export async function preview(
  work: Omit<Reading, 'mapping' | 'told'>,
  mapping: Mapping | undefined,
  layout: TableLayout | undefined,
): Promise<Preview> {
  let found: { reading: TableReading; columns: string[] } | undefined
  const rows: Preview['rows'] = []
  // Without a mapping the rows are shown as they stand in the file.
  const none: Mapping = { source: '-', dates: 'ymd', columns: [] }
  for await (const { row, cells, order, problems, understood } of readRows({
    ...work,
    mapping: mapping ?? { ...none, ...(layout && { layout }) },
    told: (reading, columns) => (found = { reading, columns }),
  })) {
    const refused = mapping !== undefined && !order
    const [problem = null] = refused ? problems : []
    rows.push({ row, cells, problem, leftOut: mapping && !refused ? problems : [], understood })
    if (rows.length >= PREVIEWED) break
  }
  if (!found) throw tableUnreadable()
  return { ...found, rows }
}

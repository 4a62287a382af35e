// Reads the coded columns of a register once and finds the words that a user must map to codes.
import type { OutputOf } from '../../../kernel/command.ts'
import type { Pack } from '../../../kernel/pack.ts'
import type { TableLayout } from '../../../kernel/table.ts'
import type { Id } from '../../../kernel/words.ts'
import { readTable } from '../../../platform/table-file.ts'
import type { listImportWords } from '../operations.ts'
import type { Target } from '../rules/mapping.ts'
import { countWords, unknownWords } from '../rules/words.ts'

/** A column with more different words holds no codes; rows with the words beyond this number are refused. */
const MOST = 2000
const LISTED = 200
/** Rows that are read within a request; words of later ones are found by the dry run. */
const MOST_ROWS = 20_000

export async function unknownWordsOf(
  path: string,
  wanted: readonly { column: string; target: Target }[],
  pack: Pack,
  account: Id,
  layout?: TableLayout,
): Promise<OutputOf<typeof listImportWords>> {
  const columns = wanted.map((each) => ({ ...each, at: -1, counted: new Map<string, number>() }))
  let rows = -1
  let only: number | undefined
  for await (const { cells } of readTable(path, account, layout)) {
    rows++
    if (rows > MOST_ROWS) {
      only = MOST_ROWS
      break
    }
    for (const each of columns) {
      if (rows === 0) each.at = cells.indexOf(each.column)
      else countWords(each.target, cells[each.at] ?? '', each.counted, MOST)
    }
  }
  const found = columns.map(({ column, target, counted }) => {
    const { words, known } = unknownWords(pack, target, counted)
    return { column, target, known, words: words.slice(0, LISTED), more: Math.max(0, words.length - LISTED) }
  })
  return { columns: found, ...(only !== undefined && { only }) }
}

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

export async function unknownWordsOf(
  path: string,
  wanted: readonly { column: string; target: Target }[],
  pack: Pack,
  account: Id,
  layout?: TableLayout,
): Promise<OutputOf<typeof listImportWords>['columns']> {
  const columns = wanted.map((each) => ({ ...each, at: -1, counted: new Map<string, number>() }))
  let heading = true
  for await (const { cells } of readTable(path, account, layout)) {
    for (const each of columns) {
      if (heading) each.at = cells.indexOf(each.column)
      else countWords(each.target, cells[each.at] ?? '', each.counted, MOST)
    }
    heading = false
  }
  return columns.map(({ column, target, counted }) => {
    const { words, known } = unknownWords(pack, target, counted)
    return { column, target, known, words: words.slice(0, LISTED), more: Math.max(0, words.length - LISTED) }
  })
}

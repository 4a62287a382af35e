// Reads the coded columns of a register once and finds the words that somebody must explain.
import type { OutputOf } from '../../../kernel/command.ts'
import type { Pack } from '../../../kernel/pack.ts'
import { readTable } from '../../../platform/table-file.ts'
import type { listImportWords } from '../operations.ts'
import type { Target } from '../rules/rows.ts'
import { countWords, strangeWords } from '../rules/words.ts'

/** Beyond this many different words a column holds no codes; the rest refuse their rows. */
const MOST = 2000
const LISTED = 200

export async function strangeWordsOf(
  path: string,
  wanted: readonly { column: string; target: Target }[],
  pack: Pack,
): Promise<OutputOf<typeof listImportWords>['columns']> {
  const columns = wanted.map((each) => ({ ...each, at: -1, counted: new Map<string, number>() }))
  let heading = true
  for await (const { cells } of readTable(path)) {
    for (const each of columns) {
      if (heading) each.at = cells.indexOf(each.column)
      else countWords(each.target, cells[each.at] ?? '', each.counted, MOST)
    }
    heading = false
  }
  return columns.map(({ column, target, counted }) => {
    const { words, known } = strangeWords(pack, target, counted)
    return { column, target, known, words: words.slice(0, LISTED), more: Math.max(0, words.length - LISTED) }
  })
}

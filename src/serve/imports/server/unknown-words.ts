// Reads the coded columns of a register once and finds the words that a user must map to codes.
import type { OutputOf } from '../../../kernel/command.ts'
import type { Pack } from '../../../kernel/packs/pack.ts'
import type { TableLayout } from '../../../kernel/table.ts'
import type { Id } from '../../../kernel/words.ts'
import { readTable } from '../../../platform/files/table-file.ts'
import { turnAfter } from '../../../platform/http/turns.ts'
import type { listImportWords } from '../operations.ts'
import type { Target } from '../rules/mapping.ts'
import { countWords, unknownWords } from '../rules/words.ts'

/** A column with more different words holds no codes; rows with the words beyond this number are refused. */
const MOST = 2000
const LISTED = 200
/** Rows that are read within a request; words of later ones are found by the dry run. */
const MOST_ROWS = 20_000
/** Work between two turns of everybody else, in characters that are read: a few milliseconds. */
const WORK_A_TURN = 16_384
const WORK_OF_CELL = 16
/** A word is compared with each name of a taxonomy. */
const WORK_OF_GUESS = 4096

type Wanted = { column: string; target: Target }

export async function unknownWordsOf(
  path: string,
  wanted: readonly Wanted[],
  pack: Pack,
  account: Id,
  layout?: TableLayout,
): Promise<OutputOf<typeof listImportWords>> {
  const columns = eachOnce(wanted).map((each) => ({ ...each, at: -1, counted: new Map<string, number>() }))
  const turn = turnAfter(WORK_A_TURN)
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
      else {
        const cell = cells[each.at] ?? ''
        await turn(cell.length + WORK_OF_CELL)
        countWords(each.target, cell, each.counted, MOST)
      }
    }
  }
  const found: OutputOf<typeof listImportWords>['columns'] = []
  for (const { column, target, counted } of columns) {
    await turn(counted.size * WORK_OF_CELL)
    const words = await unknownWords(pack, target, counted, LISTED, () => turn(WORK_OF_GUESS))
    found.push({ column, target, ...words })
  }
  return { columns: found, ...(only !== undefined && { only }) }
}

/** A column is read once for a field, however often it is asked for. */
const eachOnce = <T extends Wanted>(wanted: readonly T[]): T[] => [
  ...new Map(wanted.map((each) => [`${each.target} ${each.column}`, each])).values(),
]

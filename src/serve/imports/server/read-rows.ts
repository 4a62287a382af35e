// Reads a register row by row as it is taken in: the same for the preview, the dry run and the import.
import { isDeepStrictEqual } from 'node:util'
import type { Pack } from '../../../kernel/packs/pack.ts'
import type { TableReading } from '../../../kernel/table.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { readTable } from '../../../platform/files/table-file.ts'
import { turnAfter } from '../../../platform/http/turns.ts'
import { documentKey, fold } from '../../record/operations.ts'
import { DateOrder, type Mapping, type RowProblem } from '../rules/mapping.ts'
import { readRow, type Understood } from '../rules/rows.ts'
import type { Order } from '../rules/order.ts'
import { orderOf, standsIn, type Said, type Stands } from './row-identity.ts'

/** Work between two turns of everybody else, in characters that are read: a few milliseconds. */
const WORK_A_TURN = 16_384
/** What it takes to read a field of a few letters. */
const WORK_OF_FIELD = 64

export type Reading = {
  path: string
  mapping: Mapping
  pack: Pack
  organisation: Id
  today: PlainDate
  /** How and when the source was brought in before; not needed where nobody is looked for in the register. */
  before?: Before
  /** Who waits for it; none for a job. */
  account?: Id
  told?: (reading: TableReading, columns: string[]) => void
}

export type Before = { mappings: readonly Mapping[]; days: readonly PlainDate[] }

export type ReadRow = {
  row: number
  cells: string[]
  /** The command that registers the person; absent where the row is refused. */
  order?: Order
  /** Number of an earlier row that says exactly the same. */
  same?: number
  /** Why it is refused, or what is left out of it. */
  problems: RowProblem[]
  understood: Understood[]
}

export async function* readRows(reading: Reading): AsyncGenerator<ReadRow> {
  const { mapping } = reading
  let columns: string[] | undefined
  let found: TableReading | undefined
  const earlier = new EarlierRows(reading)
  const turn = turnAfter(WORK_A_TURN)
  const others = reading.before ? otherMappings(mapping, reading.before) : []
  const work = mapping.columns.length * WORK_OF_FIELD * (1 + others.length)
  for await (const { row, cells, problem } of readTable(
    reading.path,
    reading.account,
    mapping.layout,
    (table) => (found = table),
  )) {
    if (!columns) {
      columns = cells
      if (found) reading.told?.(found, columns)
      continue
    }
    await turn(cells.reduce((sum, cell) => sum + cell.length, work))
    if (problem) yield { row, cells, problems: [{ column: null, reason: problem }], understood: [] }
    else {
      const readBy = (by: Mapping, titles: readonly string[]) =>
        readRow(by, titles, cells, reading.pack, reading.today)
      const read = readBy(mapping, columns)
      const titles = columns
      const otherwise = others.flatMap((by): Said[] => {
        const { row: said, problems } = readBy(by, titles)
        // A date that this order cannot read would leave a person without one: that was somebody else.
        if (by.dates !== mapping.dates && problems.length > read.problems.length) return []
        return said ? [{ row: said, mapping: by, stands: standsIn(by, titles, cells) }] : []
      })
      const stands = standsIn(mapping, columns, cells)
      yield { row, cells, ...earlier.settle(row, read, stands, otherwise) }
    }
  }
}

/**
 * The choices by which the same row may have been read before: those of then, if they were of the same columns, and the
 * other orders of dates. Fewer columns would take people of one name for one.
 */
function otherMappings(mapping: Mapping, { mappings }: Before): Mapping[] {
  const found = new Map<string, Mapping>()
  for (const dates of DateOrder.options) found.set(dates, { ...mapping, dates })
  found.delete(mapping.dates)
  const columnsOf = ({ columns }: Mapping) => columns.map(({ column }) => column).toSorted()
  const columns = columnsOf(mapping)
  for (const each of mappings)
    if (isDeepStrictEqual(columnsOf(each), columns) && !isDeepStrictEqual(each, mapping))
      found.set(JSON.stringify(each), each)
  return [...found.values()]
}

/** What earlier rows of the file said, so that of two that contradict each other the first one counts. */
class EarlierRows {
  readonly #reading: Reading
  readonly #people = new Map<string, { row: number; command: string }>()
  readonly #documents = new Map<string, { row: number; name: string }>()

  constructor(reading: Reading) {
    this.#reading = reading
  }

  settle(
    row: number,
    { row: read, problems, understood }: ReturnType<typeof readRow>,
    stands: Stands,
    otherwise: readonly Said[],
  ): Omit<ReadRow, 'row' | 'cells'> {
    if (!read) return { problems, understood }
    const document = read.identifier && documentKey(read.identifier)
    const holder = document === undefined ? undefined : this.#documents.get(document)
    const name = fold([read.givenNames, read.firstSurname, read.secondSurname].join(' '))
    const { documentColumn } = this
    let taken = read
    let others = otherwise
    if (holder && holder.name !== name) {
      // The document of a mother in the row of her child: the child is taken in without it.
      const { identifier: _shared, ...rest } = read
      taken = rest
      others = otherwise.map(({ row: { identifier: _same, ...said }, ...by }) => ({ ...by, row: said }))
      problems = [...problems, { column: documentColumn, reason: 'document_of_row', about: holder.row }]
    }
    const { organisation, mapping, before: { days } = { days: [] } } = this.#reading
    const of = { organisation, source: mapping.source }
    const order = orderOf(of, { row: taken, mapping, stands }, others, days)
    const before = this.#people.get(order.input.id)
    if (before?.command === order.id) return { order, same: before.row, problems, understood }
    const about = before?.row ?? (holder?.name === name ? holder.row : undefined)
    if (about !== undefined) {
      const column = before && !order.documented ? null : documentColumn
      return { problems: [{ column, reason: 'repeats_row', about }], understood }
    }
    this.#people.set(order.input.id, { row, command: order.id })
    if (document !== undefined && !holder) this.#documents.set(document, { row, name })
    return { order, problems, understood }
  }

  private get documentColumn(): string | null {
    const { columns } = this.#reading.mapping
    return columns.find(({ target }) => target === 'document_number')?.column ?? null
  }
}

// Reads a register row by row as it is taken in: the same for the preview, the dry run and the import.
import { v5 as uuidv5 } from 'uuid'
import type { Pack } from '../../../kernel/packs/pack.ts'
import type { TableReading } from '../../../kernel/table.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { readTable } from '../../../platform/files/table-file.ts'
import { turnAfter } from '../../../platform/http/turns.ts'
import { documentKey, fold, registerPerson } from '../../record/operations.ts'
import type { Mapping, RowProblem } from '../rules/mapping.ts'
import { readRow, type Registration, type Understood } from '../rules/rows.ts'

/** A fixed, arbitrary UUID: the namespace of these ids. */
const NAMESPACE = '6f0c9a52-8f0e-5d1b-9a35-0d7c5c9e1a44'

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
  /** Who waits for it; none for a job. */
  account?: Id
  told?: (reading: TableReading, columns: string[]) => void
}

export type ReadRow = {
  row: number
  cells: string[]
  /** The command that registers the person; absent where the row is refused. */
  order?: { id: Id; name: string; input: { id: Id } }
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
  const work = mapping.columns.length * WORK_OF_FIELD
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
    else
      yield {
        row,
        cells,
        ...earlier.settle(row, readRow(mapping, columns, cells, reading.pack, reading.today)),
      }
  }
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
  ): Omit<ReadRow, 'row' | 'cells'> {
    if (!read) return { problems, understood }
    const document = read.identifier && documentKey(read.identifier)
    const holder = document === undefined ? undefined : this.#documents.get(document)
    const name = fold([read.givenNames, read.firstSurname, read.secondSurname].join(' '))
    const { documentColumn } = this
    let taken = read
    if (holder && holder.name !== name) {
      // The document of a mother in the row of her child: the child is taken in without it.
      const { identifier: _shared, ...others } = read
      taken = others
      problems = [...problems, { column: documentColumn, reason: 'document_of_row', about: holder.row }]
    }
    const order = orderOf(this.#reading, taken)
    const before = this.#people.get(order.input.id)
    if (before?.command === order.id) return { order, same: before.row, problems, understood }
    const about = before?.row ?? (holder?.name === name ? holder.row : undefined)
    if (about !== undefined) {
      const column = before ? null : documentColumn
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

/** Every row becomes the same command with the same id each time, so that a repeat has no effect. */
function orderOf({ organisation, mapping }: Reading, row: Registration): NonNullable<ReadRow['order']> {
  const { reference, identifier, contacts, ...details } = row
  const content = JSON.stringify([details, identifier ?? null, contacts])
  // The id follows from the register's own number of the row, or else from the row's content.
  const person = uuidv5(`${organisation}|${mapping.source}|${reference ?? content}`, NAMESPACE) as Id
  const part = (name: string) => uuidv5(`${person}|${name}`, NAMESPACE) as Id
  const { statusPurpose } = mapping
  const asked = details.migrationStatus !== undefined && statusPurpose !== undefined
  return {
    id: part(asked ? `${content} ${statusPurpose}` : content),
    name: registerPerson.name,
    input: {
      id: person,
      searched: 'file',
      ...details,
      ...(asked && { statusPurpose }),
      ...(identifier && { identifiers: [{ id: part('identifier'), ...identifier }] }),
      ...(contacts.length > 0 && {
        contacts: contacts.map((contact, index) => ({ id: part(`contact ${index}`), ...contact })),
      }),
    } as NonNullable<ReadRow['order']>['input'],
  }
}

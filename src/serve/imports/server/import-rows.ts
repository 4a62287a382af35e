// Imports a register: every row becomes the same command with the same id each time, so that a repeat has no
// effect.
import { v5 as uuidv5 } from 'uuid'
import type { Pack } from '../../../kernel/pack.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import type { CommandResult } from '../../../platform/command-request.ts'
import { readTable } from '../../../platform/table-file.ts'
import { registerPerson } from '../../record/operations.ts'
import type { Mapping } from '../operations.ts'
import { isProblem, readRow, type Registration, type RowProblem } from '../rules/rows.ts'

/** A fixed, arbitrary UUID: the namespace of these ids. */
const NAMESPACE = '6f0c9a52-8f0e-5d1b-9a35-0d7c5c9e1a44'
/** Rows imported concurrently: enough to use the database, few enough to leave connections to the users. */
const AT_ONCE = 6
/** Number of rows between two reports of progress. */
const REPORT_EVERY = 500

export type RowError = RowProblem & { row: number }

export type Progress = {
  imported: number
  known: number
  refused: number
  /** Refused since the last report. */
  errors: RowError[]
}

export type RowImport = {
  path: string
  mapping: Mapping
  pack: Pack
  organisation: Id
  today: PlainDate
  execute(order: { id: Id; name: string; input: unknown }): Promise<CommandResult>
  /** Called every few hundred rows and at the end; a false result stops the import. */
  report(progress: Progress): Promise<boolean>
}

/** Reads the file once, in bounded memory; returns whether it reached the end. */
export async function importRows(work: RowImport): Promise<boolean> {
  const progress: Progress = { imported: 0, known: 0, refused: 0, errors: [] }
  const refuse = (row: number, problem: RowProblem) => {
    progress.refused++
    progress.errors.push({ row, ...problem })
  }
  let columns: string[] | undefined
  let since = 0
  const running = new Set<Promise<void>>()
  const report = async () => {
    await Promise.all(running)
    const goOn = await work.report({ ...progress })
    progress.errors = []
    since = 0
    return goOn
  }
  for await (const { row, cells, problem } of readTable(work.path)) {
    if (!columns) {
      columns = cells
      continue
    }
    const read = problem
      ? { column: null, reason: problem }
      : readRow(work.mapping, columns, cells, work.pack, work.today)
    if (isProblem(read)) refuse(row, read)
    else {
      const task = takeRow(work, read).then((result) => {
        running.delete(task)
        if (result === 'imported') progress.imported++
        else if (result === 'known') progress.known++
        else refuse(row, result)
      })
      running.add(task)
      if (running.size >= AT_ONCE) await Promise.race(running)
    }
    if (++since >= REPORT_EVERY && !(await report())) return false
  }
  await report()
  return true
}

async function takeRow(work: RowImport, row: Registration): Promise<'imported' | 'known' | RowProblem> {
  const { reference, identifier, contacts, ...details } = row
  const content = JSON.stringify([details, identifier ?? null, contacts])
  // The id follows from the register's own number of the row, or else from the row's content.
  const person = uuidv5(
    `${work.organisation}|${work.mapping.source}|${reference ?? content}`,
    NAMESPACE,
  ) as Id
  const part = (name: string) => uuidv5(`${person}|${name}`, NAMESPACE) as Id
  const { statusPurpose } = work.mapping
  const asked = details.migrationStatus !== undefined && statusPurpose !== undefined
  const outcome = await work.execute({
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
    },
  })
  if (outcome.outcome === 'applied') return 'imported'
  if (outcome.outcome === 'duplicate') return 'known'
  const { code } = outcome.problem
  return { column: null, reason: code === 'person.already_registered' ? 'differs_from_before' : code }
}

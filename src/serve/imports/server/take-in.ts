// Takes a register in: every row becomes the same command with the same id each time, so a repeat finds it done.
import { v5 as uuidv5 } from 'uuid'
import type { Pack } from '../../../kernel/pack.ts'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import type { CommandResult } from '../../../platform/command-request.ts'
import { readTable } from '../../../platform/table-file.ts'
import { registerPerson } from '../../record/operations.ts'
import type { Mapping } from '../operations.ts'
import { isProblem, readRow, type Registration, type RowProblem } from '../rules/rows.ts'

/** Any fixed uuid does: it keeps these ids apart from all others. */
const NAMESPACE = '6f0c9a52-8f0e-5d1b-9a35-0d7c5c9e1a44'
/** Rows under way at once: enough to keep a database busy, few enough to leave room for the desks. */
const AT_ONCE = 6
/** How often the count is told, in rows. */
const TELL_EVERY = 500

export type RowError = RowProblem & { row: number }

export type Progress = {
  imported: number
  known: number
  refused: number
  /** Refused since the last time it was told. */
  errors: RowError[]
}

export type TakeIn = {
  path: string
  mapping: Mapping
  pack: Pack
  organisation: Id
  today: PlainDate
  execute(order: { id: Id; name: string; input: unknown }): Promise<CommandResult>
  /** Told every few hundred rows and at the end; answering false stops it. */
  tell(progress: Progress): Promise<boolean>
}

/** Reads the file once, in bounded memory; answers whether it came to the end. */
export async function takeIn(work: TakeIn): Promise<boolean> {
  const progress: Progress = { imported: 0, known: 0, refused: 0, errors: [] }
  const refuse = (row: number, problem: RowProblem) => {
    progress.refused++
    progress.errors.push({ row, ...problem })
  }
  let columns: string[] | undefined
  let since = 0
  const running = new Set<Promise<void>>()
  const tell = async () => {
    await Promise.all(running)
    const goOn = await work.tell({ ...progress })
    progress.errors = []
    since = 0
    return goOn
  }
  for await (const { row, cells } of readTable(work.path)) {
    if (!columns) {
      columns = cells
      continue
    }
    const read = readRow(work.mapping, columns, cells, work.pack, work.today)
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
    if (++since >= TELL_EVERY && !(await tell())) return false
  }
  await tell()
  return true
}

async function takeRow(work: TakeIn, row: Registration): Promise<'imported' | 'known' | RowProblem> {
  const { reference, identifier, contacts, ...details } = row
  const content = JSON.stringify([details, identifier ?? null, contacts])
  // The register's own number tells rows apart; without one, what the row says does.
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

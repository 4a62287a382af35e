// Imports a register: its rows are read one after another, and several are registered at a time.
import type { Id } from '../../../kernel/words.ts'
import type { CommandResult } from '../../../platform/http/command-request.ts'
import { personAlreadyRegistered } from '../../record/problems.ts'
import type { Reason, RowProblem } from '../rules/mapping.ts'
import { readRows, type Reading } from './read-rows.ts'
import type { Order } from '../rules/order.ts'

/** Rows imported concurrently: enough to use the database, few enough to leave connections to the users. */
const AT_ONCE = 6
/** Rows that are looked for in the register at once. */
const LOOKED_FOR = 100
/** Number of rows between two reports of progress. */
const REPORT_EVERY = 500

export type RowError = RowProblem & { row: number }

export type Progress = {
  imported: number
  known: number
  refused: number
  /** People who were taken in without some part of their row. */
  partly: number
  /** Rows refused since the last report. */
  errors: RowError[]
  /** Parts of rows left out since the last report. */
  leftOut: RowError[]
}

/** Which of these rows are of people who are in the register, by the id they would have: as the row says, or otherwise. */
export type Registered = (orders: readonly Order[]) => Promise<ReadonlyMap<Id, 'known' | 'different'>>

export type RowImport = Reading & {
  registered: Registered
  /** Commits without waiting for the disk: `report`, or whoever calls, flushes before anybody is told that the rows are in. */
  execute(order: { id: Id; name: string; input: unknown; flushLater: true }): Promise<CommandResult>
  /** Called every few hundred rows and at the end; a false result stops the import. */
  report(progress: Progress): Promise<boolean>
}

/** Reads the file once, in bounded memory; returns whether it reached the end. */
export async function importRows(work: RowImport): Promise<boolean> {
  const progress: Progress = { imported: 0, known: 0, refused: 0, partly: 0, errors: [], leftOut: [] }
  const refuse = (row: number, problem: RowProblem | undefined) => {
    progress.refused++
    progress.errors.push({ row, ...(problem ?? { column: null, reason: 'row_empty' }) })
  }
  let since = 0
  const running = new Set<Promise<void>>()
  const report = async () => {
    await Promise.all(running)
    const goOn = await work.report({ ...progress })
    progress.errors = []
    progress.leftOut = []
    since = 0
    return goOn
  }
  const settle = (
    row: number,
    result: 'imported' | 'known' | RowProblem,
    problems: readonly RowProblem[],
  ) => {
    if (typeof result !== 'string') {
      refuse(row, result)
      return
    }
    progress[result]++
    if (problems.length === 0) return
    progress.partly++
    progress.leftOut.push(...problems.map((problem) => ({ row, ...problem })))
  }
  let waiting: { row: number; order: Order; problems: readonly RowProblem[] }[] = []
  const takeWaiting = async () => {
    const found = await work.registered(waiting.map(({ order }) => order))
    for (const { row, order, problems } of waiting) {
      const before = found.get(order.input.id)
      if (before === 'known') settle(row, 'known', problems)
      else if (before === 'different') refuse(row, DIFFERS)
      else {
        const task = takeRow(work, order).then((result) => {
          running.delete(task)
          settle(row, result, problems)
        })
        running.add(task)
        if (running.size >= AT_ONCE) await Promise.race(running)
      }
    }
    waiting = []
  }
  for await (const { row, order, same, problems } of readRows(work)) {
    if (!order) refuse(row, problems[0])
    else if (same !== undefined) progress.known++
    else if (waiting.push({ row, order, problems }) >= LOOKED_FOR) await takeWaiting()
    if (++since < REPORT_EVERY) continue
    await takeWaiting()
    if (!(await report())) return false
  }
  await takeWaiting()
  await report()
  return true
}

const DIFFERS: RowProblem = { column: null, reason: 'differs_from_before' }

async function takeRow(
  work: RowImport,
  { id, name, input }: Order,
): Promise<'imported' | 'known' | RowProblem> {
  const outcome = await work.execute({ id, name, input, flushLater: true })
  if (outcome.outcome === 'applied') return 'imported'
  if (outcome.outcome === 'duplicate') return 'known'
  const { code } = outcome.problem
  return code === personAlreadyRegistered.code ? DIFFERS : { column: null, reason: code as Reason }
}

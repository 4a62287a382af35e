// Handlers and job of the dry run: begun, stopped and told of, and for a short register answered at once.
import { answer, on, type JobContext, type QueryContext } from '../../../platform/capability.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Id } from '../../../kernel/words.ts'
import { Problem } from '../../../kernel/problem.ts'
import { dateIn } from '../../../kernel/time.ts'
import { isUndecided } from '../../../platform/database/constraints.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import {
  advanceImportCheck,
  beginImportCheck,
  checkImport,
  getImportCheck,
  listImportFlaws,
  OVER,
  stopImportCheck,
  type ImportCheck,
  type Mapping,
} from '../operations.ts'
import type { OutputOf } from '../../../kernel/command.ts'
import * as policy from '../policy.ts'
import { importLong, importOver, importUnderWay, importUnknown } from '../problems.ts'
import * as sql from '../sql/checks.ts'
import { broughtBefore, find, keepChoices, lock, registered } from '../sql/runs.ts'
import { checkRows, type Checked } from './check-rows.ts'
import { currentActor } from './current-actor.ts'
import { fileOf } from './file-path.ts'
import { rateOf } from './rate.ts'
import { requireFitting } from './require-fitting.ts'

/** Rows that are read within a request. */
const MOST_ROWS = 5000
/** Rows and parts that the answer of `import.check` lists one by one. */
const LISTED = 200

export const checkHandlers = (folder: string | undefined) => [
  on(beginImportCheck, {
    may: policy.bring,
    async run(ctx, { id, mapping }) {
      const found = await lock(ctx.tx, id)
      if (!found) throw importUnknown()
      if (found.state === 'waiting' || found.state === 'running') throw importUnderWay()
      if (OVER.includes(found.state)) throw importOver({ state: found.state })
      await requireFitting(ctx, fileOf(folder, id), mapping)
      const attempt = await sql.begin(ctx.tx, found, mapping, ctx.actor)
      await keepChoices(ctx.tx, id, null)
      ctx.enqueue('import.check', { id, attempt, pack: ctx.pack.id }, { key: `import check ${id}` })
      return { state: 'waiting' as const, attempt }
    },
  }),
  on(stopImportCheck, {
    may: policy.bring,
    async run(ctx, { id }) {
      const found = await sql.lockCheck(ctx.tx, id)
      if (!found) throw importUnknown()
      if (OVER.includes(found.state)) return { state: found.state }
      await sql.end(ctx.tx, id, 'cancelled', ctx.occurredAt)
      return { state: 'cancelled' as const }
    },
  }),
  on(advanceImportCheck, {
    may: policy.advance,
    async run(ctx, { id, attempt, state, errors, leftOut, ...counts }) {
      const found = await sql.lockCheck(ctx.tx, id)
      if (!found) throw importUnknown()
      // It was stopped, or another one began: that stands.
      if (found.attempt !== attempt || found.state === 'cancelled') return { state: 'cancelled' as const }
      await sql.advance(ctx.tx, id, { state, ...counts, at: ctx.occurredAt, isOver: OVER.includes(state) })
      await sql.insertFlaws(ctx.tx, found, errors, true)
      await sql.insertFlaws(ctx.tx, found, leftOut, false)
      return { state }
    },
  }),
  answer(getImportCheck, {
    may: policy.bring,
    async run({ tx, receivedAt }, { id }) {
      const run = await find(tx, id)
      if (!run) throw importUnknown()
      const found = await sql.findCheck(tx, id)
      return {
        check: found ? shown(found, run.rows, receivedAt) : null,
        choices: run.state === 'uploaded' ? run.mapping : null,
      }
    },
  }),
  answer(listImportFlaws, {
    may: policy.bring,
    async run({ tx }, { id, count, ...by }) {
      const run = await find(tx, id)
      if (!run) throw importUnknown()
      const of = run.state === 'uploaded' ? 'check' : 'import'
      const { rows, ...next } = await sql.flaws(tx, id, of, by)
      const flaws = rows.map(({ row, column, reason, about, refused }) => ({
        row,
        column,
        reason,
        ...(about !== null && { about }),
        refused,
      }))
      if (!count) return { flaws, ...next }
      return {
        flaws,
        ...next,
        total: await sql.countFlaws(tx, id, of, by),
        kinds: await sql.kindsOfFlaws(tx, id, of),
      }
    },
  }),
  answer(checkImport, {
    may: policy.bring,
    async run(ctx, { id, mapping }) {
      const found = await find(ctx.tx, id)
      if (!found) throw importUnknown()
      const path = fileOf(folder, id)
      await requireFitting(ctx, path, mapping)
      if ((found.rows ?? 0) > MOST_ROWS) return await foundByJob(ctx, id, mapping)
      return await checkAtOnce(ctx, path, mapping)
    },
  }),
]

type Answered = OutputOf<typeof checkImport>

/** What the last dry run found, if it was of this mapping and is over. @throws Problem import.long */
async function foundByJob(ctx: QueryContext, id: Id, mapping: Mapping): Promise<Answered> {
  const check = await sql.findCheck(ctx.tx, id)
  if (check?.state !== 'done' || !isDeepStrictEqual(check.mapping, mapping))
    throw importLong({ most: MOST_ROWS })
  const listed = async (refused: boolean) => {
    const { rows } = await sql.flaws(ctx.tx, id, 'check', { refused, limit: LISTED })
    return rows.map(({ row, column, reason, about }) => ({
      row,
      column,
      reason,
      ...(about !== null && { about }),
    }))
  }
  const { done: rows, imported, known, refused, partly } = check
  return {
    rows,
    imported,
    known,
    refused,
    partly,
    errors: await listed(true),
    leftOut: await listed(false),
  }
}

async function checkAtOnce(ctx: QueryContext, path: string, mapping: Mapping): Promise<Answered> {
  const { actor, pack, today, tx } = ctx
  const answered: Answered = {
    rows: 0,
    imported: 0,
    known: 0,
    refused: 0,
    partly: 0,
    errors: [],
    leftOut: [],
  }
  const { organisation, timeZone } = actor
  await checkRows({
    path,
    mapping,
    pack: pack.pack,
    organisation,
    before: await broughtBefore(tx, { organisation, source: mapping.source, timeZone }),
    today,
    account: actor.user,
    registered: (orders) => registered(tx, orders),
    async report({ errors, leftOut, ...counts }) {
      // Another sheet may be longer than the one whose rows were counted.
      if (counts.rows > MOST_ROWS) throw importLong({ most: MOST_ROWS })
      answered.errors = [...answered.errors, ...errors].slice(0, LISTED)
      answered.leftOut = [...answered.leftOut, ...leftOut].slice(0, LISTED)
      Object.assign(answered, counts)
      return true
    },
  })
  return answered
}

/** The job: reads all rows, and keeps what it finds every few hundred of them. */
export async function runCheck(
  ctx: JobContext,
  folder: string | undefined,
  { id, attempt, pack: release }: { id: string; attempt: number; pack: string },
): Promise<void> {
  const check = await ctx.read((tx) => sql.findCheck(tx, id))
  if (!check || check.attempt !== attempt || OVER.includes(check.state)) return
  const { pack } = await ctx.read((tx) => getRelease(tx, release))
  const { mapping, organisation } = check
  let { actor } = check
  let last: Omit<Checked, 'errors' | 'leftOut'> = { rows: 0, imported: 0, known: 0, refused: 0, partly: 0 }
  const advance = async (state: ImportCheck['state'], found: Partial<Checked> = {}) => {
    const { rows: done, ...counts } = last
    const { errors = [], leftOut = [] } = found
    const input = { id, attempt, state, done, ...counts, errors, leftOut }
    return (await ctx.execute(advanceImportCheck, input, organisation)).state
  }
  try {
    actor = await currentActor(ctx, actor)
    const { timeZone } = actor
    const before = await ctx.read((tx) =>
      broughtBefore(tx, { organisation, source: mapping.source, timeZone }),
    )
    await advance('running')
    const ended = await checkRows({
      path: fileOf(folder, id),
      mapping,
      pack,
      organisation,
      before,
      today: dateIn(ctx.now, timeZone),
      registered: (orders) => ctx.read((tx) => registered(tx, orders)),
      async report({ errors, leftOut, ...counts }) {
        last = counts
        actor = await currentActor(ctx, actor)
        return (await advance('running', { errors, leftOut })) === 'running'
      },
    })
    if (ended) await advance('done')
  } catch (error) {
    // The job queue repeats it: the flaws that are kept are found again.
    if (isUndecided(error)) throw error
    await advance('failed')
    if (!(error instanceof Problem)) throw error
  }
}

const shown = (check: sql.CheckRow, rows: number | null, now: string): ImportCheck => ({
  attempt: check.attempt,
  state: check.state,
  mapping: check.mapping,
  rows,
  done: check.done,
  imported: check.imported,
  known: check.known,
  refused: check.refused,
  partly: check.partly,
  rate: rateOf(check.done, check.started_at, check.ended_at ?? now),
})

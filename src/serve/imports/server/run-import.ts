// The job that imports a register: it takes its rows in, says how far it is, and deletes the file at its end.
import { rm } from 'node:fs/promises'
import { Problem } from '../../../kernel/problem.ts'
import { dateIn } from '../../../kernel/time.ts'
import type { JobContext } from '../../../platform/capability.ts'
import { isUndecided } from '../../../platform/database/constraints.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { measureTable } from '../../../platform/files/table-file.ts'
import { advanceImport, OVER, type Import, type Mapping } from '../operations.ts'
import * as sql from '../sql/runs.ts'
import { currentActor } from './current-actor.ts'
import { fileOf } from './file-path.ts'
import { importRows, type RowError } from './import-rows.ts'

export async function runImport(
  ctx: JobContext,
  folder: string | undefined,
  id: string,
  release: string,
): Promise<void> {
  const run = await ctx.read((tx) => sql.find(tx, id))
  if (!run) return
  const path = fileOf(folder, run.id)
  // A job repeated after the import ended only deletes the file; one whose process died continues.
  if (OVER.includes(run.state)) await rm(path, { force: true })
  if (!run.mapping || run.state === 'uploaded' || OVER.includes(run.state)) return
  const { pack } = await ctx.read((tx) => getRelease(tx, release))
  const mapping = run.mapping as Mapping
  let { actor } = run
  let last = { imported: 0, known: 0, refused: 0, partly: 0 }
  let rows = 0
  const advance = async (
    state: Import['state'],
    errors: readonly RowError[] = [],
    leftOut: readonly RowError[] = [],
  ) => {
    const flaws = { errors: [...errors], leftOut: [...leftOut] }
    return (await ctx.execute(advanceImport, { id, state, rows, ...last, ...flaws }, run.organisation)).state
  }
  try {
    actor = await currentActor(ctx, actor)
    // They were counted as the reader decides; a user may have decided otherwise.
    rows = (mapping.layout ? null : run.rows) ?? (await measureTable(path, undefined, mapping.layout)).rows
    const { organisation } = run
    const { timeZone } = actor
    const before = await ctx.read((tx) =>
      sql.broughtBefore(tx, { organisation, source: mapping.source, timeZone }),
    )
    await advance('running')
    const ended = await importRows({
      path,
      mapping,
      pack,
      organisation,
      before,
      today: dateIn(ctx.now, timeZone),
      registered: (orders) => ctx.read((tx) => sql.registered(tx, orders)),
      execute: (order) => ctx.as(actor, order),
      async report({ errors, leftOut, ...counts }) {
        last = counts
        // The import stops once its user loses the role or the account.
        actor = await currentActor(ctx, actor)
        return (await advance('running', errors, leftOut)) === 'running'
      },
    })
    if (ended) await advance('done')
  } catch (error) {
    // The job queue repeats it, and the rows that are in already are known then.
    if (isUndecided(error)) throw error
    await advance('failed')
    // Other errors are reported by the job queue; a lost permission only ends the import.
    if (!(error instanceof Problem)) throw error
  }
  await rm(path, { force: true })
}

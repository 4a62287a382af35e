// Imports: the file is uploaded over HTTP, a job imports its rows, and refused rows can be downloaded.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hono } from 'hono'
import * as z from 'zod/mini'
import type { Actor } from '../../../kernel/actor.ts'
import { Problem } from '../../../kernel/problem.ts'
import { actorNotAllowed, tableUnreadable } from '../../../kernel/problems.ts'
import type { TableLayout } from '../../../kernel/table.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Id, SingleLine } from '../../../kernel/words.ts'
import { reading } from '../../../platform/ask.ts'
import {
  answer,
  job,
  on,
  type Capability,
  type CommandContext,
  type JobContext,
} from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { csvFile } from '../../../kernel/csv.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { isUndecided } from '../../../platform/database/constraints.ts'
import { refuseForeignPage, type RouteContext } from '../../../platform/http.ts'
import { languageOf, messagesIn } from '../../../platform/messages.ts'
import { getRelease } from '../../../platform/packs.ts'
import { parseInput } from '../../../platform/parse.ts'
import { exposes } from '../../../platform/exposure.ts'
import { measureTable, readTable } from '../../../platform/table-file.ts'
import {
  startImport,
  noteImport,
  cancelImport,
  advanceImport,
  listImports,
  getImport,
  previewImport,
  checkImport,
  listImportWords,
  listMappings,
  type Mapping,
} from '../operations.ts'
import type { Import } from '../operations.ts'
import * as policy from '../policy.ts'
import { importOver, importSameContent, importUnderWay, importUnknown, mappingFlawed } from '../problems.ts'
import { mappingFlaws } from '../rules/mapping.ts'
import { file } from './file.ts'
import { unknownWordsOf } from './unknown-words.ts'
import { checkRows } from './check-rows.ts'
import { importRows, type RowError } from './import-rows.ts'
import { keepFile } from './keep-file.ts'
import { preview } from './preview.ts'
import * as sql from '../sql.ts'

const OVER: readonly Import['state'][] = ['done', 'cancelled', 'failed']

/**
 * Path of an import's file. It is not read from the database: otherwise whoever can write there could make
 * the server read or delete any file, and a copy of the database would point into the folder of the original.
 */
function fileOf(folder: string | undefined, id: string): string {
  if (folder === undefined) throw new Error('No folder for registers was given.')
  return join(folder, id)
}

/** @param folder where registers are stored until they are imported; without it, none are accepted */
export const capability = ({ folders: { imports: folder } }: Composition): Capability => ({
  routes: [file, ...(folder === undefined ? [] : [importRoutes(folder)])],
  name: 'imports',
  handlers: [
    on(startImport, {
      may: policy.bring,
      async run(ctx, { id, mapping }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        if (found.state === 'waiting' || found.state === 'running') throw importUnderWay()
        if (found.ended_at) throw importOver({ state: found.state })
        const columns = await columnsOf(fileOf(folder, id), ctx.actor.user, mapping.layout)
        const [flaw] = mappingFlaws(mapping, columns, ctx.pack.pack)
        if (flaw) throw mappingFlawed({ column: flaw.column, reason: flaw.reason })
        await rememberSource(ctx, mapping, found.content)
        await sql.start(ctx.tx, id, mapping, ctx.actor)
        ctx.enqueue('import.run', { id, pack: ctx.pack.id }, { key: `import ${id}` })
        return { state: 'waiting' as const }
      },
    }),
    on(noteImport, {
      may: policy.bring,
      async run(ctx, { mapping, content }) {
        const columns = mapping.columns.map(({ column }) => column)
        const [flaw] = mappingFlaws(mapping, columns, ctx.pack.pack)
        if (flaw) throw mappingFlawed({ column: flaw.column, reason: flaw.reason })
        await rememberSource(ctx, mapping, content)
        return {}
      },
    }),
    on(cancelImport, {
      may: policy.bring,
      async run(ctx, { id }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        if (OVER.includes(found.state)) throw importOver({ state: found.state })
        await sql.setState(ctx.tx, id, 'cancelled', ctx.occurredAt)
        // The job's last step deletes the file, also for a cancelled import.
        ctx.enqueue('import.run', { id, pack: ctx.pack.id }, { key: `import ${id}` })
        return { state: 'cancelled' as const }
      },
    }),
    on(advanceImport, {
      may: policy.advance,
      async run(ctx, { id, state, errors, leftOut = [], partly, ...at }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        await sql.advance(ctx.tx, id, { ...at, partly: partly ?? found.partly })
        await sql.insertErrors(ctx.tx, found, errors)
        await sql.insertLeftOut(ctx.tx, found, leftOut)
        // It may have been cancelled meanwhile: that stands.
        if (found.state === 'cancelled') return { state: 'cancelled' as const }
        await sql.setState(ctx.tx, id, state, OVER.includes(state) ? ctx.occurredAt : null)
        return { state }
      },
    }),
    answer(listImports, {
      may: policy.bring,
      async run({ tx, actor }, { count, ...by }) {
        const { rows, ...next } = await sql.list(tx, actor.organisation, by)
        const total = count && { total: await sql.count(tx, actor.organisation, by) }
        return { imports: rows.map(shown), ...next, ...total }
      },
    }),
    answer(getImport, {
      may: policy.bring,
      async run(ctx, { id }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        return shown(found)
      },
    }),
    answer(previewImport, {
      may: policy.bring,
      async run(ctx, { id, mapping, layout }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        const path = fileOf(folder, id)
        const work = { path, pack: ctx.pack.pack, organisation: ctx.actor.organisation, today: ctx.today }
        const shown = await preview({ ...work, account: ctx.actor.user }, mapping, layout)
        const { columns } = shown
        const fitting = (await sql.remembered(ctx.tx)).toSorted((a, b) => fit(b, columns) - fit(a, columns))
        return {
          ...shown,
          remembered: fitting,
          before: found.content === null ? null : ((await sql.sourceOf(ctx.tx, found.content)) ?? null),
        }
      },
    }),
    answer(checkImport, {
      may: policy.bring,
      async run(ctx, { id, mapping }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        const path = fileOf(folder, id)
        const [flaw] = mappingFlaws(
          mapping,
          await columnsOf(path, ctx.actor.user, mapping.layout),
          ctx.pack.pack,
        )
        if (flaw) throw mappingFlawed({ column: flaw.column, reason: flaw.reason })
        const { actor, pack, today, tx } = ctx
        const work = {
          path,
          mapping,
          pack: pack.pack,
          organisation: actor.organisation,
          today,
          account: actor.user,
        }
        return checkRows(work, (orders) => sql.registered(tx, orders))
      },
    }),
    answer(listImportWords, {
      may: policy.bring,
      async run(ctx, { id, columns, layout }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        if (columns.length === 0) return { columns: [] }
        return {
          columns: await unknownWordsOf(fileOf(folder, id), columns, ctx.pack.pack, ctx.actor.user, layout),
        }
      },
    }),
    answer(listMappings, {
      may: policy.bring,
      run: async (ctx) => ({ mappings: await sql.remembered(ctx.tx) }),
    }),
  ],
  jobs: [
    job('import.run', async (ctx, { id, pack }) => {
      await runImport(ctx, folder, String(id), String(pack))
    }),
    // A register that was not started within a day keeps personal data on the disk needlessly.
    job(
      'import.sweep',
      async (ctx) => {
        const before = new Date(Date.parse(ctx.now) - 86_400_000).toISOString()
        for (const { id, organisation } of await ctx.read((tx) => sql.neverStarted(tx, before))) {
          await rm(fileOf(folder, id), { force: true })
          const nothing = { rows: 0, imported: 0, known: 0, refused: 0, errors: [] }
          await ctx.execute(advanceImport, { id, state: 'cancelled', ...nothing }, organisation)
        }
      },
      { cron: '37 3 * * *' },
    ),
  ],
})

/**
 * Remembers the mapping of a source and the content of its register. Rows are identified within their source,
 * so the same content under another name would import everybody a second time.
 * @throws Problem import.same_content
 */
async function rememberSource(ctx: CommandContext, mapping: Mapping, content: string | null): Promise<void> {
  const { organisation } = ctx.actor
  if (content !== null) {
    const first = await sql.noteContent(ctx.tx, organisation, {
      content,
      source: mapping.source,
      at: ctx.occurredAt,
    })
    if (first !== mapping.source) throw importSameContent({ source: first })
  }
  await sql.remember(ctx.tx, organisation, mapping, ctx.occurredAt)
}

/**
 * The user who started the import, with their current permissions. @throws Problem once the account is closed
 * or the role removed
 */
async function currentActor(ctx: JobContext, started: Actor): Promise<Actor> {
  const actor = await ctx.today(started)
  requirePermission(actor)
  return actor
}

function requirePermission(actor: Actor): void {
  const verdict = policy.bring(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
}

async function runImport(
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
  if (!run.mapping || OVER.includes(run.state)) return
  const { pack } = await ctx.read((tx) => getRelease(tx, release))
  const { mapping } = run
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
    await advance('running')
    const ended = await importRows({
      path,
      mapping,
      pack,
      organisation: run.organisation,
      today: dateIn(ctx.now, actor.timeZone),
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

/**
 * `POST /api/imports?id=…&name=…` with the file as body, and `GET /api/imports/<id>/errors.csv`.
 * @param folder where the files are stored, outside every folder that is served
 */
export function importRoutes(folder: string) {
  return (hono: Hono, { app, identify }: Omit<RouteContext, 'receive'>): void => {
    hono.post('/api/imports', exposes('person'), async (context) => {
      refuseForeignPage(context.req.raw)
      const { raw } = context.req
      const before = await identify(raw)
      requirePermission(before)
      const { id, name } = parseInput(z.strictObject({ id: Id, name: SingleLine(200) }), context.req.query())
      // The same file sent again, because its answer was lost.
      const known = await transaction(app.appPool, before, (tx) => sql.find(tx, id))
      if (known?.organisation === before.organisation && known.file_name === name) return context.json({ id })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = fileOf(folder, id)
      await keepFile(raw, path)
      try {
        const { rows, content } = await measureTable(path, before.user)
        // The upload may have taken long: the user may have lost the account or the role meanwhile.
        const actor = await identify(raw)
        requirePermission(actor)
        await transaction(app.appPool, actor, (tx) =>
          sql.insert(tx, {
            id,
            organisation: actor.organisation,
            actor,
            file_name: name,
            path,
            rows,
            content,
            created_at: app.now().toISOString(),
          }),
        )
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
      return context.json({ id })
    })

    hono.get('/api/imports/:id/errors.csv', exposes('person'), async (context) => {
      const actor = await identify(context.req.raw)
      requirePermission(actor)
      const id = parseInput(Id, context.req.param('id'))
      const errors = await reading(app, actor, 'import.errors', async ({ tx }) => {
        if (!(await sql.find(tx, id))) throw importUnknown()
        return sql.errors(tx, id)
      })
      const words = await messagesIn(languageOf(actor.locale))
      const lines = [
        [words('import.row'), words('import.column'), words('import.reason'), words('import.taken')],
        ...errors.map(({ row, column, reason, about, refused }) => [
          row,
          column ?? '',
          words(`import.reason.${reason}`, { row: about ?? 0 }) ?? words(`problem.${reason}`) ?? reason,
          words(refused ? 'import.taken.no' : 'import.taken.partly'),
        ]),
      ]
      context.header('content-type', 'text/csv; charset=utf-8')
      context.header('content-disposition', `attachment; filename="${id}-errors.csv"`)
      return context.body(csvFile(lines))
    })
  }
}

async function columnsOf(path: string, account: Id, layout?: TableLayout): Promise<string[]> {
  for await (const { cells } of readTable(path, account, layout)) return cells
  throw tableUnreadable()
}

const fit = (mapping: Mapping, columns: readonly string[]) =>
  mapping.columns.filter(({ column }) => columns.includes(column)).length / mapping.columns.length

function shown(row: sql.ImportRow): Import {
  return {
    id: row.id,
    fileName: row.file_name,
    source: row.source,
    state: row.state,
    rows: row.rows,
    done: row.imported + row.known + row.refused,
    imported: row.imported,
    known: row.known,
    refused: row.refused,
    partly: row.partly,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}

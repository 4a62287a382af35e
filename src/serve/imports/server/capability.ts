// Keeps imports going: a file comes in over HTTP, a job takes its rows in, and what was refused can be downloaded.
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Hono } from 'hono'
import * as z from 'zod/mini'
import type { Actor } from '../../../kernel/actor.ts'
import { Problem } from '../../../kernel/problem.ts'
import { actorNotAllowed, inputIdTaken, inputTooLarge, tableUnreadable } from '../../../kernel/problems.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Id, SingleLine, LOCALES } from '../../../kernel/words.ts'
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
import { csvFile } from '../../../platform/csv.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { refuseForeignPage, type RouteContext } from '../../../platform/http.ts'
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
  listImportWords,
  listMappings,
  type Mapping,
} from '../operations.ts'
import type { Import } from '../operations.ts'
import * as policy from '../policy.ts'
import { importOver, importSameContent, importUnderWay, importUnknown, mappingFlawed } from '../problems.ts'
import { isProblem, mappingFlaws, readRow } from '../rules/rows.ts'
import { strangeWordsOf } from './strange-words.ts'
import { takeIn, type RowError } from './take-in.ts'
import * as sql from '../sql.ts'

/** A register of a few hundred thousand people, with room to spare. */
export const FILE_LIMIT = 200_000_000
const PREVIEWED = 20
const OVER: readonly Import['state'][] = ['done', 'cancelled', 'failed']

/**
 * Where the file of an import lies. The database does not say so: whoever writes there would have the server read out any
 * file, or take it away, and a copy of the database would reach into the folder of the one it was taken from.
 */
function fileOf(folder: string | undefined, id: string): string {
  if (folder === undefined) throw new Error('No folder for registers was given.')
  return join(folder, id)
}

/** @param folder where registers lie while they are taken in; without it, none are read */
export const capability = ({ folders: { imports: folder } }: Composition): Capability => ({
  routes: folder === undefined ? [] : [importRoutes(folder)],
  name: 'imports',
  handlers: [
    on(startImport, {
      may: policy.bring,
      async run(ctx, { id, mapping }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        if (found.state === 'waiting' || found.state === 'running') throw importUnderWay()
        if (found.ended_at) throw importOver({ state: found.state })
        const columns = await columnsOf(fileOf(folder, id))
        const [flaw] = mappingFlaws(mapping, columns, ctx.pack.pack)
        if (flaw) throw mappingFlawed({ column: flaw.column, reason: flaw.reason })
        await takeUp(ctx, mapping, found.content)
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
        await takeUp(ctx, mapping, content)
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
        // Its last work is to take the file off the disk.
        ctx.enqueue('import.run', { id, pack: ctx.pack.id }, { key: `import ${id}` })
        return { state: 'cancelled' as const }
      },
    }),
    on(advanceImport, {
      may: policy.advance,
      async run(ctx, { id, state, errors, ...at }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        await sql.advance(ctx.tx, id, at)
        await sql.insertErrors(ctx.tx, found, errors)
        // Somebody may have cancelled it since: that stands.
        if (found.state === 'cancelled') return { state: 'cancelled' as const }
        await sql.setState(ctx.tx, id, state, OVER.includes(state) ? ctx.occurredAt : null)
        return { state }
      },
    }),
    answer(listImports, {
      may: policy.bring,
      run: async (ctx) => ({ imports: (await sql.list(ctx.tx)).map(shown) }),
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
      async run(ctx, { id, mapping }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        const rows = await firstRows(fileOf(folder, id), PREVIEWED + 1)
        const columns = rows[0]?.cells ?? []
        const fitting = (await sql.remembered(ctx.tx)).toSorted((a, b) => fit(b, columns) - fit(a, columns))
        return {
          columns,
          rows: rows.slice(1).map(({ row, cells }) => {
            const read = mapping && readRow(mapping, columns, cells, ctx.pack.pack, ctx.today)
            return { row, cells, problem: read && isProblem(read) ? read : null }
          }),
          remembered: fitting,
          before: found.content === null ? null : ((await sql.sourceOf(ctx.tx, found.content)) ?? null),
        }
      },
    }),
    answer(listImportWords, {
      may: policy.bring,
      async run(ctx, { id, columns }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        if (columns.length === 0) return { columns: [] }
        return { columns: await strangeWordsOf(fileOf(folder, id), columns, ctx.pack.pack) }
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
    // A register that nobody started within a day holds people's details on the disk for nothing.
    job(
      'import.sweep',
      async (ctx) => {
        const before = new Date(Date.parse(ctx.now) - 86_400_000).toISOString()
        for (const { id, organisation } of await ctx.read((tx) => sql.left(tx, before))) {
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
 * How a source is read is remembered, and what its register said. Rows are told apart under the name of their source, so
 * the same content under another name would bring everybody in a second time.
 */
async function takeUp(ctx: CommandContext, mapping: Mapping, content: string | null): Promise<void> {
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

/** Whoever started it, as they stand now. @throws Problem once the account is closed or the role gone */
async function stillMay(ctx: JobContext, started: Actor): Promise<Actor> {
  const actor = await ctx.today(started)
  demandBring(actor)
  return actor
}

function demandBring(actor: Actor): void {
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
  // A job that is tried again after the import ended has nothing left to do; one whose process died goes on.
  if (OVER.includes(run.state)) await rm(path, { force: true })
  if (!run.mapping || OVER.includes(run.state)) return
  const { pack } = await ctx.read((tx) => getRelease(tx, release))
  const { mapping } = run
  let { actor } = run
  let last = { imported: 0, known: 0, refused: 0 }
  let rows = 0
  const advance = async (state: Import['state'], errors: readonly RowError[]) =>
    (await ctx.execute(advanceImport, { id, state, rows, ...last, errors: [...errors] }, run.organisation))
      .state
  try {
    actor = await stillMay(ctx, actor)
    rows = run.rows ?? (await measureTable(path)).rows
    await advance('running', [])
    const ended = await takeIn({
      path,
      mapping,
      pack,
      organisation: run.organisation,
      today: dateIn(ctx.now, actor.timeZone),
      execute: (order) => ctx.as(actor, order),
      async tell({ errors, ...counts }) {
        last = counts
        // Whoever lost the role or the account meanwhile brings nobody in any more.
        actor = await stillMay(ctx, actor)
        return (await advance('running', errors)) === 'running'
      },
    })
    if (ended) await advance('done', [])
  } catch (error) {
    await advance('failed', [])
    // A fault is the queue's to report; that somebody may no longer is an end like another.
    if (!(error instanceof Problem)) throw error
  }
  await rm(path, { force: true })
}

/**
 * `POST /api/imports?id=…&name=…` with the file as body, and `GET /api/imports/<id>/errors.csv`.
 * @param folder where the files lie, outside everything that is served.
 */
export function importRoutes(folder: string) {
  return (hono: Hono, { app, identify }: Omit<RouteContext, 'receive'>): void => {
    hono.post('/api/imports', exposes('person'), async (context) => {
      refuseForeignPage(context.req.raw)
      const { raw } = context.req
      demandBring(await identify(raw))
      const { id, name } = parseInput(z.strictObject({ id: Id, name: SingleLine(200) }), context.req.query())
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = fileOf(folder, id)
      await keepFile(raw, path)
      try {
        await columnsOf(path)
        const { rows, content } = await measureTable(path)
        // Whoever held the file back may have lost the account or the role meanwhile.
        const actor = await identify(raw)
        demandBring(actor)
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
      demandBring(actor)
      const id = parseInput(Id, context.req.param('id'))
      const errors = await reading(app, actor, 'import.errors', async ({ tx }) => {
        if (!(await sql.find(tx, id))) throw importUnknown()
        return sql.errors(tx, id)
      })
      const words = await wordsOf(actor.locale)
      const lines = [
        [words['import.row'], words['import.column'], words['import.reason']],
        ...errors.map(({ row, column, reason }) => [
          row,
          column ?? '',
          words[`import.reason.${reason}`] ?? words[`problem.${reason}`] ?? reason,
        ]),
      ]
      context.header('content-type', 'text/csv; charset=utf-8')
      context.header('content-disposition', `attachment; filename="${id}-errors.csv"`)
      return context.body(csvFile(lines))
    })
  }
}

async function wordsOf(locale: string): Promise<Record<string, string>> {
  const language = LOCALES.find((each) => locale.startsWith(each)) ?? 'en'
  return JSON.parse(
    await readFile(new URL(`../messages/${language}.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>
}

async function keepFile(request: Request, path: string): Promise<void> {
  let size = 0
  async function* measured() {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > FILE_LIMIT) throw inputTooLarge({ limit: FILE_LIMIT })
      yield chunk
    }
  }
  try {
    // `wx`: an id that is taken is somebody's file already.
    await pipeline(measured, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw inputIdTaken()
    await rm(path, { force: true })
    throw error
  }
}

async function firstRows(path: string, most: number) {
  const rows: { row: number; cells: string[] }[] = []
  for await (const row of readTable(path)) {
    rows.push(row)
    if (rows.length >= most) break
  }
  return rows
}

async function columnsOf(path: string): Promise<string[]> {
  const columns = (await firstRows(path, 1))[0]?.cells ?? []
  if (columns.filter((column) => column !== '').length === 0) throw tableUnreadable()
  return columns
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
    createdAt: row.created_at,
    endedAt: row.ended_at,
  }
}

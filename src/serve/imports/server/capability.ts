// Imports: the file is uploaded over HTTP, a job imports its rows, and refused rows can be downloaded.
import { rm } from 'node:fs/promises'
import { answer, job, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import {
  startImport,
  keepImportChoices,
  noteImport,
  cancelImport,
  advanceImport,
  listImports,
  getImport,
  OVER,
  previewImport,
  listImportWords,
  listMappings,
  type Mapping,
} from '../operations.ts'
import type { Import } from '../operations.ts'
import * as policy from '../policy.ts'
import { importOver, importSameContent, importUnderWay, importUnknown, mappingFlawed } from '../problems.ts'
import { mappingFlaws } from '../rules/mapping.ts'
import { file } from './file.ts'
import { fileOf } from './file-path.ts'
import { flawsFile } from './flaws-file.ts'
import { unknownWordsOf } from './unknown-words.ts'
import { checkHandlers, runCheck } from './check.ts'
import { preview } from './preview.ts'
import { rateOf } from './rate.ts'
import { recallMapping } from './recall.ts'
import { requireFitting } from './require-fitting.ts'
import { importRoutes } from './routes.ts'
import { runImport } from './run-import.ts'
import * as sql from '../sql/runs.ts'

/** @param folder where registers are stored until they are imported; without it, none are accepted */
export const capability = ({ folders: { imports: folder } }: Composition): Capability => ({
  routes: [file, flawsFile, ...(folder === undefined ? [] : [importRoutes(folder)])],
  name: 'imports',
  handlers: [
    on(startImport, {
      may: policy.bring,
      async run(ctx, { id, mapping }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        if (found.state === 'waiting' || found.state === 'running') throw importUnderWay()
        if (found.ended_at) throw importOver({ state: found.state })
        await requireFitting(ctx, fileOf(folder, id), mapping)
        await rememberSource(ctx, mapping, found.content)
        await sql.start(ctx.tx, id, mapping, ctx.actor)
        ctx.enqueue('import.run', { id, pack: ctx.pack.id }, { key: `import ${id}` })
        return { state: 'waiting' as const }
      },
    }),
    on(keepImportChoices, {
      may: policy.bring,
      async run(ctx, { id, choices }) {
        const found = await sql.lock(ctx.tx, id)
        if (!found) throw importUnknown()
        if (found.state === 'waiting' || found.state === 'running') throw importUnderWay()
        if (OVER.includes(found.state)) throw importOver({ state: found.state })
        await sql.keepChoices(ctx.tx, id, choices)
        return {}
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
        await sql.keepChoices(ctx.tx, id, null)
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
        const startedAt = found.started_at ?? ctx.occurredAt
        await sql.advance(ctx.tx, id, { ...at, partly: partly ?? found.partly, started_at: startedAt })
        await sql.insertErrors(ctx.tx, found, errors)
        await sql.insertLeftOut(ctx.tx, found, leftOut)
        if (OVER.includes(state)) await sql.keepChoices(ctx.tx, id, null)
        // It may have been cancelled meanwhile: that stands.
        if (found.state === 'cancelled') return { state: 'cancelled' as const }
        await sql.setState(ctx.tx, id, state, OVER.includes(state) ? ctx.occurredAt : null)
        return { state }
      },
    }),
    answer(listImports, {
      may: policy.bring,
      async run({ tx, actor, receivedAt }, { count, ...by }) {
        const { rows, ...next } = await sql.list(tx, actor.organisation, by)
        const total = count && { total: await sql.count(tx, actor.organisation, by) }
        return { imports: rows.map((row) => shown(row, receivedAt)), ...next, ...total }
      },
    }),
    answer(getImport, {
      may: policy.bring,
      async run(ctx, { id }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        return shown(found, ctx.receivedAt)
      },
    }),
    answer(previewImport, {
      may: policy.bring,
      async run(ctx, { id, mapping, layout, recall }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        const path = fileOf(folder, id)
        const account = ctx.actor.user
        const remembered = await sql.remembered(ctx.tx)
        const before = found.content === null ? null : ((await sql.sourceOf(ctx.tx, found.content)) ?? null)
        const recalled = recall ? await recallMapping(path, account, remembered, before) : undefined
        const work = { path, pack: ctx.pack.pack, organisation: ctx.actor.organisation, today: ctx.today }
        const shown = await preview({ ...work, account }, mapping, layout ?? recalled?.layout)
        const { columns } = shown
        const fitting = remembered.toSorted((a, b) => fit(b, columns) - fit(a, columns))
        return { ...shown, remembered: fitting, before, recalled: recalled?.source ?? null }
      },
    }),
    answer(listImportWords, {
      may: policy.bring,
      async run(ctx, { id, columns, layout }) {
        const found = await sql.find(ctx.tx, id)
        if (!found) throw importUnknown()
        if (columns.length === 0) return { columns: [] }
        return await unknownWordsOf(fileOf(folder, id), columns, ctx.pack.pack, ctx.actor.user, layout)
      },
    }),
    answer(listMappings, {
      may: policy.bring,
      run: async (ctx) => ({ mappings: await sql.remembered(ctx.tx) }),
    }),
    ...checkHandlers(folder),
  ],
  jobs: [
    job('import.run', async (ctx, { id, pack }) => {
      await runImport(ctx, folder, String(id), String(pack))
    }),
    job('import.check', async (ctx, { id, attempt, pack }) => {
      await runCheck(ctx, folder, { id: String(id), attempt: Number(attempt), pack: String(pack) })
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

const fit = (mapping: Mapping, columns: readonly string[]) =>
  mapping.columns.filter(({ column }) => columns.includes(column)).length / mapping.columns.length

function shown(row: sql.ImportRow, now: string): Import {
  const done = row.imported + row.known + row.refused
  return {
    id: row.id,
    fileName: row.file_name,
    source: row.source,
    state: row.state,
    rows: row.rows,
    done,
    imported: row.imported,
    known: row.known,
    refused: row.refused,
    partly: row.partly,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    rate: rateOf(done, row.started_at, row.ended_at ?? now),
  }
}

// The addresses of imports that are no operation: the upload of a register, and the file of what was not taken in.
import { mkdir, rm } from 'node:fs/promises'
import type { Hono } from 'hono'
import * as z from 'zod/mini'
import { csvFile } from '../../../kernel/csv.ts'
import { Id, SingleLine } from '../../../kernel/words.ts'
import { reading } from '../../../platform/ask.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { exposes } from '../../../platform/exposure.ts'
import { refuseForeignPage, type RouteContext } from '../../../platform/http/http.ts'
import { languageOf, messagesIn } from '../../../platform/messages.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { measureTable } from '../../../platform/files/table-file.ts'
import { importUnknown } from '../problems.ts'
import * as sql from '../sql/runs.ts'
import { requirePermission } from './current-actor.ts'
import { fileOf } from './file-path.ts'
import { keepFile } from './keep-file.ts'

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

// Makes the file of a list of people, once, for whoever asked for it: the rows are those they may see at that moment, and
// the disclosure log has an entry for each person in it.
import { Buffer } from 'node:buffer'
import { writeXlsx } from 'hucre/xlsx'
import * as z from 'zod/mini'
import { mayCall } from '../../../kernel/actor.ts'
import { csvFile, type Cells } from '../../../kernel/csv.ts'
import { actorNotAllowed } from '../../../kernel/problems.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Id } from '../../../kernel/words.ts'
import { reading } from '../../../platform/ask.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { exposes } from '../../../platform/exposure.ts'
import { readJson, refuseForeignPage, type Routes } from '../../../platform/http/http.ts'
import { FILE_TYPES, sheetName, timeOn, wordsFor, type FileWords } from '../../../platform/files/list-file.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { ageOf, fullName, spokenName } from '../../record/operations.ts'
import { exportPeople, type Listed } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  exportGrown,
  exportNotAllowed,
  exportOver,
  exportSecondNeeded,
  exportTaken,
  exportUnknown,
} from '../problems.ts'
import { ALONE, FIELDS_OF, HOURS_ALONE, hoursAfter, LOGGED, mostIn, type Column } from '../rules.ts'
import * as sql from '../sql/exports.ts'
import * as people from '../sql/list.ts'
import { shown, soughtBy } from './list.ts'

const BODY_LIMIT = 2000
const Asked = z.strictObject({ id: Id })

type Reader = { words: FileWords; today: string; timeZone: string }

const CELLS: Readonly<Record<Column, (one: Listed, reader: Reader) => string | number | null>> = {
  name: (one, { words }) => spokenName(one) ?? words.text('person.no_name'),
  names: (one) => fullName(one) ?? null,
  age: ({ born }, { today }) => born && ageOf(born, today).years,
  manager: ({ manager }) => manager?.name ?? null,
  centre: ({ centre }) => centre?.name ?? null,
  needs: ({ needs }, { words }) => needs?.map(({ code }) => words.term('needs', code)).join('; ') ?? null,
  appointment: ({ appointment }, { timeZone }) => appointment && timeOn(appointment, timeZone),
  noted: ({ noted }) => noted,
  registered: ({ registeredAt }, { timeZone }) => dateIn(registeredAt, timeZone),
}

/**
 * Marks the file as taken and returns its rows; the row of the export is locked, so that it is taken once.
 * @throws Problem when it is another's, was not allowed, is over, was taken, or grew since
 */
async function take(ctx: QueryContext, id: string) {
  const row = await sql.lock(ctx.tx, id)
  if (row?.asked_by !== ctx.actor.user) throw exportUnknown()
  if (row.state !== 'allowed') throw exportNotAllowed({ state: row.state })
  if (row.taken_at !== null) throw exportTaken()
  if (Date.parse(row.until) <= Date.parse(ctx.receivedAt)) throw exportOver({ until: row.until })
  const alone = row.decided_by === null
  const most = mostIn({ people: row.people, second: !alone })
  const { rows, next } = await people.list(ctx.tx, { ...soughtBy(ctx, row.list), limit: most })
  if (next !== undefined) throw exportGrown({ people: row.people, most })
  if (alone) {
    const before = await sql.takenAlone(ctx.tx, row.asked_by, hoursAfter(ctx.receivedAt, -HOURS_ALONE), id)
    if (rows.length + before > ALONE) throw exportSecondNeeded({ people: rows.length, most: ALONE })
  }
  await sql.take(ctx.tx, id, ctx.receivedAt, rows.length)
  const fields = [...new Set(row.columns.flatMap((column) => FIELDS_OF[column]))]
  ctx.disclose(rows.map(({ person }) => ({ person, fields, ...LOGGED[row.purpose] })))
  return { row, listed: rows.map(shown) }
}

/** `POST /api/person.export/file` with `{ id }`. */
export const exportFile: Routes = (hono, { app, receive }) => {
  hono.post(`/api/${exportPeople.name}/file`, exposes('person'), async (context) => {
    const { raw } = context.req
    refuseForeignPage(raw)
    const { actor, body } = await receive(raw, () => readJson(raw, BODY_LIMIT))
    const { id } = parseInput(Asked, body)
    const verdict = mayCall(actor, exportPeople.name, policy.exportPeople)
    if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
    const { row, listed } = await reading(
      app,
      actor,
      exportPeople.name,
      (ctx) => take(ctx, id),
      policy.exportPeople,
    )
    const words = await wordsFor(actor.locale, app.packs.active().pack)
    const now = app.now().toISOString()
    const { timeZone } = actor
    const reader = { words, today: dateIn(now, timeZone), timeZone }
    const title = words.text('caseload.title')
    const origin = [
      title,
      `${actor.name} · ${actor.organisationName}`,
      timeOn(now, timeZone),
      words.text(`export.purpose.${row.purpose}`),
      row.words,
    ]
    const rows: Cells[] = [
      // Whoever finds the file reads first whose it is.
      origin,
      row.columns.map((column) => words.text(`caseload.column.${column}`)),
      ...listed.map((one) => row.columns.map((column) => CELLS[column](one, reader))),
    ]
    const { format } = row
    context.header('content-type', FILE_TYPES[format])
    context.header('cache-control', 'private, no-store')
    context.header(
      'content-disposition',
      `attachment; filename="people.${format}"; filename*=UTF-8''${encodeURIComponent(`${title}.${format}`)}`,
    )
    if (format === 'csv') return context.body(csvFile(rows))
    const file = await writeXlsx({
      sheets: [{ name: sheetName(title), rows: rows.map((row) => row.map((cell) => cell ?? null)) }],
      properties: {
        title,
        creator: `${actor.name} · ${actor.organisationName}`,
        description: origin.join(' · '),
      },
    })
    return context.body(Buffer.from(file))
  })
}

// A file of exactly what a list is narrowed to, as CSV or XLSX: the query of the list, asked page after page, so that
// who may read it, what it shows and what the disclosure log says of it are those of the screen.
import { Readable } from 'node:stream'
import { writeXlsxStream } from 'hucre/xlsx'
import * as z from 'zod/mini'
import { mayCall, type Actor, type May } from '../../kernel/actor.ts'
import type { InputOf, OutputOf, ParsedOf, Query } from '../../kernel/command.ts'
import { exposureOf } from '../../kernel/firewall.ts'
import { MOST_COUNTED } from '../../kernel/page-size.ts'
import type { Pack, TaxonomyName } from '../../kernel/packs/pack.ts'
import { findTerm, say } from '../../kernel/packs/pack-terms.ts'
import { actorNotAllowed, listTooLong } from '../../kernel/problems.ts'
import { dateIn } from '../../kernel/time.ts'
import type { App } from '../app.ts'
import { get, reading } from '../ask.ts'
import type { QueryContext } from '../capability.ts'
import { csvStream, type Cells } from '../../kernel/csv.ts'
import { exposes } from '../exposure.ts'
import { readJson, refuseForeignPage, type Routes } from '../http/http.ts'
import { languageOf, messagesIn } from '../messages.ts'
import { parseInput } from '../http/parse.ts'

/** Rows that are read at once. */
const PIECE = 200
const BODY_LIMIT = 20_000

const Asked = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  /** The input of the query, without its pages. */
  input: z.record(z.string(), z.unknown()),
})

/** The words of a file: those of its reader. */
export type FileWords = {
  /** A message by its key; the key itself when there is none. */
  text(key: string, values?: Readonly<Record<string, string | number>>): string
  /** The label of a code of the pack. */
  term(taxonomy: TaxonomyName, code: string): string
  label(label: Readonly<Record<string, string>>): string
}

export type FileColumn<Item> = {
  /** The message of its heading. */
  title: string
} & (
  | { value(item: Item, words: FileWords): string | number | null }
  /** ISO 8601 in UTC; written as the clock of the organisation shows it, whose time zone stands in the heading. */
  | { instant(item: Item): string | null }
)

type PagedOutput = { next?: string | null | undefined; total?: number | undefined }

type File<Q extends Query, Item> = {
  /** The message of its name. */
  title: string
  rows(answer: OutputOf<Q>): readonly Item[]
  columns: readonly FileColumn<Item>[]
  /**
   * Reads a page otherwise than the query does, for a file that shows less of people than the screen: the disclosure
   * log says what is in it.
   */
  read?: { may: May; run(ctx: QueryContext, input: ParsedOf<Q>): Promise<OutputOf<Q>> }
}

/**
 * `POST /api/<query>/file` with `{ format, input }`. At most as many rows as are counted.
 * @throws Problem `list.too_long`, and what the query throws, before the file begins
 */
export function listFile<Q extends Query, Item>(query: Q, file: File<Q, Item>): Routes {
  return (hono, { app, receive }) => {
    hono.post(`/api/${query.name}/file`, exposes(exposureOf(query) ?? 'person'), async (context) => {
      const { raw } = context.req
      refuseForeignPage(raw)
      const { actor, body } = await receive(raw, () => readJson(raw, BODY_LIMIT))
      const { format, input } = parseInput(Asked, body)
      const page = (more: object) => pageOf(app, actor, query, file, { ...input, limit: PIECE, ...more })
      const first = await page({ count: true })
      if (((first as PagedOutput).total ?? 0) > MOST_COUNTED) throw listTooLong({ most: MOST_COUNTED })
      const words = await wordsFor(actor.locale, app.packs.active().pack)
      const { timeZone } = actor
      const cellOf = (item: Item, column: FileColumn<Item>) => {
        if ('value' in column) return column.value(item, words)
        const at = column.instant(item)
        return at === null ? null : timeOn(at, timeZone)
      }
      const cells = (answer: OutputOf<Q>) =>
        file.rows(answer).map((item) => file.columns.map((column) => cellOf(item, column)))
      async function* pieces(): AsyncGenerator<readonly Cells[]> {
        let answer = first
        let written = 0
        for (;;) {
          const rows = cells(answer)
          yield rows
          written += rows.length
          const { next } = answer as PagedOutput
          // Rows that came meanwhile do not make it endless.
          if (next === undefined || next === null || written > MOST_COUNTED) return
          answer = await page({ after: next })
        }
      }
      const heads = file.columns.map((column) => {
        const head = words.text(column.title)
        return { head: 'instant' in column ? `${head} (${timeZone})` : head, isTime: 'instant' in column }
      })
      const name = words.text(file.title)
      const stream = format === 'csv' ? csv(heads, pieces()) : xlsx(name, heads, pieces())
      context.header('content-type', FILE_TYPES[format])
      context.header(
        'content-disposition',
        `attachment; filename="${query.name}.${format}"; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
      )
      return context.body(stream)
    })
  }
}

async function pageOf<Q extends Query, Item>(
  app: App,
  actor: Actor,
  query: Q,
  { read }: File<Q, Item>,
  given: object,
): Promise<OutputOf<Q>> {
  if (!read) return await get(app, actor, query, given as InputOf<Q>)
  const input = parseInput(query.input, given) as ParsedOf<Q>
  const verdict = mayCall(actor, query.name, read.may)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
  return await reading(app, actor, `${query.name}.file`, (ctx) => read.run(ctx, input), read.may)
}

export const FILE_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Date and time of an instant on the clock of a time zone, as ISO 8601 has them and spreadsheets read them. */
export const timeOn = (instant: string, timeZone: string): string =>
  `${dateIn(instant, timeZone)} ${clockOf(timeZone).format(new Date(instant))}`

// A formatter costs far more than what it formats.
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  const clock = known ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  if (!known) clocks.set(timeZone, clock)
  return clock
}

type Head = { head: string; isTime: boolean }

function csv(heads: readonly Head[], pieces: AsyncIterable<readonly Cells[]>): ReadableStream<Uint8Array> {
  async function* all() {
    yield [heads.map(({ head }) => head)]
    yield* pieces
  }
  return Readable.toWeb(Readable.from(csvStream(all()), { objectMode: false })) as ReadableStream<Uint8Array>
}

/** Text is written as text: a cell that begins like a formula is none. Times are times: a sheet has no time zones. */
function xlsx(
  name: string,
  heads: readonly Head[],
  pieces: AsyncIterable<readonly Cells[]>,
): ReadableStream<Uint8Array> {
  async function* rows() {
    for await (const piece of pieces)
      for (const row of piece)
        yield row.map((cell, at) =>
          typeof cell === 'string' && heads[at]?.isTime
            ? new Date(`${cell.replace(' ', 'T')}Z`)
            : (cell ?? null),
        )
  }
  return writeXlsxStream(rows(), {
    name: sheetName(name),
    columns: heads.map(({ head, isTime }) => ({
      header: head,
      ...(isTime && { numFmt: 'yyyy-mm-dd hh:mm', width: 17 }),
    })),
    freezePane: { rows: 1 },
  })
}

/** Excel allows 31 letters, and some signs not. */
export const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/gu, ' ').slice(0, 31)

export async function wordsFor(locale: string, pack: Pack): Promise<FileWords> {
  const language = languageOf(locale)
  const translate = await messagesIn(language)
  return {
    text: (key) => translate(key) ?? key,
    term: (taxonomy, code) => {
      const found = findTerm(pack, taxonomy, code)
      return found ? say(found.label, language) : code
    },
    label: (label) => say(label, language),
  }
}

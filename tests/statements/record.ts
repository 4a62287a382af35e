// Notes which statements the program sends while tests run, and from where: `npm run sql:record` keeps them for `npm run sql`.
import { appendFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'

/** `file:line` of the call that sent it, and its text. */
export type Sent = { at: string; text: string }

const folder = process.env['RECORD_STATEMENTS']
const seen = new Set<string>()

/** The innermost caller in src/, past what only passes statements on. */
function caller(): string | undefined {
  for (const line of new Error().stack?.split('\n') ?? []) {
    const [, path = '', at = ''] = /(?:file:\/\/|\()?(\/[^():]+):(\d+):\d+\)?$/.exec(line) ?? []
    const file = relative(process.cwd(), path)
    if (
      /^src\/.*(?<!\.test)\.ts$/.test(file) &&
      !/^src\/platform\/database\/(?:connect|pool)\.ts$/.test(file)
    )
      return `${file}:${at}`
  }
  return undefined
}

function note(text: string): void {
  if (folder === undefined) return
  const at = caller()
  // By text alone, a text that two calls send would be on record for whichever came first in this process.
  const once = `${at} ${text}`
  if (at === undefined || seen.has(once)) return
  seen.add(once)
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify({ at, text } satisfies Sent)}\n`)
}

type Raw = { execute: (...args: unknown[]) => unknown; compile(provider: unknown): { sql: string } }
type Client = { query: (...args: unknown[]) => unknown }

const PATCHED = Symbol.for('arraigo.statements')

if (folder !== undefined && !(PATCHED in globalThis)) {
  Object.assign(globalThis, { [PATCHED]: true })
  const raw = Object.getPrototypeOf(sql`select`) as Raw
  const execute = raw.execute
  raw.execute = function (this: Raw, ...args) {
    note(this.compile(args[0]).sql)
    return execute.apply(this, args)
  }
  for (const prototype of [pg.Client.prototype, pg.Pool.prototype] as unknown as Client[]) {
    const query = prototype.query
    prototype.query = function (this: Client, ...args) {
      const [first] = args as [string | { text?: string }]
      const text = typeof first === 'string' ? first : first?.text
      if (text !== undefined) note(text)
      return query.apply(this, args)
    }
  }
}

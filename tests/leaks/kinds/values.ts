// Values at the limits of each field, in every field of every operation and address: each is refused with a
// problem that the operation declares, or stored as written; none causes a fault in a handler or an error of
// PostgreSQL.
import fc from 'fast-check'
import * as z from 'zod/mini'
import { capabilities } from '../../../src/entry/capabilities.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import type { Command, Query } from '../../../src/kernel/command.ts'
import { COMMON_PROBLEMS } from '../../../src/kernel/problems.ts'
import { addressesOf } from '../../../src/platform/exposure.ts'
import { subjects } from '../../authorization/declared.ts'
import { world } from '../../authorization/world.ts'
import { document, inputSchema, promisedCodes } from '../../fuzz/document.ts'
import { paths, replaced, shaped, type Path } from '../../fuzz/inputs.ts'
import { everyAddress } from '../addresses.ts'
import type { Kind } from './kind.ts'

/** Numbers that JavaScript, JSON and PostgreSQL read differently, as JSON text. */
const NUMBERS = [
  '1e400',
  '-1e400',
  '1e-400',
  '-0',
  '9007199254740993',
  '1e21',
  '2147483648',
  '-2147483649',
  '0.1',
]
const NUMBERS_IN_WORDS = ['1e400', '-0', 'NaN', 'Infinity', '0x10', '1'.repeat(400), '0'.repeat(40_000)]
/** Dates and instants at the ends of calendars. */
const DATES = [
  '0000-01-01',
  '0001-01-01',
  '1849-12-31',
  '1850-01-01',
  '2199-12-31',
  '9999-12-31',
  '10000-01-01',
  '-000001-01-01',
  '1900-02-29',
  '2023-02-29',
  '2024-02-29',
  '2026-04-31',
  'infinity',
  'now',
  'epoch',
]
const INSTANTS = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '1850-01-01T00:00:00Z',
  '2199-12-31T23:59:59Z',
  '9999-12-31T23:59:59.999999999Z',
  '9999-12-31T23:59:59-14:00',
  '2026-03-02T24:00:00Z',
  '2026-03-02T23:59:60Z',
  '2026-03-02T00:00:00+99:99',
  '2026-03-02T00:00:00.0000000000001-00:00',
]
/** Text that is blank, that PostgreSQL does not accept, or that displays differently from its content. */
const TEXTS = [
  '',
  ' ',
  '\u00a0\u3000',
  '\u200b',
  '\u200b\u200d\ufeff',
  '\u00ad',
  '\u3164',
  '\u2800',
  '\u0301',
  'a\u0000b',
  '\u0000',
  '\ud800',
  'a\udc00b',
  '\ufffe\uffff',
  '\u{10ffff}',
  '\u007f\u0085',
  '\r\n',
  '\u202eanaM',
  'Ana\u200fMaría',
  'Ana\u200dMaría',
  '\u2066Ana',
  '\u061cAna',
  'Ana\u2028Paz',
  'A\u0301na',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '$1',
  '${x}',
  '{0}',
  '\u{1f469}\u200d\u{1f33e}',
  '..',
  '/',
  '\u0130\u1e9e\ufb03',
  'ana\u0301'.repeat(2_000),
  'x'.repeat(100_000),
  '\ufdfa'.repeat(2_000),
  '\u{1f469}'.repeat(100),
]
/** Objects and lists where something else, or something smaller, is expected. */
const SHAPES = [
  '{"id":1,"id":2}',
  '{"":""}',
  '{"\\u0000":1}',
  '{"\\ud800":1}',
  '{"length":1e9}',
  '{"toJSON":1}',
  '[null]',
  'null',
  'true',
  `[${'0,'.repeat(50_000)}0]`,
  `[${'"a",'.repeat(50_000)}"a"]`,
  `${'['.repeat(60)}${']'.repeat(60)}`,
]
const VALUES = [
  ...NUMBERS,
  ...[...NUMBERS_IN_WORDS, ...DATES, ...INSTANTS, ...TEXTS].map((text) => JSON.stringify(text)),
  ...SHAPES,
]

/** Codes that any request may be answered with. */
const HTTP_CODES = [...COMMON_PROBLEMS.map(({ code }) => code), 'request.foreign_page']
const QUERIES = ['id', 'person', 'name', 'demand', 'device', 'after', 'from']

const operations = new Map<string, Command | Query>(
  capabilities.flatMap(({ handlers }) =>
    handlers.map(({ operation }) => [operation.name, operation] as const),
  ),
)
const HOLE = '"\ue000"'
/** The JSON text of an input with this raw value in that place. */
const withRaw = (sample: unknown, at: Path, raw: string) =>
  JSON.stringify(replaced(sample, at, JSON.parse(HOLE))).replace(HOLE, () => raw)
const valueAt = (input: unknown, at: Path) =>
  at.reduce<unknown>((now, key) => (now as Record<string, unknown> | undefined)?.[key], input)
const brief = (raw: string) => (raw.length > 40 ? `${raw.slice(0, 40)}… (${raw.length})` : raw)

export const kind: Kind = {
  name: 'values',
  async attack(network, rounds) {
    const fixture = await world(network)
    const { send, http } = await everyAddress(network)
    const leaks: string[] = []
    let attempts = 0
    /** Whether a request was applied; anything but that or a problem with one of these codes is a leak. */
    const ask = async (
      what: string,
      actor: Actor,
      path: string,
      { codes, ...init }: RequestInit & { codes?: readonly string[] },
    ) => {
      attempts++
      const { status, text } = await send(actor, path, init)
      const known = status < 400 || !codes || codes.includes((JSON.parse(text) as { code: string }).code)
      if (status >= 500 || !known) leaks.push(`${what} answered ${status}: ${text.slice(0, 200)}`)
      return status < 400
    }
    /** Each place in turn takes the next of the values. */
    let turn = 0
    const some = () =>
      Array.from(
        { length: Math.min(rounds * 3, VALUES.length) },
        () => VALUES[turn++ % VALUES.length] as string,
      )

    for (const [path, { get, post }] of Object.entries(document.paths)) {
      const described = get ?? post
      if (!described) continue
      const name = path.slice(1)
      const codes = [...promisedCodes(described), ...HTTP_CODES]
      const subject = subjects[name]
      const actor = subject?.who(fixture).own ?? fixture.rosa
      const shape = shaped(inputSchema(described), { known: fixture.made })
      const samples = [
        ...(subject ? [async (): Promise<unknown> => (await subject.make(fixture)).input] : []),
        ...fc.sample(shape, { numRuns: Math.min(rounds, 10), seed: 7 }).map((one) => async () => one),
      ]
      for (const make of samples) {
        let sample = await make()
        for (const at of paths(sample)) {
          for (const raw of some()) {
            const body = withRaw(sample, at, raw)
            const what = `${name} with ${brief(raw)} at ${at.join('.')}`
            const done = await ask(what, actor, `/api${path}`, { codes, method: 'POST', body })
            if (done && altered(operations.get(name), JSON.parse(body), at))
              leaks.push(`${what} was taken as something else`)
            const address = `/api${path}?input=${encodeURIComponent(body.toWellFormed())}`
            if (get) await ask(`GET ${what}`, actor, address, { codes })
            // A command that was applied once would now be refused before the value is checked.
            else if (done) sample = await make()
          }
        }
      }
    }
    for (const { method, path } of addressesOf(http)) {
      // A stream that stays open answers when something happens.
      if (path === '/api/live') continue
      for (const query of QUERIES) {
        for (const raw of some()) {
          const text = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw
          const value = encodeURIComponent(text.toWellFormed().slice(0, 5_000))
          const filled = path.replace(/:\w+(?:\{[^}]*\})?/gu, () => value || network.newId())
          const about = `id=${network.newId()}&person=${network.newId()}&name=a.csv&${query}=${value}`
          await ask(`${method} ${path} with ${brief(raw)} as ${query}`, fixture.rosa, `${filled}?${about}`, {
            method,
            headers: { 'x-requested-with': 'arraigo' },
            ...(method === 'POST' && { body: raw.toWellFormed() }),
          })
        }
      }
    }
    return { attempts, leaks }
  },
}

/**
 * Whether the operation parses a text to a different value than was sent: after normalising and trimming it
 * is the same.
 */
function altered(operation: Command | Query | undefined, input: unknown, at: Path): boolean {
  const sent = valueAt(input, at)
  if (!operation || typeof sent !== 'string') return false
  const read = valueAt(z.parse(operation.input, input), at)
  return typeof read === 'string' && plain(read) !== plain(sent)
}

/** Signs that only give a direction make no other text, whether they stay or go; nor does a line break that becomes a space. */
const plain = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

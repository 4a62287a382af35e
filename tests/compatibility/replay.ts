// Replays the stored requests of a release against today's application. `write.ts` runs the same code against
// the application of its own day and stores the results, so both sides of each comparison come from the same
// lines.
import type pg from 'pg'
import type { Composed } from '../../src/entry/server.ts'
import { storeName } from '../../src/kernel/device-sync.ts'
import type { Envelope, HandOver, CommandResult } from '../../src/kernel/envelope.ts'
import type { Id } from '../../src/kernel/words.ts'
import type * as client from './client.ts'
import { browser, signedIn, type Json, type Keys } from './installation.ts'
import type { StoredDatabase } from './stores.ts'

export type Client = typeof client

export type Phone = { holder: string; user: Id; organisation: Id; device: Id; envelopes: Envelope[] }

export type Phones = {
  databases: StoredDatabase[]
  /** Those that come back with a full outbox. */
  full: Phone[]
  /** Withdrawn before it came back: what it hands over in its own format, and who decides about it. */
  lost: { holder: string; user: Id; organisation: Id; device: Id; decides: string; handOver: HandOver }
  /** The requests of a newly set up phone, in their order. */
  fresh: { path: string; body?: unknown }[]
}

export type Reading = { as: string; path: string; body?: unknown; text: string }

/** The answers of a release, at its own time. */
export type Answers = {
  outcomes: Record<string, CommandResult[]>
  /** Kinds of facts by the command that recorded them. */
  facts: Record<string, string[]>
  /** How each command ended on the phone, and which people the phone then keeps. */
  ended: Record<string, { state: string; code: string | null }>
  people: Record<string, string[]>
  late: Late
  fresh: { status: number; keys: string[] }[]
  readings: Reading[]
  /** The disclosure log as it was exported. */
  log: string[]
}

export type Late = { kept: Json; waiting: string[]; taken: { status: number; output: Json | undefined }[] }

/**
 * The same value without fields that `before` lacks: an answer may gain fields, and the old ones stay the
 * same.
 */
export function asBefore(now: unknown, before: unknown): unknown {
  if (Array.isArray(now) && Array.isArray(before) && now.length === before.length)
    return now.map((one, at) => asBefore(one, before[at]))
  const both = [now, before].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
  if (!both) return now
  const [had, has] = [before, now] as [Json, Json]
  return Object.fromEntries(
    Object.keys(had).flatMap((key) => (key in has ? [[key, asBefore(has[key], had[key])]] : [])),
  )
}

/** The envelopes alone, as any sender that speaks the protocol may send them. */
export async function sendEnvelopes(app: Composed, keys: Keys, phone: Phone): Promise<CommandResult[]> {
  const sender = await signedIn(app, keys, phone.holder)
  const { body } = await sender.post('/api/sync', {
    device: phone.device,
    now: keys.now,
    commands: phone.envelopes,
  })
  return body['outcomes'] as unknown as CommandResult[]
}

export async function factsOf(pool: pg.Pool, phones: readonly Phone[]): Promise<Record<string, string[]>> {
  const { rows } = await pool.query<{ command: string; kinds: string[] }>(
    `select command::text, array_agg(kind order by kind) as kinds from fact where command = any ($1) group by 1`,
    [phones.flatMap(({ envelopes }) => envelopes.map(({ id }) => id))],
  )
  return Object.fromEntries(rows.map(({ command, kinds }) => [command, kinds]))
}

/** A phone's own code opens the stored bytes with the PIN, lists what it kept, sends its outbox and pulls. */
export async function reconnect(
  { findLock, tryPin, openPhone }: Client,
  app: Composed,
  keys: Keys,
  phone: Phone,
) {
  const holder = await signedIn(app, keys, phone.holder)
  const [{ body: pack }, { body: services }] = await Promise.all([
    holder.get('/api/pack.get'),
    holder.get('/api/service.list'),
  ])
  const store = storeName(phone)
  const opened = await tryPin<client.Session>(store, keys.pin)
  if (opened.is !== 'open') throw new Error(`The PIN of ${phone.holder} was answered with ${opened.is}.`)
  const lock = await findLock(store)
  const device = await openPhone(
    opened,
    { pack: pack['pack'] as never, services: services['services'] as never },
    { device: lock?.device ?? '', send: holder.send, now: () => Date.parse(keys.now) },
  )
  try {
    const before = await device.status()
    const line = await device.flush()
    const entries = await Promise.all(phone.envelopes.map(({ id }) => device.entry(id)))
    const ended = entries.map((entry, at) => [
      phone.envelopes[at]?.id ?? '',
      { state: entry?.state ?? 'gone', code: entry?.problem?.code ?? null },
    ])
    const people = (await device.people.all(10_000)).map(({ person }) => person).sort()
    return { line, pending: before.pending, ended: Object.fromEntries(ended) as Answers['ended'], people }
  } finally {
    device.close()
  }
}

/** The office receives the work that a lost tablet handed over, and takes all of it in. */
export async function takeInHandedOver(
  app: Composed,
  keys: Keys,
  { lost }: Phones,
  newId: () => Id,
): Promise<Late> {
  const { body: kept } = await browser(app.http).post(`/api/late?device=${lost.device}`, lost.handOver)
  const office = await signedIn(app, keys, lost.decides)
  const { body } = await office.get('/api/late.list')
  const waiting = (body['late'] as unknown as { id: string }[]).map(({ id }) => id)
  const taken: Late['taken'] = []
  for (const id of waiting) {
    const answer = await office.post(`/api/late/${id}`, { id: newId() })
    taken.push({ status: answer.status, output: answer.body['output'] })
  }
  return { kept, waiting, taken }
}

/** Every request of a phone being set up: the status of each answer, and its fields. */
export async function setUpPhone({ http }: Composed, { fresh }: Phones): Promise<Answers['fresh']> {
  const phone = browser(http)
  const answers: Answers['fresh'] = []
  for (const { path, body } of fresh) {
    const answer = body === undefined ? await phone.get(path) : await phone.post(path, body)
    answers.push({ status: answer.status, keys: [...keysOf(answer.body)].sort() })
  }
  return answers
}

/**
 * Paths of all fields; the entries of a list count as one, and so do those of a record keyed by id or code.
 */
function keysOf(value: unknown, at = '', found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) keysOf(one, `${at}[]`, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) {
      found.add(`${at}.${key}`)
      keysOf(one, `${at}.${key}`, found)
    }
  return found
}

export async function read(
  app: Composed,
  keys: Keys,
  wanted: readonly Omit<Reading, 'text'>[],
): Promise<Reading[]> {
  const readings: Reading[] = []
  const known = new Map<string, Awaited<ReturnType<typeof signedIn>>>()
  for (const { as, path, body } of wanted) {
    const reader = known.get(as) ?? (await signedIn(app, keys, as))
    known.set(as, reader)
    const response = await reader.send(
      path,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    )
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`)
    readings.push({ as, path, ...(body !== undefined && { body }), text })
  }
  return readings
}

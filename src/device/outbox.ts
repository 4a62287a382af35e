// Commands made on this device: kept in order until the server has decided, and what it refused until a person has.
import * as z from 'zod/mini'
import type { Command } from '../kernel/command.ts'
import { BATCH, discardCommand, type Envelope, type SyncResponse } from '../kernel/envelope.ts'
import {
  conflict,
  invalid,
  toDocument,
  unknown,
  type Problem,
  type ProblemDocument,
} from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import { applyNow, personsOf, replay, takeChanges, type Applying } from './replica.ts'
import { newSelf, self, write, type Entry, type Self, type Store, type Write } from './store.ts'

/** A request carries at most this many bytes of commands, so that a slow line finishes one. */
const BATCH_BYTES = 400_000
/** Applied commands are kept this long: a server restored from a backup gets back what it lost. */
const KEPT_MS = 14 * 86_400_000

export type Tools = Applying & { newId: () => Id }

type More = { after?: Id; replaces?: Id; persons?: readonly Id[] }

/**
 * Keeps a command and shows what it does at once; it is sent when there is a network.
 * @throws Problem when its input is malformed or a rule refuses it already here
 */
export async function enqueue(
  store: Store,
  tools: Tools,
  command: Command,
  input: unknown,
  more: Pick<More, 'after' | 'persons'> = {},
): Promise<Id> {
  const parsed = z.safeParse(command.input, input)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), reason: code }))
    throw invalid('input.invalid', { fields })
  }
  const tx = write(store)
  try {
    const entry = await append(tx, tools, command.name, input, more)
    await applyNow(tx, entry, tools)
    await tx.done
    return entry.id
  } catch (error) {
    abandon(tx)
    throw error
  }
}

/** Ends a write that must leave nothing behind. */
function abandon(tx: Write) {
  tx.done.catch(() => {})
  try {
    tx.abort()
  } catch {
    // It has already ended by itself.
  }
}

async function append(tx: Write, tools: Tools, name: string, input: unknown, more: More): Promise<Entry> {
  const me = await self(tx)
  const after = more.after === undefined ? undefined : await latest(tx, more.after)
  const persons = new Set([...(more.persons ?? []), ...personsOf(tools.capabilities, name, input)])
  const entry: Entry = {
    id: tools.newId(),
    order: me.nextOrder,
    seq: me.nextSeq,
    state: 'pending',
    name,
    input,
    occurredAt: new Date(tools.now()).toISOString(),
    ...(me.packRelease !== undefined && { packRelease: me.packRelease }),
    ...(after !== undefined && { after }),
    ...(more.replaces !== undefined && { replaces: more.replaces }),
    persons: [...persons],
  }
  await tx.objectStore('entry').put(entry)
  await tx.objectStore('self').put({ ...me, nextOrder: me.nextOrder + 1, nextSeq: me.nextSeq + 1 }, 'self')
  return entry
}

/** The command that stands for this one now: itself, or the last correction of it. */
async function latest(tx: Write, id: Id): Promise<Id> {
  const entry = await tx.objectStore('entry').get(id)
  return entry?.replacedBy === undefined ? id : latest(tx, entry.replacedBy)
}

/** What the next request carries, in order, and whether that is all there is. */
export async function nextBatch(store: Store, most = BATCH): Promise<{ entries: Entry[]; whole: boolean }> {
  const pending = await store.getAllFromIndex('entry', 'seq', null, most + 1)
  const entries: Entry[] = []
  const persons = new Set<Id>()
  let bytes = 0
  for (const entry of pending.slice(0, most)) {
    bytes += JSON.stringify(entry.input).length
    for (const person of entry.persons) persons.add(person)
    if (entries.length > 0 && (bytes > BATCH_BYTES || persons.size > BATCH)) break
    entries.push(entry)
  }
  return { entries, whole: entries.length === pending.length }
}

export function envelopeOf(entry: Entry): Envelope {
  const { id, seq, name, input, occurredAt, packRelease, after, replaces } = entry
  return {
    id,
    seq: seq as number,
    name,
    input,
    occurredAt,
    ...(packRelease !== undefined && { packRelease }),
    ...(after !== undefined && { after }),
    ...(replaces !== undefined && { replaces }),
  }
}

/** Takes one answer in, all of it or nothing. Returns whether anything moved. */
export async function settle(
  store: Store,
  tools: Tools,
  sent: readonly Entry[],
  response: SyncResponse,
  pulled: boolean,
): Promise<boolean> {
  const tx = write(store)
  const entries = tx.objectStore('entry')
  const me = await self(tx)
  const moved = new Set<Id>()
  let progress = pulled && response.cursor !== me.cursor
  let waiting = false

  for (const [index, { id }] of sent.entries()) {
    const entry = await entries.get(id)
    const outcome = response.outcomes[index]
    if (entry?.state !== 'pending' || !outcome) continue
    if (outcome.outcome === 'waiting') {
      waiting = true
      continue
    }
    progress = true
    for (const person of entry.persons) moved.add(person)
    if (outcome.outcome === 'applied') await finish(tx, tools, entry, outcome.output, response.database)
    else
      await refuse(
        tx,
        tools.now(),
        entry,
        outcome.problem as ProblemDocument | undefined,
        outcome.outcome === 'parked',
      )
  }

  const restored = me.database !== undefined && me.database !== response.database
  if (restored) for (const person of await sendAgain(tx, response.database)) moved.add(person)
  if (response.changes) for (const person of await takeChanges(tx, response.changes)) moved.add(person)
  await forgetOld(tx, tools.now())

  const after = await self(tx)
  const next: Self = { ...after, database: response.database, packRelease: response.packRelease }
  if (pulled && response.changes) next.cursor = response.cursor
  if (!response.more && response.changes) next.syncedAt = tools.now()
  await tx.objectStore('self').put(next, 'self')
  if (waiting || restored) progress = (await renumber(tx, response.expected)) || progress

  await replay(tx, moved, tools)
  await tx.done
  return progress
}

async function finish(tx: Write, tools: Tools, entry: Entry, output: unknown, database: Id): Promise<void> {
  const { seq: _sent, ...kept } = entry
  await tx.objectStore('entry').put({ ...kept, state: 'applied', output, database, endedAt: tools.now() })
  if (entry.replaces !== undefined) await resendChildren(tx, tools, entry.replaces)
}

/** What waited for a corrected command goes out again by itself, with new ids. */
async function resendChildren(tx: Write, tools: Tools, parent: Id): Promise<void> {
  const children = await tx.objectStore('entry').index('after').getAll(parent)
  for (const child of children.sort((one, other) => one.order - other.order)) {
    if (child.state === 'attention' && child.parked) await correct(tx, tools, child, child.input)
  }
}

async function refuse(
  tx: Write,
  now: number,
  entry: Entry,
  problem: ProblemDocument | undefined,
  parked: boolean,
): Promise<void> {
  const { seq: _sent, ...kept } = entry
  const refused = { ...kept, parked, problem: problem ?? toDocument(conflict('command.failed')) }
  // That something was given up need not be decided twice.
  const over = entry.name === discardCommand.name
  await tx
    .objectStore('entry')
    .put({ ...refused, state: over ? 'answered' : 'attention', ...(over && { endedAt: now }) })
}

/** Gives what is still pending the numbers the server expects, in the same order. */
async function renumber(tx: Write, expected: number): Promise<boolean> {
  const entries = tx.objectStore('entry')
  const pending = (await entries.index('seq').getAll()).sort((one, other) => one.order - other.order)
  if (pending[0]?.seq === expected) return false
  for (const [index, entry] of pending.entries()) await entries.put({ ...entry, seq: expected + index })
  await tx.objectStore('self').put({ ...(await self(tx)), nextSeq: expected + pending.length }, 'self')
  return pending.length > 0
}

/** The server was restored from a backup: what only its lost days knew is sent again; its ids keep it from happening twice. */
async function sendAgain(tx: Write, database: Id): Promise<Set<Id>> {
  const moved = new Set<Id>()
  for (const entry of await tx.objectStore('entry').index('state').getAll('applied')) {
    if (entry.database === database) continue
    const { endedAt: _ended, ...kept } = entry
    await tx.objectStore('entry').put({ ...kept, state: 'pending', seq: 0 })
    for (const person of entry.persons) moved.add(person)
  }
  return moved
}

async function forgetOld(tx: Write, now: number): Promise<void> {
  const over = IDBKeyRange.upperBound(now - KEPT_MS)
  for (const id of await tx.objectStore('entry').index('endedAt').getAllKeys(over))
    await tx.objectStore('entry').delete(id)
}

// ---- what needs attention

/** What the server did not take in and nobody has decided about yet, oldest first. */
export async function needingAttention(store: Store): Promise<Entry[]> {
  const found = await store.getAllFromIndex('entry', 'state', 'attention')
  return found.sort((one, other) => one.order - other.order)
}

async function correct(tx: Write, tools: Tools, old: Entry, input: unknown): Promise<Entry> {
  const entry = await append(tx, tools, old.name, input, {
    replaces: old.id,
    ...(old.after !== undefined && { after: old.after }),
    persons: old.persons,
  })
  // It happened when it happened; only the words were corrected.
  await tx.objectStore('entry').put({ ...entry, occurredAt: old.occurredAt })
  await tx.objectStore('entry').put({ ...old, state: 'replaced', replacedBy: entry.id, endedAt: tools.now() })
  return entry
}

/**
 * Sends a refused command again, corrected or as it was; it goes out under a new id.
 * @throws Problem command.not_kept when somebody decided about it in another tab
 */
export async function resend(store: Store, tools: Tools, id: Id, input?: unknown): Promise<Id> {
  const tx = write(store)
  const old = await kept(tx, id)
  const entry = await correct(tx, tools, old, input ?? old.input)
  await replay(tx, entry.persons, tools)
  await tx.done
  return entry.id
}

/** Gives a refused command up, with everything that waited for it; the reason is sent and kept beside each. */
export async function discard(store: Store, tools: Tools, id: Id, reason: string): Promise<void> {
  const tx = write(store)
  const first = await kept(tx, id)
  const given = [first]
  for (const parent of given) {
    const children = await tx.objectStore('entry').index('after').getAll(parent.id)
    given.push(...children.filter((child) => child.state === 'attention'))
  }
  for (const entry of given) {
    await tx.objectStore('entry').put({ ...entry, state: 'discarded', reason, endedAt: tools.now() })
    await append(tx, tools, discardCommand.name, { id: entry.id, reason }, {})
  }
  await tx.done
}

async function kept(tx: Write, id: Id): Promise<Entry> {
  const entry = await tx.objectStore('entry').get(id)
  if (entry?.state === 'attention') return entry
  abandon(tx)
  throw unknown('command.not_kept', { id })
}

/** Whoever made the command saw the refusal on the same screen and goes on from there. */
export async function markAnswered(store: Store, id: Id, now: number): Promise<void> {
  const entry = await store.get('entry', id)
  if (entry?.state === 'attention') await store.put('entry', { ...entry, state: 'answered', endedAt: now })
}

/** The office withdrew this device: everyone kept here is forgotten, and what was not sent waits for a decision. */
export async function revoke(store: Store, tools: Tools, problem: Problem): Promise<void> {
  const tx = write(store)
  await tx.objectStore('person').clear()
  for (const entry of await tx.objectStore('entry').index('seq').getAll()) {
    await refuse(tx, tools.now(), entry, toDocument(problem), false)
  }
  const me = await self(tx)
  await tx
    .objectStore('self')
    .put({ ...newSelf(tools.newId()), nextOrder: me.nextOrder, revoked: true }, 'self')
  await tx.done
}

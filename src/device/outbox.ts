// Commands made on this device: kept in order until the server has decided, and what it refused until a person has.
import * as z from 'zod/mini'
import type { Command } from '../kernel/command.ts'
import { BATCH, discardCommand, type Envelope, type SyncResponse } from '../kernel/envelope.ts'
import { toDocument, type ProblemDocument } from '../kernel/problem.ts'
import { commandFailed, commandNotKept, inputInvalid } from '../kernel/problems.ts'
import type { Id } from '../kernel/words.ts'
import { applyNow, personsOf, replay, takeChanges, type Applying } from './replica.ts'
import type { Draft, Entry, Kept, Self } from './store.ts'

/** A request carries at most this many bytes of commands, so that a slow line finishes one. */
const BATCH_BYTES = 400_000
/** Applied commands are kept this long: a server restored from a backup gets back what it lost. */
const KEPT_MS = 14 * 86_400_000

export type OutboxContext = Applying & { newId: () => Id }

type More = { after?: Id; replaces?: Id; persons?: readonly Id[] }

/**
 * Keeps a command and shows what it does at once; it is sent when there is a network.
 * @throws Problem when its input is malformed or a rule refuses it already here
 */
export function enqueue(
  draft: Draft,
  tools: OutboxContext,
  command: Command,
  input: unknown,
  more: Pick<More, 'after' | 'persons'> = {},
): Id {
  const parsed = z.safeParse(command.input, input)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), reason: code }))
    throw inputInvalid({ fields })
  }
  const entry = append(draft, tools, command.name, input, more)
  applyNow(draft, entry, tools)
  return entry.id
}

function append(draft: Draft, tools: OutboxContext, name: string, input: unknown, more: More): Entry {
  const me = draft.self
  const after = more.after === undefined ? undefined : latest(draft, more.after)
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
  put(draft, entry)
  draft.self = { ...me, nextOrder: me.nextOrder + 1, nextSeq: me.nextSeq + 1 }
  return entry
}

const put = ({ entries }: Draft, entry: Entry) => void entries.set(entry.id, entry)

/** The command that stands for this one now: itself, or the last correction of it. */
function latest(draft: Draft, id: Id): Id {
  const replacedBy = draft.entries.get(id)?.replacedBy
  return replacedBy === undefined ? id : latest(draft, replacedBy)
}

const bySeq = (one: Entry, other: Entry) => (one.seq ?? 0) - (other.seq ?? 0)
const byOrder = (one: Entry, other: Entry) => one.order - other.order

/** What waits to be sent, in the order of its places. */
export const pendingIn = ({ entries }: Kept): Entry[] =>
  [...entries.values()].filter(({ seq }) => seq !== undefined).sort(bySeq)

const childrenOf = ({ entries }: Draft, parent: Id): Entry[] =>
  [...entries.values()].filter(({ after }) => after === parent)

/** What the next request carries, in order, and whether that is all there is. */
export function nextBatch(kept: Kept, most = BATCH): { entries: Entry[]; whole: boolean } {
  const pending = pendingIn(kept)
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

/** Takes one answer in. Returns whether anything moved. */
export function settle(
  draft: Draft,
  tools: OutboxContext,
  sent: readonly Entry[],
  response: SyncResponse,
  pulled: boolean,
): boolean {
  const me = draft.self
  const moved = new Set<Id>()
  let progress = pulled && response.cursor !== me.cursor
  let waiting = false

  for (const [index, { id }] of sent.entries()) {
    const entry = draft.entries.get(id)
    const outcome = response.outcomes[index]
    if (entry?.state !== 'pending' || !outcome) continue
    if (outcome.outcome === 'waiting') {
      waiting = true
      continue
    }
    progress = true
    for (const person of entry.persons) moved.add(person)
    if (outcome.outcome === 'applied') finish(draft, tools, entry, outcome.output, response.database)
    else {
      const problem = outcome.problem as ProblemDocument | undefined
      refuse(draft, tools.now(), entry, problem, outcome.outcome === 'parked')
    }
  }

  const restored = me.database !== undefined && me.database !== response.database
  if (restored) for (const person of sendAgain(draft, response.database)) moved.add(person)
  if (response.changes) for (const person of takeChanges(draft, response.changes)) moved.add(person)
  forgetOld(draft, tools.now())

  const next: Self = { ...draft.self, database: response.database, packRelease: response.packRelease }
  if (pulled && response.changes) next.cursor = response.cursor
  if (!response.more && response.changes) next.syncedAt = tools.now()
  draft.self = next
  if (waiting || restored) progress = renumber(draft, response.expected) || progress

  replay(draft, moved, tools)
  return progress
}

function finish(draft: Draft, tools: OutboxContext, entry: Entry, output: unknown, database: Id): void {
  const { seq: _sent, ...kept } = entry
  put(draft, { ...kept, state: 'applied', output, database, endedAt: tools.now() })
  if (entry.replaces !== undefined) resendChildren(draft, tools, entry.replaces)
}

/** What waited for a corrected command goes out again by itself, with new ids. */
function resendChildren(draft: Draft, tools: OutboxContext, parent: Id): void {
  for (const child of childrenOf(draft, parent).sort(byOrder)) {
    if (child.state === 'attention' && child.parked) correct(draft, tools, child, child.input)
  }
}

function refuse(
  draft: Draft,
  now: number,
  entry: Entry,
  problem: ProblemDocument | undefined,
  parked: boolean,
): void {
  const { seq: _sent, ...kept } = entry
  const refused = { ...kept, parked, problem: problem ?? toDocument(commandFailed()) }
  // That something was given up need not be decided twice.
  const over = entry.name === discardCommand.name
  put(draft, { ...refused, state: over ? 'answered' : 'attention', ...(over && { endedAt: now }) })
}

/** Gives what is still pending the numbers the server expects, in the same order. */
function renumber(draft: Draft, expected: number): boolean {
  const pending = pendingIn(draft).sort(byOrder)
  if (pending[0]?.seq === expected) return false
  for (const [index, entry] of pending.entries()) put(draft, { ...entry, seq: expected + index })
  draft.self = { ...draft.self, nextSeq: expected + pending.length }
  return pending.length > 0
}

/** The server was restored from a backup: what only its lost days knew is sent again; its ids keep it from happening twice. */
function sendAgain(draft: Draft, database: Id): Set<Id> {
  const moved = new Set<Id>()
  for (const entry of draft.entries.values()) {
    if (entry.state !== 'applied' || entry.database === database) continue
    const { endedAt: _ended, ...kept } = entry
    put(draft, { ...kept, state: 'pending', seq: 0 })
    for (const person of entry.persons) moved.add(person)
  }
  return moved
}

function forgetOld({ entries }: Draft, now: number): void {
  for (const { id, endedAt } of entries.values()) {
    if (endedAt !== undefined && endedAt <= now - KEPT_MS) entries.delete(id)
  }
}

// ---- what needs attention

/** What the server did not take in and nobody has decided about yet, oldest first. */
export const needingAttention = ({ entries }: Kept): Entry[] =>
  [...entries.values()].filter(({ state }) => state === 'attention').sort(byOrder)

function correct(draft: Draft, tools: OutboxContext, old: Entry, input: unknown): Entry {
  const entry = append(draft, tools, old.name, input, {
    replaces: old.id,
    ...(old.after !== undefined && { after: old.after }),
    persons: old.persons,
  })
  // It happened when it happened; only the words were corrected.
  put(draft, { ...entry, occurredAt: old.occurredAt })
  put(draft, { ...old, state: 'replaced', replacedBy: entry.id, endedAt: tools.now() })
  return entry
}

/**
 * Sends a refused command again, corrected or as it was; it goes out under a new id.
 * @throws Problem command.not_kept when somebody decided about it in another tab
 */
export function resend(draft: Draft, tools: OutboxContext, id: Id, input?: unknown): Id {
  const old = kept(draft, id)
  const entry = correct(draft, tools, old, input ?? old.input)
  replay(draft, entry.persons, tools)
  return entry.id
}

/** Gives a refused command up, with everything that waited for it; the reason is sent and kept beside each. */
export function discard(draft: Draft, tools: OutboxContext, id: Id, reason: string): void {
  const given = [kept(draft, id)]
  for (const parent of given)
    given.push(...childrenOf(draft, parent.id).filter(({ state }) => state === 'attention'))
  for (const entry of given) {
    put(draft, { ...entry, state: 'discarded', reason, endedAt: tools.now() })
    append(draft, tools, discardCommand.name, { id: entry.id, reason }, {})
  }
}

function kept({ entries }: Draft, id: Id): Entry {
  const entry = entries.get(id)
  if (entry?.state === 'attention') return entry
  throw commandNotKept({ id })
}

/** Whoever made the command saw the refusal on the same screen and goes on from there. */
export function markAnswered(draft: Draft, id: Id, now: number): void {
  const entry = draft.entries.get(id)
  if (entry?.state === 'attention') put(draft, { ...entry, state: 'answered', endedAt: now })
}

/** The people kept here were erased and what waits to be sent was not: shows that much, and asks for everyone again. */
export function beginAnew(draft: Draft, tools: OutboxContext): void {
  draft.self = { ...draft.self, cursor: null }
  replay(draft, new Set(pendingIn(draft).flatMap(({ persons }) => persons)), tools)
}

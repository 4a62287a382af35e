// The outbox: commands made on this device, stored in order until the server decides, and refused ones until
// a person does.
import type { Command } from '../kernel/command.ts'
import { BATCH, discardCommand } from '../kernel/device-sync.ts'
import type { Envelope, SyncResponse } from '../kernel/envelope.ts'
import { toDocument, type ProblemDocument } from '../kernel/problem.ts'
import { commandFailed, commandNotKept, inputInvalid } from '../kernel/problems.ts'
import type { Id } from '../kernel/words.ts'
import { applyToLists, documentsOf, replayLists, takeLists } from './lists.ts'
import { commandNamed, withInput } from './parts.ts'
import { applyNow, personsOf, replay, takeChanges, type Applying } from './replica.ts'
import type { KeptFile } from './files.ts'
import type { Draft, Entry, Kept, Self } from './store.ts'

/** At most this many bytes of commands in one request, so that a slow connection completes it. */
const BATCH_BYTES = 400_000
/**
 * Applied commands are kept this long, to send them again to a server that was restored from an older backup.
 */
const KEPT_MS = 14 * 86_400_000

export type OutboxContext = Applying & { newId: () => Id }

type More = {
  id?: Id
  after?: Id
  replaces?: Id
  persons?: readonly Id[]
  files?: readonly KeptFile[] | undefined
}

/**
 * Stores a command and applies it locally at once; it is sent when there is a network. With the `id` of a command that
 * is stored already it does nothing: a form sends that again when it does not know what became of it.
 * @throws Problem when its input is malformed or a rule on the device refuses it
 */
export function enqueue(
  draft: Draft,
  context: OutboxContext,
  command: Command,
  input: unknown,
  more: Pick<More, 'id' | 'after' | 'persons' | 'files'> = {},
): Id {
  if (more.id !== undefined && draft.entries.has(more.id)) return more.id
  check(withInput(context.capabilities, command), input)
  const entry = append(draft, context, command.name, input, more)
  applyNow(draft, entry, context)
  applyToLists(draft, entry, context)
  return entry.id
}

function check({ input: schema }: Command, input: unknown) {
  const parsed = schema.safeParse(input)
  if (parsed.success) return
  const fields = parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), reason: code }))
  throw inputInvalid({ fields })
}

function append(draft: Draft, context: OutboxContext, name: string, input: unknown, more: More): Entry {
  const me = draft.self
  const after = more.after === undefined ? undefined : latest(draft, more.after)
  const persons = new Set([...(more.persons ?? []), ...personsOf(context.capabilities, name, input)])
  const documents = documentsOf(context.capabilities, name, input)
  const entry: Entry = {
    id: more.id ?? context.newId(),
    order: me.nextOrder,
    seq: me.nextSeq,
    state: 'pending',
    name,
    input,
    occurredAt: new Date(context.now()).toISOString(),
    ...(me.packRelease !== undefined && { packRelease: me.packRelease }),
    ...(after !== undefined && { after }),
    ...(more.replaces !== undefined && { replaces: more.replaces }),
    persons: [...persons],
    ...(documents.length > 0 && { documents }),
    ...(more.files && more.files.length > 0 && { files: [...more.files] }),
  }
  put(draft, entry)
  draft.self = { ...me, nextOrder: me.nextOrder + 1, nextSeq: me.nextSeq + 1 }
  return entry
}

export const put = ({ entries }: Draft, entry: Entry) => void entries.set(entry.id, entry)

/** The id of the command itself, or of its last correction. */
function latest(draft: Draft, id: Id): Id {
  const replacedBy = draft.entries.get(id)?.replacedBy
  return replacedBy === undefined ? id : latest(draft, replacedBy)
}

const bySeq = (one: Entry, other: Entry) => (one.seq ?? 0) - (other.seq ?? 0)
const byOrder = (one: Entry, other: Entry) => one.order - other.order

/** The commands to be sent, in the order of `seq`. */
export const pendingIn = ({ entries }: Kept): Entry[] =>
  [...entries.values()].filter(({ seq }) => seq !== undefined).sort(bySeq)

const childrenOf = ({ entries }: Draft, parent: Id): Entry[] =>
  [...entries.values()].filter(({ after }) => after === parent)

/**
 * The commands of the next request, in order; `whole` when no others are pending. A command with files begins one: the
 * person of a file may be somebody whom an earlier command registers.
 */
export function nextBatch(kept: Kept, most = BATCH): { entries: Entry[]; whole: boolean } {
  const pending = pendingIn(kept)
  const entries: Entry[] = []
  const persons = new Set<Id>()
  let bytes = 0
  for (const entry of pending.slice(0, most)) {
    bytes += JSON.stringify(entry.input).length
    for (const person of entry.persons) persons.add(person)
    const isFull = bytes > BATCH_BYTES || persons.size > BATCH
    if (entries.length > 0 && (isFull || entry.files)) break
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

/** Applies one answer of the server. Returns whether there was progress. */
export function settle(
  draft: Draft,
  context: OutboxContext,
  sent: readonly Entry[],
  response: SyncResponse,
  pulled: boolean,
): boolean {
  const me = draft.self
  const moved = new Set<Id>()
  const places = new Set<string>()
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
    for (const place of entry.documents ?? []) places.add(place)
    if (outcome.outcome === 'applied') finish(draft, context, entry, outcome.output, response.database)
    else {
      const problem = outcome.problem as ProblemDocument | undefined
      refuse(draft, context.now(), entry, problem, outcome.outcome === 'parked')
    }
  }

  const restored = me.database !== undefined && me.database !== response.database
  if (restored)
    for (const { persons, documents = [] } of sendAgain(draft, response.database)) {
      for (const person of persons) moved.add(person)
      for (const place of documents) places.add(place)
    }
  if (response.changes) for (const person of takeChanges(draft, response.changes)) moved.add(person)
  const lists = takeLists(draft, response.lists ?? [])
  for (const place of lists.moved) places.add(place)
  progress = lists.progress || progress
  forgetOld(draft, context.now())

  const next: Self = { ...draft.self, database: response.database, packRelease: response.packRelease }
  if (pulled && response.changes) next.cursor = response.cursor
  if (pulled && !response.more && response.changes) next.syncedAt = context.now()
  draft.self = next
  if (waiting || restored) progress = renumber(draft, response.expected) || progress

  replayLists(draft, places, context)
  replay(draft, moved, context)
  return progress
}

function finish(draft: Draft, context: OutboxContext, entry: Entry, output: unknown, database: Id): void {
  const { seq: _sent, ...kept } = entry
  put(draft, { ...kept, state: 'applied', output, database, endedAt: context.now() })
  if (entry.replaces !== undefined) resendChildren(draft, context, entry.replaces)
}

/** Sends the commands that were parked behind a corrected one again, with new ids. */
function resendChildren(draft: Draft, context: OutboxContext, parent: Id): void {
  for (const child of childrenOf(draft, parent).sort(byOrder)) {
    if (child.state === 'attention' && child.parked) correct(draft, context, child, child.input)
  }
}

export function refuse(
  draft: Draft,
  now: number,
  entry: Entry,
  problem: ProblemDocument | undefined,
  parked: boolean,
): void {
  const { seq: _sent, ...kept } = entry
  const refused = { ...kept, parked, problem: problem ?? toDocument(commandFailed()) }
  // A refused discard needs no second decision by a person.
  const over = entry.name === discardCommand.name
  put(draft, { ...refused, state: over ? 'answered' : 'attention', ...(over && { endedAt: now }) })
}

/** Gives the pending commands the `seq` numbers that the server expects, in the same order. */
function renumber(draft: Draft, expected: number): boolean {
  const pending = pendingIn(draft).sort(byOrder)
  if (pending[0]?.seq === expected) return false
  for (const [index, entry] of pending.entries()) put(draft, { ...entry, seq: expected + index })
  draft.self = { ...draft.self, nextSeq: expected + pending.length }
  return pending.length > 0
}

/**
 * After the server was restored from a backup: sends applied commands again; their ids keep them from being
 * applied twice.
 */
function sendAgain(draft: Draft, database: Id): Entry[] {
  const again: Entry[] = []
  for (const entry of draft.entries.values()) {
    if (entry.state !== 'applied' || entry.database === database) continue
    const { endedAt: _ended, ...kept } = entry
    put(draft, { ...kept, state: 'pending', seq: 0 })
    again.push(entry)
  }
  return again
}

function forgetOld({ entries }: Draft, now: number): void {
  for (const { id, endedAt } of entries.values()) {
    if (endedAt !== undefined && endedAt <= now - KEPT_MS) entries.delete(id)
  }
}

// ---- refused commands

/** Commands that the server refused and a person has not decided about yet, oldest first. */
export const needingAttention = ({ entries }: Kept): Entry[] =>
  [...entries.values()].filter(({ state }) => state === 'attention').sort(byOrder)

/** It is not sent any more, nor are its files. */
function end(draft: Draft, { files: _files, ...entry }: Entry, how: Partial<Entry>): void {
  put(draft, { ...entry, ...how })
}

function correct(draft: Draft, context: OutboxContext, old: Entry, input: unknown): Entry {
  const entry = append(draft, context, old.name, input, {
    replaces: old.id,
    ...(old.after !== undefined && { after: old.after }),
    persons: old.persons,
    // A file that the server refused is refused again: the rest goes without it.
    files: old.problem?.code.startsWith('attachment.') ? [] : old.files,
  })
  // Only the input was corrected: the time of the event stays.
  put(draft, { ...entry, occurredAt: old.occurredAt })
  end(draft, old, { state: 'replaced', replacedBy: entry.id, endedAt: context.now() })
  return entry
}

/**
 * Sends a refused command again, corrected or unchanged, under a new id. Returns that id.
 * @throws Problem when what it was corrected to is malformed; command.not_kept when it was already decided in
 *   another tab
 */
export function resend(draft: Draft, context: OutboxContext, id: Id, input?: unknown): Id {
  const old = kept(draft, id)
  const command = commandNamed(context.capabilities, old.name)
  if (input !== undefined && command) check(command, input)
  const entry = correct(draft, context, old, input ?? old.input)
  replayLists(draft, new Set(entry.documents), context)
  replay(draft, entry.persons, context)
  return entry.id
}

/**
 * Discards a refused command and all refused ones that depend on it; the reason is sent and stored with each.
 */
export function discard(draft: Draft, context: OutboxContext, id: Id, reason: string): void {
  const given = [kept(draft, id)]
  for (const parent of given)
    given.push(...childrenOf(draft, parent.id).filter(({ state }) => state === 'attention'))
  for (const entry of given) {
    end(draft, entry, { state: 'discarded', reason, endedAt: context.now() })
    append(draft, context, discardCommand.name, { id: entry.id, reason }, {})
  }
}

function kept({ entries }: Draft, id: Id): Entry {
  const entry = entries.get(id)
  if (entry?.state === 'attention') return entry
  throw commandNotKept({ id })
}

/** Marks a refusal as seen: the user saw it on the screen that sent the command. */
export function markAnswered(draft: Draft, id: Id, now: number): void {
  const entry = draft.entries.get(id)
  if (entry?.state === 'attention') end(draft, entry, { state: 'answered', endedAt: now })
}

/**
 * After the people and lists were erased but the pending commands were not: shows those again, and asks the
 * server for everything.
 */
export function beginAnew(draft: Draft, context: OutboxContext): void {
  draft.self = { ...draft.self, cursor: null, lists: {} }
  const pending = pendingIn(draft)
  replayLists(draft, new Set(pending.flatMap(({ documents = [] }) => documents)), context)
  replay(draft, new Set(pending.flatMap(({ persons }) => persons)), context)
}

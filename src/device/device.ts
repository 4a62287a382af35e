// The device: stores commands and people for one user of one organisation, and synchronises with the server
// when it can.
import { v7 } from 'uuid'
import type { Actor } from '../kernel/actor.ts'
import { storeName } from '../kernel/device-sync.ts'
import type { SyncResponse } from '../kernel/envelope.ts'
import type { Command, Query } from '../kernel/command.ts'
import { Problem, type ProblemStatus } from '../kernel/problem.ts'
import { deviceFull } from '../kernel/problems.ts'
import type { Id } from '../kernel/words.ts'
import type { DeviceCapability, KeptLists, KeptPeople } from './capability.ts'
import { forgetOldDrafts, formDrafts } from './drafts.ts'
import { exchange, type Send } from './exchange.ts'
import {
  beginAnew,
  discard,
  enqueue,
  envelopeOf,
  markAnswered,
  needingAttention,
  nextBatch,
  pendingIn,
  resend,
  settle,
  type OutboxContext,
} from './outbox.ts'
import { keptLists, labelsOf, listsToPull } from './lists.ts'
import { loadedParts, type Parts } from './parts.ts'
import { overAnswer } from './pending.ts'
import { keptPeople } from './replica.ts'
import {
  hasFile,
  openStore,
  type Draft,
  type Entry,
  type EntryState,
  type Kept,
  type Store,
} from './store.ts'

/** A screen waits this long for the server; after that it shows the command as stored on the device. */
const SERVER_WAIT_MS = 8_000

/**
 * `idle`: everything is sent and pulled. `later`: the server did not answer; the device tries again by
 * itself. `signed_out` and `refused` need a person to act; unsent commands stay here meanwhile. `revoked` is
 * final: the people are erased, and the code that opened the device hands over what was not sent and erases
 * the store.
 */
export type Connection = 'idle' | 'busy' | 'later' | 'signed_out' | 'revoked' | 'refused'

export type Status = {
  connection: Connection
  pending: number
  attention: number
  people: number
  syncedAt?: number
  /** Why the whole exchange is refused, or why its result could not be stored. */
  problem?: Problem
}

export type Sent =
  | { state: 'done'; output: unknown }
  | { state: 'kept' }
  | { state: 'refused'; problem: Problem }

type More = { id?: Id; after?: Id; persons?: readonly Id[] }

export type DeviceOptions = {
  actor: Actor
  capabilities: readonly DeviceCapability[] | Parts
  /** Encrypts the store. */
  key: CryptoKey
  /** The device id of a new store; an existing one keeps its own. */
  device?: Id
  /** The people of this store were erased and must be fetched again. */
  emptied?: boolean
  /** The clock may be wrong: nothing is erased because of its age. */
  doubtsClock?: boolean
  send?: Send
  now?: () => number
  newId?: () => Id
}

export type Device = Awaited<ReturnType<typeof openDevice>>

export async function openDevice(options: DeviceOptions) {
  const {
    actor,
    capabilities,
    key,
    now = Date.now,
    newId = v7,
    device = newId(),
    emptied = false,
    doubtsClock = false,
    send = (path, init) => fetch(path, init),
  } = options
  const name = storeName(actor)
  const parts = 'loaded' in capabilities ? capabilities : loadedParts(capabilities)
  const context: OutboxContext = {
    get capabilities() {
      return parts.loaded
    },
    actor,
    now,
    newId,
  }
  const store: Store = await openStore(name, key, device)
  const people = keptPeople(store.read, context)
  if (!doubtsClock) await store.write((draft) => forgetOldDrafts(draft, now())).catch(unlessFull)
  const channel = new BroadcastChannel(name)
  const listeners = new Set<() => void>()
  let connection: Connection = 'idle'
  let seconds: number | undefined
  let problem: Problem | undefined
  let flushing: Promise<Connection> | undefined

  /**
   * Changes the store with the capabilities of all its commands and of these: whatever is applied again is applied
   * whole. Another tab may have stored a command meanwhile.
   * @throws when one of them cannot be fetched
   */
  async function write<T>(names: readonly string[], work: (draft: Draft) => T): Promise<T> {
    await parts.load(namesIn(await store.read(), names))
    for (;;) {
      let lacking: string[] = []
      const result = await store.write((draft) => {
        lacking = parts.lacking(namesIn(draft, names))
        return lacking.length === 0 ? work(draft) : undefined
      })
      if (lacking.length === 0) return result as T
      await parts.load(lacking)
    }
  }
  /** Stores a command, with the files among its input. */
  async function keep(command: Command, given: unknown, more: More): Promise<Id> {
    const { input, files } = hasFile(given)
      ? await (await import('./files.ts')).takeFiles(given, newId)
      : { input: given, files: undefined }
    return await write([command.name], (draft) => enqueue(draft, context, command, input, { ...more, files }))
  }
  if (emptied) await write([], (draft) => beginAnew(draft, context))

  channel.onmessage = () => listeners.forEach((listener) => listener())

  function changed() {
    channel.postMessage(null)
    listeners.forEach((listener) => listener())
  }

  function setConnection(next: Connection): Connection {
    connection = next
    changed()
    return next
  }

  /**
   * Sends what is pending and pulls what changed. One tab at a time; calls while one runs join the next
   * round.
   */
  async function flush(): Promise<Connection> {
    if (flushing) await flushing.catch(() => {})
    flushing ??= navigator.locks
      .request(`${name}-flush`, exchangeAll)
      .catch((error: unknown) => {
        if (error instanceof Problem) problem = error
        setConnection('later')
        throw error
      })
      .finally(() => {
        flushing = undefined
      })
    return await flushing
  }

  async function exchangeAll(): Promise<Connection> {
    let most: number | undefined
    let isKnown = false
    setConnection('busy')
    for (;;) {
      const kept = await store.read()
      const me = kept.self
      const batch = nextBatch(kept, most)
      const [first] = batch.entries
      if (first?.files && isKnown) {
        // What cannot be fetched now is tried again, like a server that does not answer.
        const uploading = await import('./upload.ts').catch(() => undefined)
        if (!uploading) return setConnection('later')
        const stopped = await uploading.uploadFor(store, first, { send, owner: actor, now })
        changed()
        if (!stopped) continue
        seconds = stopped.seconds
        return setConnection(stopped.is)
      }
      // Before a file, which may take long, the server is asked whether this device was withdrawn.
      isKnown = first?.files !== undefined
      const { entries, whole } = isKnown ? { entries: [], whole: false } : batch
      const persons = new Set(entries.flatMap(({ persons: about }) => about))
      const lists = listsToPull(parts.lists, me)
      const request = {
        device: me.device,
        now: new Date(now()).toISOString(),
        commands: entries.map(envelopeOf),
        persons: [...persons],
        ...(whole && { pull: { cursor: me.cursor } }),
        ...(lists.length > 0 && { lists }),
      }
      const answer = await exchange(send, request, actor)
      seconds = answer.is === 'later' ? answer.seconds : undefined
      problem = 'problem' in answer ? answer.problem : undefined
      switch (answer.is) {
        case 'answer': {
          const take = (response: SyncResponse) =>
            write([], (draft) => settle(draft, context, entries, response, whole))
          const progress = await take(answer.response).catch(async (error: unknown) => {
            if (!deviceFull.is(error)) throw error
            problem = error
            // No room for the documents: what the server decided about the commands is stored all the same.
            const { lists: _lists, ...decided } = answer.response
            return await take({ ...decided, changes: null })
          })
          changed()
          if (answer.response.changes === null || problem) return setConnection('later')
          const { entries: left } = nextBatch(await store.read(), 1)
          const more = answer.response.more || answer.response.lists?.some((list) => list.more)
          if (left.length === 0 && whole && !more) return setConnection('idle')
          // Without progress, ask again after a pause: an immediate retry would loop for ever.
          if (!progress && !isKnown) return setConnection('later')
          break
        }
        case 'too_large':
          if (entries.length <= 1) return setConnection('later')
          most = Math.ceil(entries.length / 2)
          break
        case 'revoked':
          await store.write((draft) => {
            draft.people.clear()
            draft.documents.clear()
            draft.forms.clear()
          })
          return setConnection('revoked')
        default:
          return setConnection(answer.is)
      }
    }
  }

  return {
    people,
    flush,
    /** Seconds that the server asked to wait before the next request. */
    pause: () => seconds,

    async enqueue(command: Command, input: unknown, more: More = {}): Promise<Id> {
      const id = await keep(command, input, more)
      changed()
      return id
    },

    /**
     * For a screen: stores the command, unless one of this id is stored already, and, if there seems to be a
     * network, waits briefly for the server's result.
     */
    async send(command: Command, input: unknown, more: More = {}): Promise<Sent> {
      let id: Id
      try {
        id = await keep(command, input, more)
      } catch (error) {
        if (error instanceof Problem) return { state: 'refused', problem: error }
        throw error
      }
      changed()
      if (navigator.onLine !== false)
        await Promise.race([flush().catch(() => {}), new Promise((go) => setTimeout(go, SERVER_WAIT_MS))])
      const entry = (await store.read()).entries.get(id)
      if (entry?.state === 'applied') return { state: 'done', output: entry.output }
      if (entry?.state !== 'attention' || !entry.problem) return { state: 'kept' }
      await store.write((draft) => markAnswered(draft, id, now()))
      changed()
      const { code, status, data } = entry.problem
      return { state: 'refused', problem: new Problem(code, status as ProblemStatus, data) }
    },

    /** Answers a query from the store; undefined when this device does not have the answer. */
    async ask(query: Query, input: unknown): Promise<{ output: unknown } | undefined> {
      await parts.load([query.name])
      const known = parts.loaded
        .flatMap(({ queries = [] }) => queries)
        .find(({ operation }) => operation.name === query.name)
      const output = await known?.run(
        people as KeptPeople,
        input as never,
        actor,
        keptLists(await store.read()),
      )
      return output === undefined ? undefined : { output }
    },

    drafts: formDrafts(store, now),

    /**
     * What the server answered, with the pending commands applied again; undefined when they do not change it.
     * Without an answer, because the server knows nobody of that id: somebody registered here and not sent yet.
     */
    async over(
      query: Query,
      input: unknown,
      answer?: { output: unknown },
    ): Promise<{ output: unknown } | undefined> {
      const kept = await store.read()
      const pending = pendingIn(kept)
      if (pending.length === 0) return undefined
      await parts.load([query.name, ...pending.map(({ name }) => name)])
      return await overAnswer(kept, context, { query, input, answer })
    },

    /** The ids of the pending commands, as one text. */
    unsent: async (): Promise<string> =>
      pendingIn(await store.read())
        .map(({ id }) => id)
        .join(' '),

    /** The lists as they are now; later changes are not seen in what it returns. */
    lists: async (): Promise<KeptLists> => keptLists(await store.read()),
    /** What a person calls the list documents that a command is about. */
    async labels(entry: Entry) {
      await parts.load((entry.documents ?? []).map((place) => place.slice(0, place.indexOf('/'))))
      return labelsOf(await store.read(), entry, parts.loaded)
    },

    async status(): Promise<Status> {
      const kept = await store.read()
      return {
        connection,
        pending: pendingIn(kept).length,
        attention: needingAttention(kept).length,
        people: kept.people.size,
        ...(kept.self.syncedAt !== undefined && { syncedAt: kept.self.syncedAt }),
        ...(problem && { problem }),
      }
    },

    attention: async () => needingAttention(await store.read()),
    entry: async (id: Id): Promise<Entry | undefined> => (await store.read()).entries.get(id),
    entries: async (state: EntryState): Promise<Entry[]> =>
      [...(await store.read()).entries.values()].filter((entry) => entry.state === state),

    async resend(id: Id, input?: unknown): Promise<Id> {
      const next = await write([], (draft) => resend(draft, context, id, input))
      changed()
      return next
    },

    async discard(id: Id, reason: string): Promise<void> {
      await write([], (draft) => discard(draft, context, id, reason))
      changed()
    },

    /**
     * Calls the listener after each change of the store, in this tab or another. Returns the function that
     * stops it.
     */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    close(): void {
      channel.close()
      listeners.clear()
      store.close()
    },
  }
}

/** Erasing what is old can wait until there is room again. */
function unlessFull(error: unknown): void {
  if (!deviceFull.is(error)) throw error
}

/** The names of these commands and of all that the store has, and one for whoever stores a person. */
const namesIn = ({ entries }: Pick<Kept, 'entries'>, names: readonly string[]): string[] => [
  ...new Set(['', ...names, ...[...entries.values()].map(({ name }) => name)]),
]

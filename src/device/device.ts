// The device: stores commands and people for one user of one organisation, and synchronises with the server
// when it can.
import { v7 } from 'uuid'
import type { Actor } from '../kernel/actor.ts'
import { storeName } from '../kernel/envelope.ts'
import type { Command, Query } from '../kernel/command.ts'
import { Problem, type ProblemStatus } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import type { DeviceCapability, KeptLists, KeptPeople } from './capability.ts'
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
import { keptPeople } from './replica.ts'
import { openStore, type Entry, type EntryState, type Store } from './store.ts'

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
  /** Why the whole exchange is refused. */
  problem?: Problem
}

export type Sent =
  | { state: 'done'; output: unknown }
  | { state: 'kept' }
  | { state: 'refused'; problem: Problem }

export type DeviceOptions = {
  actor: Actor
  capabilities: readonly DeviceCapability[]
  /** Encrypts the store. */
  key: CryptoKey
  /** The device id of a new store; an existing one keeps its own. */
  device?: Id
  /** The people of this store were erased and must be fetched again. */
  emptied?: boolean
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
    send = (path, init) => fetch(path, init),
  } = options
  const name = storeName(actor)
  const context: OutboxContext = { capabilities, actor, now, newId }
  const store: Store = await openStore(name, key, device)
  if (emptied) await store.write((draft) => beginAnew(draft, context))
  const people = keptPeople(store, capabilities)
  const channel = new BroadcastChannel(name)
  const listeners = new Set<() => void>()
  let connection: Connection = 'idle'
  let seconds: number | undefined
  let problem: Problem | undefined
  let flushing: Promise<Connection> | undefined

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
    setConnection('busy')
    for (;;) {
      const kept = await store.read()
      const me = kept.self
      const { entries, whole } = nextBatch(kept, most)
      const persons = new Set(entries.flatMap(({ persons: about }) => about))
      const lists = listsToPull(capabilities, me)
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
          const progress = await store.write((draft) =>
            settle(draft, context, entries, answer.response, whole),
          )
          changed()
          if (answer.response.changes === null) return setConnection('later')
          const { entries: left } = nextBatch(await store.read(), 1)
          const more = answer.response.more || answer.response.lists?.some((list) => list.more)
          if (left.length === 0 && whole && !more) return setConnection('idle')
          // Without progress, ask again after a pause: an immediate retry would loop for ever.
          if (!progress) return setConnection('later')
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

    async enqueue(
      command: Command,
      input: unknown,
      more: { after?: Id; persons?: readonly Id[] } = {},
    ): Promise<Id> {
      const id = await store.write((draft) => enqueue(draft, context, command, input, more))
      changed()
      return id
    },

    /**
     * For a screen: stores the command and, if there seems to be a network, waits briefly for the server's
     * result.
     */
    async send(
      command: Command,
      input: unknown,
      more: { after?: Id; persons?: readonly Id[] } = {},
    ): Promise<Sent> {
      let id: Id
      try {
        id = await store.write((draft) => enqueue(draft, context, command, input, more))
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
      const known = capabilities
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

    /** The lists as they are now; later changes are not seen in what it returns. */
    lists: async (): Promise<KeptLists> => keptLists(await store.read()),
    /** What a person calls the list documents that a command is about. */
    labels: async (entry: Entry) => labelsOf(await store.read(), entry, capabilities),

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
      const next = await store.write((draft) => resend(draft, context, id, input))
      changed()
      return next
    },

    async discard(id: Id, reason: string): Promise<void> {
      await store.write((draft) => discard(draft, context, id, reason))
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

// The device: keeps commands and people for one user of one organisation, and talks to the server whenever it can.
import { v7 } from 'uuid'
import type { Actor } from '../kernel/actor.ts'
import type { Command, Query } from '../kernel/command.ts'
import { Problem, type ProblemStatus } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import type { DeviceCapability, KeptPeople } from './capability.ts'
import { exchange, type Send } from './exchange.ts'
import {
  discard,
  enqueue,
  envelopeOf,
  markAnswered,
  needingAttention,
  nextBatch,
  resend,
  revoke,
  settle,
  type Tools,
} from './outbox.ts'
import { keptPeople } from './replica.ts'
import { openStore, self, selfOf, write, type Entry, type EntryState, type Store } from './store.ts'

/** Whoever acts on a screen waits this long for the server before the command counts as kept. */
const PATIENCE_MS = 8_000

/**
 * `idle`: everything is sent and pulled. `later`: the server did not answer, it is tried again by itself.
 * `signed_out`, `revoked` and `refused` wait for a person; whatever was done here stays here meanwhile.
 */
export type Line = 'idle' | 'busy' | 'later' | 'signed_out' | 'revoked' | 'refused'

export type Status = {
  line: Line
  pending: number
  attention: number
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
  send?: Send
  now?: () => number
  newId?: () => Id
}

export type Device = Awaited<ReturnType<typeof openDevice>>

/** The database of this user here; another user of the same phone has another, and sends nothing in this one's name. */
export const storeName = (actor: Pick<Actor, 'user' | 'organisation'>) =>
  `arraigo-${actor.organisation}-${actor.user}`

export async function openDevice(options: DeviceOptions) {
  const {
    actor,
    capabilities,
    now = Date.now,
    newId = v7,
    send = (path, init) => fetch(path, init),
  } = options
  const name = storeName(actor)
  const tools: Tools = { capabilities, actor, now, newId }
  const store: Store = await openStore(name, newId)
  const people = keptPeople(store, capabilities)
  const news = new BroadcastChannel(name)
  const listeners = new Set<() => void>()
  let line: Line = (await selfOf(store)).revoked ? 'revoked' : 'idle'
  let seconds: number | undefined
  let problem: Problem | undefined
  let flushing: Promise<Line> | undefined

  news.onmessage = () => listeners.forEach((listener) => listener())

  function changed() {
    news.postMessage(null)
    listeners.forEach((listener) => listener())
  }

  function becomes(next: Line): Line {
    line = next
    changed()
    return next
  }

  /** Sends what is pending and pulls what changed. One tab at a time; calls while one runs join the next round. */
  async function flush(): Promise<Line> {
    if (flushing) await flushing.catch(() => {})
    flushing ??= navigator.locks
      .request(`${name}-flush`, exchangeAll)
      .catch((error: unknown) => {
        becomes('later')
        throw error
      })
      .finally(() => {
        flushing = undefined
      })
    return await flushing
  }

  async function exchangeAll(): Promise<Line> {
    let most: number | undefined
    becomes('busy')
    for (;;) {
      const me = await selfOf(store)
      if (me.revoked) return becomes('revoked')
      const { entries, whole } = await nextBatch(store, most)
      const persons = new Set(entries.flatMap(({ persons: about }) => about))
      const answer = await exchange(send, {
        device: me.device,
        commands: entries.map(envelopeOf),
        persons: [...persons],
        ...(whole && { pull: { cursor: me.cursor } }),
      })
      seconds = answer.is === 'later' ? answer.seconds : undefined
      problem = 'problem' in answer ? answer.problem : undefined
      switch (answer.is) {
        case 'answer': {
          const progress = await settle(store, tools, entries, answer.response, whole)
          changed()
          if (answer.response.changes === null) return becomes('later')
          const { entries: left } = await nextBatch(store, 1)
          if (left.length === 0 && whole && !answer.response.more) return becomes('idle')
          // A server that moves nothing is asked again after a pause, never in a tight circle.
          if (!progress) return becomes('later')
          break
        }
        case 'too_large':
          if (entries.length <= 1) return becomes('later')
          most = Math.ceil(entries.length / 2)
          break
        case 'revoked':
          await revoke(store, tools, answer.problem)
          return becomes('revoked')
        default:
          return becomes(answer.is)
      }
    }
  }

  return {
    people,
    flush,
    /** Seconds the server asked to be left alone. */
    pause: () => seconds,

    async enqueue(
      command: Command,
      input: unknown,
      more: { after?: Id; persons?: readonly Id[] } = {},
    ): Promise<Id> {
      const id = await enqueue(store, tools, command, input, more)
      changed()
      return id
    },

    /** For a screen: keeps the command, and waits a moment for the server's word if there seems to be a network. */
    async send(
      command: Command,
      input: unknown,
      more: { after?: Id; persons?: readonly Id[] } = {},
    ): Promise<Sent> {
      let id: Id
      try {
        id = await enqueue(store, tools, command, input, more)
      } catch (error) {
        if (error instanceof Problem) return { state: 'refused', problem: error }
        throw error
      }
      changed()
      if (navigator.onLine !== false)
        await Promise.race([flush(), new Promise((go) => setTimeout(go, PATIENCE_MS))])
      const entry = await store.get('entry', id)
      if (entry?.state === 'applied') return { state: 'done', output: entry.output }
      if (entry?.state !== 'attention' || !entry.problem) return { state: 'kept' }
      await markAnswered(store, id, now())
      changed()
      const { code, status, data } = entry.problem
      return { state: 'refused', problem: new Problem(code, status as ProblemStatus, data) }
    },

    /** Answers a query from what is kept here; undefined when this device cannot know. */
    async ask(query: Query, input: unknown): Promise<{ output: unknown } | undefined> {
      const known = capabilities
        .flatMap(({ queries = [] }) => queries)
        .find(({ contract }) => contract.name === query.name)
      const output = await known?.run(people as KeptPeople, input as never, actor)
      return output === undefined ? undefined : { output }
    },

    async status(): Promise<Status> {
      const me = await selfOf(store)
      const pending = await store.countFromIndex('entry', 'seq')
      const attention = await store.countFromIndex('entry', 'state', 'attention')
      return {
        line: me.revoked ? 'revoked' : line,
        pending,
        attention,
        ...(me.syncedAt !== undefined && { syncedAt: me.syncedAt }),
        ...(problem && { problem }),
      }
    },

    attention: () => needingAttention(store),
    entry: (id: Id): Promise<Entry | undefined> => store.get('entry', id),
    entries: (state: EntryState): Promise<Entry[]> => store.getAllFromIndex('entry', 'state', state),

    async resend(id: Id, input?: unknown): Promise<Id> {
      const next = await resend(store, tools, id, input)
      changed()
      return next
    },

    async discard(id: Id, reason: string): Promise<void> {
      await discard(store, tools, id, reason)
      changed()
    },

    /** After its withdrawal: the signed-in user takes this device into use again, as a new one. */
    async resume(): Promise<void> {
      const tx = write(store)
      const { revoked: _over, ...me } = await self(tx)
      await tx.objectStore('self').put(me, 'self')
      await tx.done
      becomes('idle')
    },

    /** Hears that something here changed, in this tab or another. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    close(): void {
      news.close()
      listeners.clear()
      store.close()
    },
  }
}

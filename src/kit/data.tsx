// How a screen runs queries and commands: it passes the operation; answers are typed, refreshed live, and
// available without a network.
import {
  QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import type { Command, InputOf, OutputOf, Query } from '../kernel/command.ts'
import { Problem } from '../kernel/problem.ts'
import { clockWrong } from '../kernel/problems.ts'
import { isClockTrusted } from './clock.ts'
import { openLive } from './live.ts'
import { keepAnswer, keptAnswer } from './reference.ts'
import { request, Unreachable } from './request.ts'
import { loadWordsOf } from './texts.ts'

/** A new id (uuid version 7), made by the client that creates the record, online or not. */
export const newId = () => v7()

/**
 * The result of a command: carried out, stored on the device until there is a network, or refused with a
 * Problem.
 */
export type Result<Output> =
  | { state: 'done'; output: Output }
  | { state: 'kept' }
  | { state: 'refused'; problem: Problem }

/** The part of the device's outbox that screens use; `entry/web.tsx` passes it in. */
export type Outbox = {
  /** Stores the command under this id, unless it is stored already. */
  send(command: Command, input: unknown, more: { id: string }): Promise<Result<unknown>>
  /** A command that is stored here. */
  entry(id: string): Promise<{ state: string } | undefined>
}

/** What a form has sent and nobody has finished yet (`form/attempts.ts`). */
export type Attempts = {
  /** The key to send a command under, and its input: those of an earlier attempt at the same. */
  take<Input>(
    command: Command,
    input: Input,
    outbox: Outbox | undefined,
  ): Promise<{ key: string; input: Input }>
  /** It was refused; when that was decided about it, the next attempt is another one. */
  refused(command: Command, input: unknown, problem: Problem): void
}

/** The part of the device's replica that screens use; both return undefined when they have nothing to say. */
export type Replica = {
  /** Answers a query without a network. */
  ask(query: Query, input: unknown): Promise<{ output: unknown } | undefined>
  /** What the server answered, with what this device has not sent yet; without an answer, the server has none. */
  over(query: Query, input: unknown, answer?: { output: unknown }): Promise<{ output: unknown } | undefined>
  /** Names the commands that are not sent yet; empty when there are none. */
  unsent(): Promise<string>
}

/**
 * A file of at most this many bytes waits on a device with the command that names it: encrypted and in base64 twice,
 * such a row is still below what the server takes in from a locked device at once.
 */
export const KEPT_FILE_BYTES = 1_000_000

/**
 * What is typed in one opened form and not yet sent, with its files; `began` is what it held at first, `held` what it has
 * sent and not finished, `path` its address, and `lost` names the fields whose files were too large to be kept.
 */
export type KeptForm = {
  form: string
  instance?: string
  path?: string
  values: unknown
  began?: unknown
  held?: unknown
  lost?: readonly string[]
  at: number
}

/** What is typed and not yet sent, in the encrypted store of the device. */
export type Drafts = {
  /** Those of a form, the newest first. */
  list(form: string): Promise<KeptForm[]>
  keep(draft: Omit<KeptForm, 'at'>): Promise<void>
  erase(form: string, instance?: string): Promise<void>
}

type Device = { outbox?: Outbox; replica?: Replica; drafts?: Drafts }

/** Runs a command over HTTP. The idempotency key makes a repeat harmless: it returns the first result. */
export function runCommand<C extends Command>(
  command: C,
  input: InputOf<C>,
  key = newId(),
): Promise<OutputOf<C>> {
  return request(`/api/${command.name}`, { json: input, headers: { 'idempotency-key': key } })
}

/**
 * Runs a query over HTTP; its input goes in the body, because addresses are logged and searches name people.
 */
export function askQuery<Q extends Query>(
  query: Q,
  input: InputOf<Q>,
  signal?: AbortSignal,
): Promise<OutputOf<Q>> {
  const path = `/api/${query.name}`
  return query.discloses
    ? request(path, { json: input, signal })
    : request(`${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { signal })
}

/**
 * Asks the server; once more when commands of this device reached it meanwhile, because the first answer may be from
 * before them.
 */
async function askSettled<Q extends Query>(
  replica: Replica | undefined,
  query: Q,
  input: InputOf<Q>,
  signal: AbortSignal,
): Promise<OutputOf<Q>> {
  const before = await replica?.unsent()
  const [first] = await Promise.allSettled([askQuery(query, input, signal)])
  if (before && before !== (await replica?.unsent())) return await askQuery(query, input, signal)
  if (first.status === 'rejected') throw first.reason
  return first.value
}

const DeviceContext = createContext<Device>({})

/** The drafts of forms; undefined where no encrypted store is unlocked. */
export const useDrafts = (): Drafts | undefined => use(DeviceContext).drafts

/** A query client that shows the last answer while it refetches, and never retries a refusal. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        gcTime: 30 * 60_000,
        retry: (count, error) => error instanceof Unreachable && count < 2,
        refetchOnWindowFocus: true,
        // Answers from the device, and queries that failed, are fetched again.
        refetchOnReconnect: 'always',
      },
    },
  })
}

const noun = (name: string) => name.split('.')[0]

/**
 * Refetches queries that the facts may have changed: same noun, same person or other subject, or named in the
 * query's `refreshOn`.
 */
function refresh(client: QueryClient, kinds: readonly string[], ids: readonly string[]) {
  const nouns = new Set(kinds.map(noun))
  void client.invalidateQueries({
    predicate: ({ queryKey, meta }) => {
      const [name, input] = queryKey as [string, string]
      const also = (meta?.refreshOn as readonly string[] | undefined) ?? []
      return (
        nouns.has(noun(name)) ||
        also.some((wanted) => kinds.includes(wanted) || nouns.has(wanted)) ||
        ids.some((id) => input.includes(id))
      )
    },
  })
}

/** Keeps open screens up to date: facts sent by the server refetch the affected queries, at most once a second. */
function useLive(client: QueryClient, signedIn: boolean) {
  useEffect(() => {
    if (!signedIn) return
    const kinds = new Set<string>()
    const ids = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      refresh(client, [...kinds], [...ids])
      kinds.clear()
      ids.clear()
    }
    const close = openLive({
      onFact({ kinds: told = [], persons = [], subjects = [] }) {
        told.forEach((kind) => kinds.add(kind))
        for (const id of [...persons, ...subjects]) ids.add(id)
        dispatchEvent(new CustomEvent('arraigo:facts'))
        timer ??= setTimeout(flush, 1000)
      },
      onReturn() {
        for (const told of ['arraigo:facts', 'arraigo:returned']) dispatchEvent(new CustomEvent(told))
        void client.invalidateQueries()
      },
    })
    return () => {
      clearTimeout(timer)
      close()
    }
  }, [client, signedIn])
}

function Live({ signedIn }: { signedIn: boolean }) {
  useLive(useQueryClient(), signedIn)
  return null
}

export function DataProvider({
  client,
  device = {},
  signedIn,
  children,
}: {
  client: QueryClient
  device?: Device
  signedIn: boolean
  children: ReactNode
}) {
  return (
    <QueryClientProvider client={client}>
      <DeviceContext value={device}>
        <Live signedIn={signedIn} />
        {children}
      </DeviceContext>
    </QueryClientProvider>
  )
}

export type Asked<Output> = {
  /** The answer, also during a refetch; undefined before the first one. */
  data: Output | undefined
  problem: Error | undefined
  loading: boolean
  /** The answer comes from the device, because there is no network. */
  fromDevice: boolean
  again: () => void
}

/**
 * Whether the server answered that the user may no longer see the data or that it does not exist; after other
 * failures the last answer stays on the screen.
 */
export const isTakenAway = (error: Error | null): boolean =>
  error instanceof Problem && (error.status === 403 || error.status === 404 || error.status === 409)

export type Answered<Output> = { output: Output; fromDevice: boolean; pending?: true }

/** Asks the server, or this device where there is no network. */
export function useAnswer() {
  const { replica } = use(DeviceContext)
  return async <Q extends Query>(
    query: Q,
    input: InputOf<Q>,
    signal: AbortSignal,
  ): Promise<Answered<OutputOf<Q>>> => {
    try {
      const output = await askSettled(replica, query, input, signal)
      if (query.reference) void keepAnswer(query.name, input, output)
      const over = await replica?.over(query, input, { output })
      return {
        output,
        fromDevice: false,
        ...(over && { output: over.output as OutputOf<Q>, pending: true }),
      }
    } catch (error) {
      if (error instanceof Problem && error.status === 404) {
        const unsent = await replica?.over(query, input)
        if (unsent) return { output: unsent.output as OutputOf<Q>, fromDevice: false, pending: true }
      }
      if (!(error instanceof Unreachable)) {
        await loadWordsOf(error)
        throw error
      }
      const kept = query.reference ? await keptAnswer(query.name, input) : await replica?.ask(query, input)
      if (kept === undefined) throw error
      return { output: kept.output as OutputOf<Q>, fromDevice: true }
    }
  }
}

/**
 * `const list = useAsk(listReferrals, { status: 'sent' })`. Pass `null` as input to wait. Refetched by facts
 * of the query's own noun, of a person or another subject in its input, and by `refreshOn` (kinds or nouns). `keep` shows the
 * last answer while a changed input loads: for filters of a list, never for a person's record.
 */
export function useAsk<Q extends Query>(
  query: Q,
  input: InputOf<Q> | null,
  { refreshOn, keep = false }: { refreshOn?: readonly string[]; keep?: boolean } = {},
): Asked<OutputOf<Q>> {
  const answer = useAnswer()
  const key: QueryKey = [query.name, JSON.stringify(input)]
  const asked = useQuery({
    queryKey: key,
    enabled: input !== null,
    ...(refreshOn && { meta: { refreshOn } }),
    ...(keep && { placeholderData: <T,>(before: T) => before }),
    queryFn: ({ signal }) => answer(query, input as InputOf<Q>, signal),
  })
  return {
    data: isTakenAway(asked.error) ? undefined : asked.data?.output,
    problem: asked.error ?? undefined,
    loading: asked.isPending && asked.fetchStatus !== 'idle',
    fromDevice: asked.data?.fromDevice ?? false,
    again: () => void asked.refetch(),
  }
}

export type Acting<C extends Command> = {
  /**
   * Sent again with the same contents, before it was answered, it is done once. A form gives its `attempts`: with
   * them that holds until the whole form was sent.
   */
  run: (input: InputOf<C>, attempts?: Attempts) => Promise<Result<OutputOf<C>>>
  busy: boolean
  /** Why it was refused or could not be sent; cleared by the next run. */
  problem: Error | undefined
  /** The last run is stored on this device and will be sent when there is a network. */
  kept: boolean
  clear: () => void
}

/**
 * `const accept = useCommand(acceptReferral)`, then `await accept.run({ id })`. A command declared `offline`
 * goes through the device's outbox and is not lost; others need the network. Never throws: a refusal is in
 * `problem`, for `<Form problem={accept.problem}>`.
 */
export function useCommand<C extends Command>(
  command: C,
  { done }: { done?: (output: OutputOf<C> | undefined, input: InputOf<C>) => void } = {},
): Acting<C> {
  const client = useQueryClient()
  const { outbox } = use(DeviceContext)
  const [state, setState] = useState<{ busy: boolean; problem?: Error; kept: boolean }>({
    busy: false,
    kept: false,
  })
  const clear = useCallback(() => setState({ busy: false, kept: false }), [])
  const unanswered = useRef<{ text: string; key: string }>(undefined)

  async function run(given: InputOf<C>, attempts?: Attempts): Promise<Result<OutputOf<C>>> {
    setState({ busy: true, kept: false })
    const text = JSON.stringify(given)
    if (unanswered.current?.text !== text) unanswered.current = { text, key: newId() }
    try {
      if (!(await isClockTrusted())) throw clockWrong()
      const { key, input } = (await attempts?.take(command, given, outbox)) ?? {
        key: unanswered.current.key,
        input: given,
      }
      const result =
        command.offline === true && outbox !== undefined
          ? ((await outbox.send(command, input, { id: key })) as Result<OutputOf<C>>)
          : { state: 'done' as const, output: await runCommand(command, input, key) }
      if (result.state === 'refused') throw result.problem
      unanswered.current = undefined
      setState({ busy: false, kept: result.state === 'kept' })
      refresh(client, [command.name, ...(command.facts ?? [])], [])
      done?.(result.state === 'done' ? result.output : undefined, input)
      return result
    } catch (error) {
      await loadWordsOf(error)
      const problem = error instanceof Error ? error : new Unreachable()
      setState({ busy: false, kept: false, problem })
      if (!(problem instanceof Problem))
        return { state: 'refused', problem: new Problem('server.unreachable', 409) }
      unanswered.current = undefined
      attempts?.refused(command, given, problem)
      return { state: 'refused', problem }
    }
  }

  return { run, busy: state.busy, problem: state.problem, kept: state.kept, clear }
}

/** Whether the browser reports a network. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(() => navigator.onLine)
  useEffect(() => {
    const update = () => setOnline(navigator.onLine)
    addEventListener('online', update)
    addEventListener('offline', update)
    return () => {
      removeEventListener('online', update)
      removeEventListener('offline', update)
    }
  }, [])
  return online
}

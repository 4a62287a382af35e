// Sends every request of the screens to the server: with the page's user in a header, and refusals thrown as
// Problems.
import { useState } from 'react'
import { isFromServer } from '../kernel/answer-mark.ts'
import { headersOf, type Owner } from '../kernel/page.ts'
import { Problem, type ProblemDocument, type ProblemStatus } from '../kernel/problem.ts'
import { noteServerTime } from './clock.ts'
import { fetchWithSession } from './sign-out.ts'
import { loadWordsOf } from './texts.ts'

/** The server could not be reached, or something else answered; the request may be repeated. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** An unexpected error of the server; `incident` identifies it in the log. */
export class Broken extends Error {
  override readonly name = 'Broken'
  readonly incident: string

  constructor(incident: string) {
    super('The server could not answer.')
    this.incident = incident
  }
}

/**
 * The user of this page, and the organisation they work for in it. On a shared tablet the cookie may be another
 * user's: the server then refuses. It may be the same user's who chose another organisation in another tab:
 * what this page sends is recorded for its own.
 */
let pageActor: Owner | undefined
export function setPageActor(actor: Owner | undefined) {
  pageActor = actor
}

/** Problem codes that mean that the session has ended; a wrong password or code is a 401 as well. */
const SIGNED_OUT = new Set(['session.ended', 'actor.unknown'])

type Sending = {
  json?: unknown
  file?: Blob
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal | undefined
  anyone?: boolean
}

/** Milliseconds for an answer, as for an exchange of a device: a slow connection may need this long. */
const LONGEST_MS = 90_000

/**
 * Sends a request: a POST with a body, else a GET. Returns what the server answered with a success.
 * @throws Problem, Unreachable, Broken
 */
export async function send(
  path: string,
  { json, file, headers, signal, anyone = false }: Sending,
): Promise<Response> {
  const sent = file ?? (json === undefined ? undefined : JSON.stringify(json))
  const type = file ? 'application/octet-stream' : 'application/json'
  const response = await reached(
    fetchWithSession(path, {
      // No answer of the API redirects: a redirection comes from something else.
      redirect: 'error',
      headers: {
        'x-requested-with': 'arraigo',
        ...(!anyone && pageActor !== undefined && headersOf(pageActor)),
        ...(sent !== undefined && { 'content-type': type }),
        ...headers,
      },
      ...(sent !== undefined && { method: 'POST', body: sent }),
      ...(signal && { signal }),
    }),
  )
  if (!isFromServer(response)) throw new Unreachable()
  noteServerTime(response.headers.get('date'), pageActor !== undefined)
  if (response.ok) return response
  const { code, data = {} } = (await jsonIn<Partial<ProblemDocument>>(response)) ?? {}
  if (code !== undefined && response.status < 500) {
    if (!anyone && SIGNED_OUT.has(code)) dispatchEvent(new CustomEvent('arraigo:signed-out'))
    throw new Problem(code, response.status as ProblemStatus, data)
  }
  if (response.status >= 502 && response.status <= 504) throw new Unreachable()
  const incident = data['incident']
  throw new Broken(typeof incident === 'string' ? incident : String(response.status))
}

/**
 * Fetches a file of the application. The browser may have kept what a captive portal sent in its place: then it is
 * fetched anew.
 * @throws Unreachable, also when something else answered
 */
export async function fetchFile(path: string): Promise<Response> {
  for (const cache of ['default', 'reload'] as const) {
    const response = await reached(fetch(path, { cache }))
    if (!import.meta.env.PROD || isFromServer(response)) return response
  }
  throw new Unreachable()
}

/** A connection that is lost before or within an answer counts as unreachable. */
export async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch {
    throw new Unreachable()
  }
}

/**
 * The JSON of an answer of the server; undefined when it has no body. The body is always read, because one left
 * unread would keep its connection.
 * @throws Unreachable when the answer was cut off
 */
async function jsonIn<T>(response: Response): Promise<T | undefined> {
  const text = await reached(response.text())
  if (response.headers.get('content-type')?.includes('json') === true)
    return await reached(Promise.resolve(text).then((whole) => JSON.parse(whole) as T))
  if (response.ok && text !== '') throw new Unreachable()
  return undefined
}

/**
 * Sends a request: a POST with a body, else a GET.
 * @param more.json sent as JSON
 * @param more.file sent as it is
 * @param more.anyone from a page without a user: the sign-in page, or the query of who is signed in
 * @throws Problem, Unreachable, Broken
 */
export async function request<Output = unknown>(path: string, more: Sending = {}): Promise<Output> {
  // A file may need longer than any answer.
  const sending = more.file ? more : { ...more, signal: limited(more.signal) }
  return (await jsonIn<Output>(await send(path, sending))) as Output
}

/** Ends with the given signal, and after the longest time. */
function limited(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(LONGEST_MS)
  if (!signal) return limit
  const either = new AbortController()
  for (const one of [signal, limit]) one.addEventListener('abort', () => either.abort(), { once: true })
  if (signal.aborted) either.abort()
  return either.signal
}

/**
 * `const act = useAct()`, then `act.run(() => request(…))`: runs one request at a time, with its error in
 * `problem`.
 */
export function useAct() {
  const [state, setState] = useState<{ busy: boolean; problem?: Error }>({ busy: false })
  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    setState({ busy: true })
    try {
      const result = await work()
      setState({ busy: false })
      return result
    } catch (error) {
      await loadWordsOf(error)
      setState({ busy: false, problem: error instanceof Error ? error : new Unreachable() })
      return undefined
    }
  }
  return { run, busy: state.busy, problem: state.problem }
}

// Sends every request of the screens to the server: with the page's user in a header, and refusals thrown as
// Problems.
import { useState } from 'react'
import { headersOf, type Owner } from '../kernel/page.ts'
import { Problem, type ProblemDocument, type ProblemStatus } from '../kernel/problem.ts'

/** The server could not be reached; the request may be repeated. */
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

/**
 * Sends a request: a POST with a body, else a GET.
 * @param more.json sent as JSON
 * @param more.file sent as it is
 * @param more.anyone from a page without a user: the sign-in page, or the query of who is signed in
 * @throws Problem, Unreachable, Broken
 */
export async function request<Output = unknown>(
  path: string,
  {
    json,
    file,
    headers,
    signal,
    anyone = false,
  }: {
    json?: unknown
    file?: Blob
    headers?: Readonly<Record<string, string>>
    signal?: AbortSignal | undefined
    anyone?: boolean
  } = {},
): Promise<Output> {
  const sent = file ?? (json === undefined ? undefined : JSON.stringify(json))
  const type = file ? 'application/octet-stream' : 'application/json'
  const { response, text } = await fetchText(path, {
    headers: {
      'x-requested-with': 'arraigo',
      ...(!anyone && pageActor !== undefined && headersOf(pageActor)),
      ...(sent !== undefined && { 'content-type': type }),
      ...headers,
    },
    ...(sent !== undefined && { method: 'POST', body: sent }),
    ...(signal && { signal }),
  })
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  // HTML instead of JSON: a captive portal between answered.
  if (response.ok && !isJson && text !== '') throw new Unreachable()
  const answer: unknown = isJson && text !== '' ? JSON.parse(text) : undefined
  if (response.ok) return answer as Output
  const { code, data = {} } = (answer ?? {}) as Partial<ProblemDocument>
  if (code !== undefined && response.status < 500) {
    if (!anyone && SIGNED_OUT.has(code)) dispatchEvent(new CustomEvent('arraigo:signed-out'))
    throw new Problem(code, response.status as ProblemStatus, data)
  }
  if (response.status >= 502 && response.status <= 504) throw new Unreachable()
  const incident = data['incident']
  throw new Broken(typeof incident === 'string' ? incident : String(response.status))
}

/**
 * Sends and reads the whole response; a connection lost within it counts as unreachable. A body left unread
 * would keep its connection.
 */
async function fetchText(path: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(path, init)
    return { response, text: await response.text() }
  } catch {
    throw new Unreachable()
  }
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
      setState({ busy: false, problem: error instanceof Error ? error : new Unreachable() })
      return undefined
    }
  }
  return { run, busy: state.busy, problem: state.problem }
}

// Sends one sync request and tells the device what to do with the answer: apply it, retry later, send less,
// or ask a person.
import { isFromServer } from '../kernel/answer-mark.ts'
import type { SyncRequest, SyncResponse } from '../kernel/envelope.ts'
import { headersOf, type Owner } from '../kernel/page.ts'
import { Problem, type ProblemDocument, type ProblemStatus } from '../kernel/problem.ts'

/** A slow connection may need this long for one batch. */
const TIMEOUT_MS = 90_000

/** What a request came to that the server did not answer with what was asked. */
export type Undecided =
  /**
   * No network, or a server that is overloaded or failing: the commands' results are unknown, the request may
   * be repeated.
   */
  | { is: 'later'; seconds?: number }
  | { is: 'too_large' }
  | { is: 'signed_out' }
  | { is: 'revoked'; problem: Problem }
  /** Every request is refused, whatever its content: this version of the application cannot sync. */
  | { is: 'refused'; problem: Problem }

export type Answer = Undecided | { is: 'answer'; response: SyncResponse }

export type Send = (path: string, init: RequestInit) => Promise<Response>

/**
 * @param owner of the device: the server refuses the session of another user, and decides the commands in the
 *   organisation in which they were made, whichever the session has chosen since
 */
export async function exchange(send: Send, request: SyncRequest, owner?: Owner): Promise<Answer> {
  // Asked for at once, so that it is there with the answer.
  const reading = import('./sync-answer.ts').catch(() => undefined)
  const answer = await ask(send, '/api/sync', JSON.stringify(request), 'application/json', owner)
  if (answer.is !== 'answer') return answer
  const response = (await reading)?.readAnswer(answer.body)
  return response ? { is: 'answer', response } : { is: 'later' }
}

/** Sends a body to the server; what is not the server's own answer decides nothing. */
export async function ask(
  send: Send,
  path: string,
  content: string | Blob,
  type: string,
  owner?: Owner,
): Promise<Undecided | { is: 'answer'; body: unknown }> {
  let response: Response
  let body: unknown
  try {
    response = await send(path, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
      headers: {
        'content-type': type,
        'x-requested-with': 'arraigo',
        ...(owner && headersOf(owner)),
      },
      body: content,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    // A proxy in front of the server may have a lower limit than the server.
    if (response.status === 413) return { is: 'too_large' }
    body = JSON.parse(text)
  } catch {
    return { is: 'later' }
  }
  if (!isFromServer(response)) return { is: 'later' }
  if (response.ok) return { is: 'answer', body }
  const refused = body as Partial<ProblemDocument> | null
  const { status } = response
  if (typeof refused?.code !== 'string' || status === 408 || status === 429 || status >= 500) {
    const seconds = Number(response.headers.get('retry-after'))
    return { is: 'later', ...(seconds > 0 && { seconds }) }
  }
  if (status === 401) return { is: 'signed_out' }
  const problem = new Problem(refused.code, status as ProblemStatus, refused.data)
  return refused.code === 'device.revoked' ? { is: 'revoked', problem } : { is: 'refused', problem }
}

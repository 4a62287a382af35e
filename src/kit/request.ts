// Speaks to an address that is neither command nor query (a door that sets a cookie), and does one thing at a time there.
import { useState } from 'react'
import { Problem, type ProblemDocument, type ProblemStatus } from '../kernel/problem.ts'
import { Broken, Unreachable } from './data.tsx'

/** Sends to an address, or reads from it when there is nothing to send; throws Problem, Unreachable or Broken. */
export async function requestAddress<Output>(
  path: string,
  body?: object,
  more: Record<string, string> = {},
): Promise<Output> {
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'arraigo', ...more }
  const response = await fetch(path, {
    headers,
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Unreachable()
  })
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  const answer: unknown = isJson ? await response.json() : {}
  if (response.ok) return answer as Output
  const { code, data } = answer as Partial<ProblemDocument>
  if (code !== undefined && response.status < 500) {
    throw new Problem(code, response.status as ProblemStatus, data ?? {})
  }
  if (response.status >= 502) throw new Unreachable()
  const incident = data?.['incident']
  throw new Broken(typeof incident === 'string' ? incident : String(response.status))
}

/** `const act = useAct()`, then `act.run(() => knockAt(…))`: one thing at a time, and what went wrong in `problem`. */
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

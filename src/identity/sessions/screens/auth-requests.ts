// Speaks to the doors of signing in (`/api/auth/…`): they set cookies, so they are no commands.
import { useQuery } from '@tanstack/react-query'
import type { OwnProof } from '../../../kernel/actor.ts'
import type { Asked } from '../../../kit/data.tsx'
import { request } from '../../../kit/request.ts'

/** What a sign-in still needs; `GET /api/auth/standing`. */
export type Standing = {
  next: 'sign_in' | 'second_factor' | 'organisation' | 'role' | 'done'
  user?: { id: string; name: string; email: string; locale: string }
  proof?: OwnProof | 'sign_on' | 'vouched'
  hasCodes?: boolean
  /** Whoever comes in through their organisation may have none. */
  hasPassword?: boolean
  /** While nobody is signed in: some organisation has sign-on of its own. */
  signOn?: boolean
  passkeys?: number
  organisations?: readonly {
    id: string
    name: string
    secondFactor: 'required' | 'optional'
    /** Names of shipped roles, and ids of those an organisation made. */
    roles: readonly string[]
    centres: readonly { id: string; name: string }[]
  }[]
}

export type OpenSession = {
  id: string
  browser: string | null
  address: string | null
  since: string
  usedAt: string
  current: boolean
}

/** A proof that was tried on the own account and refused, from one address. */
export type RefusedProof = {
  kind: OwnProof
  /** Empty for all beyond those that are kept one by one. */
  address: string
  browser: string | null
  tries: number
  firstAt: string
  lastAt: string
  isNew: boolean
}

export type Passkey = { id: string; name: string | null; createdAt: string }

/** Sends to a door of signing in, or reads from it when there is nothing to send. */
export const requestAuth = <Output>(door: string, body?: object): Promise<Output> =>
  // Signing in is for whoever comes; every other page is somebody's, and the cookie may meanwhile be another's.
  request<Output>(`/api/auth/${door}`, { json: body, anyone: location.pathname.startsWith('/sign-in') })

/** Asks a door and keeps the answer, in the shape that `<Answer of={…}>` draws. */
export function useAuthRoute<Output>(door: string, body?: object): Asked<Output> {
  const asked = useQuery({ queryKey: ['auth', door, body], queryFn: () => requestAuth<Output>(door, body) })
  return {
    data: asked.data,
    problem: asked.error ?? undefined,
    loading: asked.isPending,
    fromDevice: false,
    again: () => void asked.refetch(),
  }
}

/** Where the reader was going before the sign-in: an address of ours, never another site's. */
export function destination(): string {
  const then = new URLSearchParams(location.search).get('then') ?? '/'
  const url = new URL(then, location.origin)
  return url.origin === location.origin && !url.pathname.startsWith('/sign-in')
    ? url.pathname + url.search
    : '/'
}

/** A code as it was meant, without the spaces and dashes that make it readable. */
export const tidyCode = (code: string) => code.replaceAll(/[\s-]/gu, '')

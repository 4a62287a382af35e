// Requests to the sign-in routes (`/api/auth/…`): they set cookies, so they are no commands.
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
  /** False for a user who signs in only through their organisation. */
  hasPassword?: boolean
  /** While nobody is signed in: at least one organisation has sign-on of its own. */
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
  /** Empty for attempts beyond those that are kept one by one. */
  address: string
  browser: string | null
  tries: number
  firstAt: string
  lastAt: string
  isNew: boolean
}

export type Passkey = { id: string; name: string | null; createdAt: string }

/** Posts to a sign-in route, or gets it when there is no body. */
export const requestAuth = <Output>(route: string, body?: object): Promise<Output> =>
  // Sign-in pages accept any session; every other page belongs to one user, and the cookie may meanwhile be
  // another's.
  request<Output>(`/api/auth/${route}`, { json: body, anyone: location.pathname.startsWith('/sign-in') })

/** Reads a sign-in route and caches the answer, in the shape that `<Answer of={…}>` draws. */
export function useAuthRoute<Output>(route: string, body?: object): Asked<Output> {
  const asked = useQuery({ queryKey: ['auth', route, body], queryFn: () => requestAuth<Output>(route, body) })
  return {
    data: asked.data,
    problem: asked.error ?? undefined,
    loading: asked.isPending,
    fromDevice: false,
    again: () => void asked.refetch(),
  }
}

/** Where the reader was going before the sign-in: an address of this site, never another's. */
export function destination(): string {
  const then = new URLSearchParams(location.search).get('then') ?? '/'
  const url = new URL(then, location.origin)
  return url.origin === location.origin && !url.pathname.startsWith('/sign-in')
    ? url.pathname + url.search
    : '/'
}

/** A typed code without the spaces and dashes that make it readable. */
export const tidyCode = (code: string) => code.replaceAll(/[\s-]/gu, '')

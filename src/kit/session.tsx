// Gives screens the session and its actor, and what policies allow them.
import { createContext, use, type ReactNode } from 'react'
import type { Actor, May } from '../kernel/actor.ts'
import { holds } from '../kernel/holds.ts'
import type { VerbName } from '../kernel/roles.ts'
import { TimeZone, useLookup } from './messages.tsx'
import type { ForVerbs } from './route.tsx'

/**
 * The answer of `GET /api/session`: the user, the organisation they act for, and the others they could act
 * for.
 */
export type Session = {
  user: { id: string; name: string; email: string }
  actor: Actor
  organisations: readonly { id: string; name: string }[]
  /** What a printed page says of the organisation besides its name; absent in a session of an earlier version. */
  letterhead?: { contact: string | null; centre: string | null; address: string | null }
}

const Context = createContext<Session | null>(null)

/** The screens of somebody who signed in show the time of their centre, whatever that of the device. */
export function SessionProvider({ session, children }: { session: Session | null; children: ReactNode }) {
  return (
    <Context value={session}>
      <TimeZone value={session?.actor.timeZone}>{children}</TimeZone>
    </Context>
  )
}

/** The session, or null on screens that anyone may open. */
export function useSession(): Session | null {
  return use(Context)
}

/** The actor of a screen that needs a session. @throws Error without one */
export function useActor(): Actor {
  const session = use(Context)
  if (session === null)
    throw new Error('This screen needs an actor, and its route may be opened without a session.')
  return session.actor
}

/**
 * `disabledReason={useMay(policy.accept)}`: undefined when allowed, else the reason as text, for a disabled
 * control.
 */
export function useMay(may: May): string | undefined {
  const lookup = useLookup()
  const verdict = may(useActor())
  return verdict === true ? undefined : lookup(verdict.reason)
}

/** Whether a route or a slot's content is for this actor; without a verb it is for everyone. */
export function isFor(actor: Actor | undefined, { may }: { may?: ForVerbs | undefined }): boolean {
  if (may === undefined) return true
  return actor !== undefined && [may].flat().some((verb) => holds(actor, verb as VerbName))
}

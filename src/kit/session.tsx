// Who is looking at the screen: the signed-in actor, and what a policy answers them.
import { createContext, use, type ReactNode } from 'react'
import type { Actor, May } from '../kernel/actor.ts'
import { useLookup } from './messages.tsx'

/** What `GET /api/session` answers: who signed in, for whom they act now, and for whom else they could. */
export type Session = {
  user: { id: string; name: string; email: string }
  actor: Actor
  organisations: readonly { id: string; name: string }[]
}

const Context = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session | null; children: ReactNode }) {
  return <Context value={session}>{children}</Context>
}

/** The session, or null on screens that anyone may open. */
export function useSession(): Session | null {
  return use(Context)
}

/** The actor of a screen behind the sign-in gate. */
export function useActor(): Actor {
  const session = use(Context)
  if (session === null) throw new Error('An actor is asked for on a screen that anyone may open.')
  return session.actor
}

/** `disabledReason={useMay(policy.accept)}`: undefined when allowed, else the reason in words, for a control shown disabled. */
export function useMay(may: May): string | undefined {
  const lookup = useLookup()
  const verdict = may(useActor())
  return verdict === true ? undefined : lookup(verdict.reason)
}

/** Whether a route or a piece is for this actor; without a policy it is for everyone. */
export function isFor(actor: Actor | undefined, { may }: { may?: May | undefined }): boolean {
  return may === undefined || (actor !== undefined && may(actor) === true)
}

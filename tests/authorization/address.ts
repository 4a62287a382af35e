// What is said of an address that is neither a command nor a query: whom it is for, and how it is tried.
import type { VerbName } from '../../src/kernel/roles.ts'
import type { Addresses as Reached } from '../leaks/addresses.ts'
import type { Attack } from '../leaks/attempts.ts'
import type { World } from './world.ts'

/** Somebody with every role in each organisation, and every address of the program. */
export type Reach = World & Reached

export type Verb = {
  /** It is for whoever holds this, and nobody else. */
  verb: VerbName
  /** A request that works for them. */
  works: (world: Reach) => Promise<Sending>
}

/** Without a verb it is open, for whoever is signed in, or for somebody with a code. */
export type Address = Partial<Verb> & {
  /** How it is tried by somebody who has nothing to do with what it shows. */
  attack: Attack
}

/** A path to get, or to send a body to. */
export type Sending = { path: string; body?: BodyInit }

/** By method and path, as the route says them. */
export type Addresses = Readonly<Record<string, Address>>

// How a capability declares an address that is neither a command nor a query: who may use it, and how it is
// tested.
import type { VerbName } from '../../src/kernel/roles.ts'
import type { Addresses as Reached } from '../leaks/addresses.ts'
import type { Attack } from '../leaks/attempts.ts'
import type { World } from './world.ts'

/** An actor with every role in each organisation, and every address of the program. */
export type Reach = World & Reached

export type Verb = {
  /** The verb that allows it; anybody without the verb is refused. */
  verb: VerbName
  /** A request that succeeds for an allowed actor. */
  works: (world: Reach) => Promise<Sending>
}

/** Without a verb: open to everybody, to every signed-in user, or to a person with a one-time code. */
export type Address = Partial<Verb> & {
  /** The requests that an unrelated outsider sends to it. */
  attack: Attack
}

/** A path to get, or to post a body to. */
export type Sending = { path: string; body?: BodyInit }

/** By method and path, as the route says them. */
export type Addresses = Readonly<Record<string, Address>>

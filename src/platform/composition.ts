// Puts capabilities together: what one may ask of all of them and of its surroundings, and the list that comes of it.
import type { FactKind } from '../kernel/fact.ts'
import type { Capability } from './capability.ts'
import type { Holding } from './holding.ts'
import type { Outbound } from './outbound.ts'
import type { SigningKey } from './signing-key.ts'

/** What lies outside the database, as far as this process has it. */
export type Surroundings = {
  /** Where registers lie while they are taken in, and where files kept as evidence lie. */
  folders: { imports?: string | undefined; attachments?: string | undefined }
  /** How addresses and names that others wrote down are looked up. */
  outbound: Pick<Outbound, 'texts'>
  /** The list of who was erased, and what signs its lines. */
  erasures?: { file: string; key: SigningKey } | undefined
  /** How people reach the service: what cookies and addresses of callers depend on. */
  https: boolean
  trustProxy: boolean
}

/** What a capability may know of all others; asked while a request is served, for while one is made others are not. */
export type Composition = Surroundings & {
  handlers(): Capability['handlers']
  facts(): readonly FactKind[]
  holdings(): readonly Holding[]
}

/** A capability, or what makes it of its surroundings: what each `server.ts` exports as `capability`. */
export type Composable = Capability | ((of: Composition) => Capability)

/** @returns one capability for each part, in the order given */
export function composeCapabilities(
  parts: readonly Composable[],
  surroundings: Surroundings,
): readonly Capability[] {
  const made: Capability[] = []
  const of: Composition = {
    ...surroundings,
    handlers: () => made.flatMap(({ handlers }) => handlers),
    facts: () => made.flatMap(({ facts }) => facts ?? []),
    holdings: () => holdingsOf(made),
  }
  for (const part of parts) made.push(typeof part === 'function' ? part(of) : part)
  return made
}

/** What they hold of a person, as a person reads it: who they are first, the system's own duties last. */
export function holdingsOf(capabilities: readonly Capability[]): readonly Holding[] {
  const order = ({ holdsOrder = Number.MAX_SAFE_INTEGER }: Capability) => holdsOrder
  return capabilities.toSorted((a, b) => order(a) - order(b)).flatMap(({ holds }) => holds ?? [])
}

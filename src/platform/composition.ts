// Composes the capabilities of the server: gives each access to the others and to its environment, and
// returns the list.
import type { FactKind } from '../kernel/fact.ts'
import type { PrincipalUse } from '../kernel/principal.ts'
import type { Capability } from './capability.ts'
import type { Holding } from './holding.ts'
import type { Outbound } from './http/outbound.ts'
import type { SigningKey } from './signing-key.ts'
import type { Worklist } from './worklist.ts'

/** The environment outside the database, as far as this process has it. */
export type CompositionEnvironment = {
  /** Folders of registers during an import, and of files of evidence. */
  folders: { imports?: string | undefined; attachments?: string | undefined }
  /** Looks up DNS records of names that users entered. */
  outbound: Pick<Outbound, 'texts'>
  /** The file that lists erased people, and the key that signs its lines. */
  erasures?: { file: string; key: SigningKey } | undefined
  /**
   * The public origin, the secret that signs cookies, and how identity providers are reached; without it nobody
   * can sign in.
   */
  signIn?: { origin: string; secret: string; outbound: Outbound }
  /**
   * Whether people reach the service over https, and through a proxy: cookies and client addresses depend on
   * it.
   */
  https: boolean
  trustProxy: boolean
}

/**
 * What a capability may read of all others: only while serving requests, because composing has not ended
 * before.
 */
export type Composition = CompositionEnvironment & {
  handlers(): Capability['handlers']
  facts(): readonly FactKind[]
  principals(): ReadonlyMap<string, PrincipalUse>
  holdings(): readonly Holding[]
  closings(): readonly NonNullable<Capability['closing']>[]
  worklists(): readonly Worklist[]
}

/**
 * What each `server.ts` exports as `capability`: a capability, or a function that makes it, or several, from the
 * composition.
 */
export type Composable = Capability | ((of: Composition) => Capability | readonly Capability[])

/**
 * @param worklists what waits for users, and the figures, of all of them
 * @returns the capabilities of each part, in the order given
 */
export function composeCapabilities(
  parts: readonly Composable[],
  environment: CompositionEnvironment,
  worklists: readonly Worklist[] = [],
): readonly Capability[] {
  const made: Capability[] = []
  const of: Composition = {
    ...environment,
    handlers: () => made.flatMap(({ handlers }) => handlers),
    facts: () => made.flatMap(({ facts }) => facts ?? []),
    principals: () => principalUses(made),
    holdings: () => holdingsOf(made),
    closings: () => made.flatMap(({ closing }) => closing ?? []),
    worklists: () => worklists,
  }
  for (const part of parts) made.push(...[typeof part === 'function' ? part(of) : part].flat())
  return made
}

/** The uses of principals, by their names. @throws Error when two have one name */
export function principalUses(capabilities: readonly Capability[]): ReadonlyMap<string, PrincipalUse> {
  const uses = capabilities.flatMap(({ principals }) => principals ?? [])
  const byName = new Map(uses.map((use) => [use.name, use]))
  if (byName.size < uses.length) throw new Error('Two uses of principals have one name.')
  return byName
}

/**
 * The data that capabilities hold about a person, ordered for the person: identity first, the system's own
 * duties last.
 */
export function holdingsOf(capabilities: readonly Capability[]): readonly Holding[] {
  const order = ({ holdsOrder = Number.MAX_SAFE_INTEGER }: Capability) => holdsOrder
  return capabilities.toSorted((a, b) => order(a) - order(b)).flatMap(({ holds }) => holds ?? [])
}

// The wall between serving people and enforcing migration law: who stands behind it, and what may pass, for every door.
import * as z from 'zod/mini'
import type { Actor, OrganisationClass } from './actor.ts'
import { command, type Command, type Query, type Exposure } from './command.ts'
import { type Problem } from './problem.ts'
import { firewallClosed, firewallRecipient } from './problems.ts'
import { Id } from './words.ts'

/** They enforce migration law, or speak for a state that somebody may have fled (mission P2). */
export const BEHIND_FIREWALL = ['enforcement', 'consular'] as const satisfies readonly OrganisationClass[]

export function isBehindFirewall(organisationClass: OrganisationClass): boolean {
  return (BEHIND_FIREWALL as readonly string[]).includes(organisationClass)
}

/**
 * The id of an organisation behind the wall begins with this, and no other's does: so a phone, a row-level policy and a
 * check on one shard of many all know it without looking anything up. The migration holds the same (`behind_wall`).
 */
const MARK = 'ffffffff'

export const isFirewalledId = (id: string): boolean => id.startsWith(`${MARK}-`)

/** The id under which an organisation of this class is registered: as it was minted, or with the mark. */
export function organisationIdFor(organisationClass: OrganisationClass, id: Id): Id {
  return isBehindFirewall(organisationClass) ? `${MARK}${id.slice(MARK.length)}` : id
}

/**
 * What can be learnt through a command or a query; undefined when its contract does not say, and then nothing passes.
 * Facts are about a person by definition, and so is whatever names one or discloses.
 */
export function exposureOf(operation: Command | Query): Exposure | undefined {
  if (operation.exposure) return operation.exposure
  if (operation.is === 'query' && operation.discloses) return 'person'
  if (operation.is === 'command' && (operation.facts?.length ?? 0) > 0) return 'person'
  if (operation.is === 'query' && operation.reference) return 'open'
  const { shape = {} } = operation.input as { shape?: object }
  return 'person' in shape ? 'person' : undefined
}

const passes = (exposure: Exposure | undefined): boolean => exposure === 'open' || exposure === 'aggregate'

/**
 * The one rule of the firewall, asked before anything else is: who stands behind it is answered only what is open or
 * aggregate, whatever roles they hold; and nobody may name them as a recipient of anything else, wherever in the input.
 *
 * @returns Problem 403 `firewall.closed` with the `class`, or `firewall.recipient` with the `recipient`
 */
export function firewallProblem(
  exposure: Exposure | undefined,
  actor: Pick<Actor, 'organisation' | 'organisationClass' | 'scope'>,
  input?: unknown,
): Problem | undefined {
  if (passes(exposure)) return undefined
  if (isBehindFirewall(actor.organisationClass) || isFirewalledId(actor.organisation))
    return firewallClosed({ class: actor.organisationClass })
  // The house's own jobs pass on what somebody was let do; the database stands behind them.
  if (actor.scope === 'system') return undefined
  const recipient = findFirewalled(input)
  return recipient === undefined ? undefined : firewallRecipient({ recipient })
}

/** The first id of an organisation behind the wall, anywhere in an input that nobody has checked yet. */
function findFirewalled(input: unknown): Id | undefined {
  const waiting = [input]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') {
      if (next.length === 36 && isFirewalledId(next) && Id.safeParse(next).success) return next
    } else if (next !== null && typeof next === 'object')
      for (const each of Object.values(next)) waiting.push(each)
  }
  return undefined
}

/** Run by the platform itself whenever the wall refused: an attempt is kept although all it did is undone. */
export const noteRefusal = command({
  name: 'firewall.note_refusal',
  summary: 'Something was refused at the firewall; kept for the data protection officer.',
  exposure: 'staff',
  input: z.strictObject({
    id: Id,
    /** The organisation that tried. */
    by: Id,
    class: z.string().check(z.maxLength(40)),
    /** The command, query or address. */
    route: z.string().check(z.maxLength(200)),
    code: z.enum(['firewall.closed', 'firewall.recipient']),
    recipient: z.optional(Id),
  }),
  output: z.object({}),
})

// The firewall between services and migration enforcement: which organisations are behind it and what they
// may read, for every command, query and route.
import * as z from 'zod/mini'
import type { Actor, OrganisationClass } from './actor.ts'
import { command, type Command, type Query, type Exposure } from './command.ts'
import { type Problem } from './problem.ts'
import { firewallClosed, firewallRecipient } from './problems.ts'
import { Id } from './words.ts'

/**
 * Organisations that enforce migration law, or represent a state that a person may have fled (docs/firewall.md).
 */
export const BEHIND_FIREWALL = ['enforcement', 'consular'] as const satisfies readonly OrganisationClass[]

export function isBehindFirewall(organisationClass: OrganisationClass): boolean {
  return (BEHIND_FIREWALL as readonly string[]).includes(organisationClass)
}

/**
 * The id of an organisation behind the firewall begins with this, and no other id does: a device, a row-level
 * policy and a check constraint on one shard recognise it without a query. The migration has the same test
 * (`behind_wall`).
 */
const MARK = 'ffffffff'

export const isFirewalledId = (id: string): boolean => id.startsWith(`${MARK}-`)

/**
 * The id under which an organisation of this class is registered: as generated, or with the mark if behind
 * the firewall.
 */
export function organisationIdFor(organisationClass: OrganisationClass, id: Id): Id {
  return isBehindFirewall(organisationClass) ? `${MARK}${id.slice(MARK.length)}` : id
}

/**
 * What an operation discloses; undefined when it is not declared, and then the firewall refuses it. An
 * operation that records facts, takes a person as input or discloses data is about a person.
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
 * The one rule of the firewall, checked before any other: an organisation behind it may use only operations
 * that are open or aggregate, whatever roles its users have; and no input of any other operation may name
 * one, at any depth.
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
  // Jobs of the system carry out what a user was allowed to do; the constraints of the database still apply.
  if (actor.scope === 'system') return undefined
  const recipient = findFirewalled(input)
  return recipient === undefined ? undefined : firewallRecipient({ recipient })
}

/**
 * The first id of an organisation behind the firewall, at any depth of an input that is not validated yet.
 */
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

export const RefusalCode = z.enum([firewallClosed.code, firewallRecipient.code])
export type RefusalCode = z.infer<typeof RefusalCode>

/**
 * Run by the platform after each refusal of the firewall: the attempt is recorded although its transaction is
 * undone.
 */
export const noteRefusal = command({
  name: 'firewall.note_refusal',
  summary: 'Something was refused at the firewall; kept for the data protection officer.',
  exposure: 'staff',
  input: z.strictObject({
    id: Id,
    /** The organisation that made the attempt. */
    by: Id,
    class: z.string().check(z.maxLength(40)),
    /** The command, query or route. */
    route: z.string().check(z.maxLength(200)),
    code: RefusalCode,
    recipient: z.optional(Id),
  }),
  output: z.object({}),
})

// The operations of the firewall: what it refused, whether a centre asks about status, and the legal demands.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { RefusalCode } from '../../kernel/firewall.ts'
import { PrincipalKind } from '../../kernel/principal.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'

import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine, Text } from '../../kernel/words.ts'
import { centreUnknown } from '../../identity/organisations/problems.ts'
import {
  demandAsylum,
  demandDates,
  demandDisclosedThoughRefused,
  demandNothingDisclosed,
  demandUnknown,
  firewallPeriod,
} from './problems.ts'
import { AuthorityClass, Decision } from './rules.ts'

export { AuthorityClass, Decision } from './rules.ts'

export const listRefusals = query({
  name: 'firewall.refusals',
  summary: 'What was refused at the firewall: how often, by whom, and towards whom.',
  exposure: 'staff',
  input: z.strictObject({
    from: z.optional(PlainDate),
    until: z.optional(PlainDate),
  }),
  output: z.object({
    from: PlainDate,
    until: PlainDate,
    total: z.int(),
    /** How often each route was tried. */
    byRoute: z.array(z.object({ route: z.string(), count: z.int() })),
    /** The last two hundred. */
    refusals: z.array(
      z.object({
        id: Id,
        at: Instant,
        actorName: z.nullable(z.string()),
        /** Set where no user acted, such as `display`. */
        actorPrincipal: z.optional(PrincipalKind),
        actingFor: z.nullable(z.string()),
        actingClass: z.string(),
        route: z.string(),
        code: RefusalCode,
        recipientName: z.nullable(z.string()),
      }),
    ),
  }),
  problems: [firewallPeriod],
})

export const Asking = z.enum(['never', 'with_purpose'])
export type Asking = z.infer<typeof Asking>

export const setStatusRule = command({
  name: 'status_rule.set',
  summary:
    'An organisation says whether a centre asks about migration status: never, or only with a purpose.',
  exposure: 'staff',
  input: z.strictObject({
    /** All of the organisation's, unless one is named. */
    centre: z.optional(Id),
    asking: Asking,
  }),
  output: z.object({}),
  problems: [centreUnknown],
})

export const getStatusRule = query({
  name: 'status_rule.get',
  summary: 'Whether the own centre asks about migration status; a phone keeps the answer.',
  reference: true,
  input: z.strictObject({}),
  output: z.object({ asking: Asking }),
})

export const listStatusRules = query({
  name: 'status_rule.list',
  summary: 'What was decided for each of the own centres.',
  exposure: 'staff',
  input: z.strictObject({}),
  output: z.object({
    rules: z.array(
      z.object({
        centre: z.nullable(Id),
        centreName: z.nullable(z.string()),
        asking: Asking,
        decided: z.boolean(),
      }),
    ),
  }),
})

export const receiveDemand = command({
  name: 'demand.receive',
  summary: 'An authority demands information about people, and the demand is entered in the register.',
  exposure: 'staff',
  input: z.strictObject({
    id: Id,
    /** Who asked, as the letter names it. */
    authority: SingleLine(200),
    authorityClass: AuthorityClass,
    /** The order, its number, and the law it names. */
    instrument: SingleLine(300),
    /** What is demanded. */
    scope: Text(4000),
    receivedOn: PlainDate,
    answerBy: z.optional(PlainDate),
  }),
  output: z.object({ id: Id }),
  problems: [demandDates],
})

export const decideDemand = command({
  name: 'demand.decide',
  summary: 'The answer to a demand, with what was disclosed of whom, and under whose signature.',
  exposure: 'person',
  input: z.strictObject({
    id: Id,
    demand: Id,
    decision: Decision,
    because: Text(4000),
    signedBy: SingleLine(200),
    decidedOn: PlainDate,
    /** Which parts of whose record were handed over; empty when the demand was refused or challenged. */
    disclosed: z
      .array(
        z.strictObject({
          person: Id,
          fieldGroups: z.array(Code).check(z.minLength(1), z.maxLength(30)),
        }),
      )
      .check(z.maxLength(200)),
  }),
  output: z.object({}),
  facts: ['demand.disclosed'],
  problems: [
    demandUnknown,
    demandDates,
    demandNothingDisclosed,
    demandDisclosedThoughRefused,
    demandAsylum,
    personUnknown,
    codeUnknown,
  ],
})

const Demand = z.object({
  id: Id,
  authority: z.string(),
  authorityClass: AuthorityClass,
  instrument: z.string(),
  scope: z.string(),
  receivedOn: PlainDate,
  answerBy: z.nullable(PlainDate),
  /** The last decision; null while it waits. */
  decision: z.nullable(Decision),
})

export const listDemands = query({
  name: 'demand.list',
  summary: 'The register of legal demands, the last first.',
  exposure: 'staff',
  input: z.strictObject({}),
  output: z.object({ demands: z.array(Demand) }),
})

export const getDemand = query({
  name: 'demand.get',
  summary: 'One demand: what was decided, what was disclosed of whom, and the documents.',
  discloses: true,
  input: z.strictObject({ id: Id }),
  output: z.object({
    ...Demand.shape,
    receivedByName: z.nullable(z.string()),
    decisions: z.array(
      z.object({
        id: Id,
        decision: Decision,
        because: z.string(),
        signedBy: z.string(),
        decidedOn: PlainDate,
        decidedByName: z.nullable(z.string()),
        disclosed: z.array(
          z.object({ person: Id, name: z.nullable(z.string()), fieldGroups: z.array(z.string()) }),
        ),
      }),
    ),
    documents: z.array(
      z.object({
        id: Id,
        name: z.string(),
        mediaType: z.string(),
        attachedByName: z.nullable(z.string()),
        attachedAt: Instant,
      }),
    ),
  }),
  problems: [demandUnknown],
})

// What an override says, for how long it may hold, and which facts change what a receiver sees.
import * as z from 'zod/mini'
import { consentTurns } from '../consent/facts.ts'
import { facts } from './facts.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant } from '../../kernel/words.ts'

export const Ground = z.enum(['law', 'vital_interest'])
export type Ground = z.infer<typeof Ground>

export const Verdict = z.enum(['justified', 'not_justified'])

export const Override = z.object({
  person: Id,
  id: Id,
  called: z.nullable(z.string()),
  purpose: Code,
  recipient: z.object({ id: Id, name: z.string() }),
  fieldGroups: z.array(Code),
  ground: Ground,
  basis: z.string(),
  reason: z.string(),
  askedBy: z.object({ id: Id, name: z.nullable(z.string()) }),
  askedAt: Instant,
  until: PlainDate,
  state: z.enum(['asked', 'allowed', 'refused']),
  decidedBy: z.nullable(z.object({ id: Id, name: z.nullable(z.string()) })),
  decidedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  verdict: z.nullable(Verdict),
  /** Why it ended before its last day without a user of the keeper ending it. */
  endedBecause: z.optional(z.literal('own_allowance')),
  /** Whether the asking organisation keeps the record: it alone allows and reviews. */
  keptHere: z.optional(z.boolean()),
})
export type Override = z.infer<typeof Override>

/** Days an override may hold at most: time to ask the person, or a judge. */
export const OVERRIDE_DAYS = 30

/** Facts, those of consents too, after which a receiver may see less or more than before. */
export const turns = [
  ...consentTurns,
  ...facts.filter(({ kind }) => ['override.allowed', 'override.ended'].includes(kind)),
]

// Operations of households: who lives together, who joins and who leaves.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { codeUnknown, consentMissing, personUnknown } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Id, Instant, SingleLine } from '../../kernel/words.ts'
import { Glimpse } from '../record/operations.ts'
import {
  householdExists,
  householdMemberElsewhere,
  householdNotAMember,
  householdOneHead,
  householdUnknown,
} from './problems.ts'

const ROLE_PROBLEMS = [personUnknown, codeUnknown]

const Membership = z.strictObject({
  person: Id,
  /** Code of the pack's household roles: the relation to the head of the household. */
  relation: Code,
  head: z.optional(z.boolean()),
})

const Household = z.object({
  id: Id,
  formedAt: Instant,
  members: z.array(
    z.object({
      person: Glimpse,
      relation: z.string(),
      head: z.boolean(),
      joinedOn: PlainDate,
      leftOn: z.nullable(PlainDate),
    }),
  ),
})
export type Household = z.infer<typeof Household>

export const formHousehold = command({
  name: 'household.form',
  summary: 'People who live as one household are joined.',
  offline: true,
  input: z.strictObject({
    id: Id,
    members: z.array(Membership).check(z.maxLength(40)).check(z.minLength(1)),
  }),
  output: z.object({ id: Id }),
  facts: ['household.formed', 'household.began'],
  problems: [householdExists, householdOneHead, householdMemberElsewhere, consentMissing, ...ROLE_PROBLEMS],
})

export const addHouseholdMember = command({
  name: 'household.add_member',
  summary: 'Someone joins a household.',
  offline: true,
  input: z.strictObject({ id: Id, ...Membership.shape }),
  output: z.object({}),
  facts: ['household.member_added', 'household.joined'],
  problems: [householdUnknown, householdOneHead, householdMemberElsewhere, consentMissing, ...ROLE_PROBLEMS],
})

export const removeHouseholdMember = command({
  name: 'household.remove_member',
  summary: 'Someone leaves a household; that they once belonged to it stays.',
  offline: true,
  input: z.strictObject({ id: Id, person: Id, because: z.optional(SingleLine(300)) }),
  output: z.object({}),
  facts: ['household.member_removed', 'household.left', 'household.ended'],
  problems: [householdUnknown, householdNotAMember, consentMissing, personUnknown],
})

export const getHousehold = query({
  name: 'household.get',
  summary: 'A household, who belongs to it and who once did.',
  discloses: true,
  input: z.strictObject({ id: Id }),
  output: Household,
  problems: [householdUnknown],
})

// The problems with which households refuse a command.
import * as z from 'zod/mini'
import { conflict, unknown } from '../../kernel/problem.ts'

export const householdExists = conflict('household.exists')
export const householdMemberElsewhere = conflict('household.member_elsewhere', {
  person: z.optional(z.string()),
})
export const householdNotAMember = unknown('household.not_a_member')
export const householdOneHead = conflict('household.one_head')
export const householdUnknown = unknown('household.unknown')

// How a lost second proof is reset: one administrator asks, and the holder or another person confirms.
import * as z from 'zod/mini'
import { command, query } from '../../../kernel/command.ts'
import { secondFactorNone, userDeactivated, userUnknown } from '../../../kernel/problems.ts'
import { Id, Instant } from '../../../kernel/words.ts'
import {
  secondFactorResetAsked,
  secondFactorResetLinkGiven,
  secondFactorResetOwn,
  secondFactorResetTwoProofs,
  secondFactorResetUnknown,
  userHeldElsewhere,
} from '../problems.ts'

const One = z.strictObject({ id: Id })
const Done = z.object({ id: Id })

export const resetSecondFactor = command({
  name: 'second_factor.reset',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator asks that the second proof of a user who lost it be reset. Nothing changes before it is confirmed.',
  input: z.strictObject({ id: Id, user: Id }),
  output: Done,
  problems: [
    userUnknown,
    userDeactivated,
    userHeldElsewhere,
    secondFactorNone,
    secondFactorResetOwn,
    secondFactorResetAsked,
  ],
})

export const confirmReset = command({
  name: 'second_factor.confirm_reset',
  forPeople: true,
  exposure: 'staff',
  summary:
    'The holder, signed in with a passkey or a code for paper, or another administrator or data protection officer confirms: the app, and for whoever is not the holder passkeys too, are forgotten. The password stays.',
  input: One,
  output: Done,
  problems: [
    userUnknown,
    userDeactivated,
    userHeldElsewhere,
    secondFactorResetUnknown,
    secondFactorResetOwn,
    secondFactorResetTwoProofs,
    secondFactorResetLinkGiven,
  ],
})

export const declineReset = command({
  name: 'second_factor.decline_reset',
  forPeople: true,
  exposure: 'staff',
  summary: 'The holder, or whoever may confirm or asked, ends it: the second proof stays.',
  input: One,
  output: Done,
  problems: [secondFactorResetUnknown],
})

export const listResets = query({
  name: 'second_factor.resets',
  forPeople: true,
  exposure: 'staff',
  summary:
    'Resets of the own second proof that wait or were settled in the last thirty days, and those that the asker may settle.',
  input: z.strictObject({}),
  output: z.array(
    z.object({
      id: Id,
      organisationName: z.string(),
      user: Id,
      userName: z.string(),
      askedBy: z.string(),
      askedAt: Instant,
      settledBy: z.optional(z.string()),
      settledAt: z.optional(Instant),
      /** Null while it waits. */
      confirmed: z.nullable(z.boolean()),
      /** The request is about the asker's own account. */
      own: z.boolean(),
      mayConfirm: z.boolean(),
    }),
  ),
})

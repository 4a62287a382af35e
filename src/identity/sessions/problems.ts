// The problems that sign-in, a session or a key is refused with.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, tooOften, unauthenticated } from '../../kernel/problem.ts'

export const keyExpired = unauthenticated('key.expired')
export const keyOutOfScope = forbidden('key.out_of_scope', { name: z.optional(z.string()) })
export const keyRevoked = unauthenticated('key.revoked')
export const keyUnknown = unauthenticated('key.unknown')
export const organisationChoose = conflict('organisation.choose')
export const passkeyExpired = unauthenticated('passkey.expired')
export const passkeyRefused = unauthenticated('passkey.refused')
export const passkeyRefusedInvalid = invalid('passkey.refused')
export const passkeyUnverified = unauthenticated('passkey.unverified')
export const passwordWeak = invalid('password.weak', { because: z.string() })
export const passwordWrong = forbidden('password.wrong')
export const roleNone = forbidden('role.none')
export const secondFactorEnrolled = conflict('second_factor.enrolled')
export const secondFactorLast = conflict('second_factor.last')
export const secondFactorRequired = forbidden('second_factor.required')
export const secondFactorUnreadable = conflict('second_factor.unreadable')
export const secondFactorUsed = unauthenticated('second_factor.used')
export const secondFactorWrong = unauthenticated('second_factor.wrong', { onPaper: z.optional(z.boolean()) })
export const sessionEnded = unauthenticated('session.ended')
export const sessionStale = forbidden('session.stale')
export const signInAgain = unauthenticated('sign_in.again')
export const signInRefused = unauthenticated('sign_in.refused')
export const signOnEmailUnverified = forbidden('sign_on.email_unverified')
export const signOnExpired = unauthenticated('sign_on.expired')
export const signOnLinkedOtherwise = forbidden('sign_on.linked_otherwise')
export const signOnMisconfigured = conflict('sign_on.misconfigured')
export const signOnNotTrusted = forbidden('sign_on.not_trusted', { because: z.string() })
export const signOnOtherAccount = forbidden('sign_on.other_account', { email: z.string() })
export const signOnOwnProof = forbidden('sign_on.own_proof')
export const signOnRefusedThere = unauthenticated('sign_on.refused_there', { error: z.string() })
export const signOnRequired = forbidden('sign_on.required')
export const signOnUnknownUser = forbidden('sign_on.unknown_user')
export const signOnUnreachable = conflict('sign_on.unreachable')
export const userIsProgram = forbidden('user.is_program')
export const keyLocked = tooOften('key.locked', {
  until: z.string(),
  retryAfter: z.number(),
  minutes: z.number(),
  withCode: z.boolean(),
})

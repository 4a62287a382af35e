// The sign-in routes as clients see them: the purpose and the input of each. `server/routes.ts` implements
// them.
import * as z from 'zod/mini'
import type { ProblemKind } from '../../../kernel/problem.ts'
import {
  actorUnknown,
  inputInvalid,
  inputMalformed,
  inputTooLarge,
  invitationUsed,
  organisationNotYours,
  requestForeignPage,
  secondFactorNone,
  signInLocked,
  signOnDomainUnproved,
  signOnNone,
  userDeactivated,
} from '../../../kernel/problems.ts'
import { Id, Instant, SingleLine } from '../../../kernel/words.ts'
import {
  passkeyExpired,
  passkeyRefused,
  passkeyUnverified,
  passwordWeak,
  passwordWrong,
  secondFactorEnrolled,
  secondFactorLast,
  secondFactorRequired,
  secondFactorUnreadable,
  secondFactorUsed,
  secondFactorWrong,
  sessionEnded,
  sessionStale,
  signInAgain,
  signInRefused,
  signOnEmailUnverified,
  signOnExpired,
  signOnLinkedOtherwise,
  signOnMisconfigured,
  signOnNotTrusted,
  signOnOtherAccount,
  signOnOwnProof,
  signOnRefusedThere,
  signOnRequired,
  signOnUnknownUser,
  signOnUnreachable,
  userIsProgram,
} from '../problems.ts'

export type AuthRouteSchema = {
  method: 'GET' | 'POST'
  summary: string
  input: z.ZodMiniType
  /** The problems it may answer with, beside those of every route. */
  problems: readonly ProblemKind[]
}

/** The problems of every route. */
export const AUTH_PROBLEMS = [
  inputMalformed,
  inputTooLarge,
  inputInvalid,
  requestForeignPage,
  signInLocked,
] as const

const Secret = z.string().check(z.minLength(1), z.maxLength(300))
const Email = z.string().check(z.minLength(3), z.maxLength(254))
const Nothing = z.strictObject({})
const Credential = z.looseObject({ id: z.string().check(z.maxLength(2000)) })

/** Problems of routes that need a session. */
const SIGNED_IN = [actorUnknown, sessionEnded]
/** Problems of routes that open a session. */
const CLOSED = [userDeactivated, userIsProgram, signOnRequired]
const CODE = [
  secondFactorWrong,
  secondFactorUsed,
  secondFactorNone,
  secondFactorUnreadable,
  signInAgain,
  ...CLOSED,
]
const PASSWORD = [passwordWrong, secondFactorRequired, signOnOwnProof, ...SIGNED_IN]
const PASSKEY = [passkeyRefused, passkeyExpired, passkeyUnverified]

const post = <Schema extends z.ZodMiniType>(
  summary: string,
  input: Schema,
  problems: readonly ProblemKind[] = [],
) => ({ method: 'POST' as const, summary, input, problems })

const get = (summary: string, problems: readonly ProblemKind[] = []) => ({
  method: 'GET' as const,
  summary,
  input: Nothing,
  problems,
})

/** Under `/api/auth/`, by name. They set cookies and count guesses, so they are neither commands nor queries. */
export const AUTH_ROUTES = {
  'sign-in': post(
    'Opens a session with e-mail and password; `next` says whether a code is owed. `code` may come with them: while others guess at the account, a browser that is not known there needs it.',
    z.strictObject({ email: Email, password: Secret, code: z.optional(SingleLine(40)) }),
    [signInRefused, secondFactorWrong, secondFactorUsed, secondFactorUnreadable, ...CLOSED],
  ),
  'second-factor': post(
    'Shows the code of the authenticator app, after the password or after organisation sign-on.',
    z.strictObject({ code: SingleLine(40) }),
    CODE,
  ),
  'backup-code': post(
    'Shows one of the codes kept on paper; each works once.',
    z.strictObject({ code: SingleLine(40) }),
    CODE,
  ),
  'sign-out': post('Ends this session.', Nothing),

  'sign-on': post(
    'Begins organisation sign-on: `to` is where the browser goes, at the provider that the e-mail’s domain leads to.',
    z.strictObject({ email: Email, destination: z.optional(z.string().check(z.maxLength(500))) }),
    [signOnNone, signOnUnreachable, signOnMisconfigured],
  ),
  'sign-on-return': post(
    'Ends organisation sign-on with what the provider put into the address of our page, and opens a session.',
    z.strictObject({ answer: z.string().check(z.maxLength(8000)) }),
    [
      signOnExpired,
      signOnRefusedThere,
      signOnNotTrusted,
      signOnUnreachable,
      signOnMisconfigured,
      signOnEmailUnverified,
      signOnUnknownUser,
      signOnOtherAccount,
      signOnLinkedOtherwise,
      signOnDomainUnproved,
      userDeactivated,
      userIsProgram,
    ],
  ),

  invitation: post('Whose invitation a link is.', z.strictObject({ token: Secret }), [invitationUsed]),
  'set-password': post(
    'Uses an invitation up: the account has this password from now on.',
    z.strictObject({ token: Secret, password: Secret }),
    [invitationUsed, passwordWeak],
  ),
  'change-password': post(
    'Changes the own password and ends all other sessions.',
    z.strictObject({ current: Secret, password: Secret }),
    [passwordWeak, passwordWrong, ...SIGNED_IN],
  ),

  'enrol-codes': post(
    'Begins to set an authenticator app up; the password may be left out by whoever has none.',
    z.strictObject({ password: z.optional(Secret) }),
    [secondFactorEnrolled, ...PASSWORD],
  ),
  'confirm-codes': post(
    'Ends setting the app up with its first code.',
    z.strictObject({ code: SingleLine(12) }),
    [
      secondFactorWrong,
      secondFactorUsed,
      secondFactorNone,
      secondFactorRequired,
      signOnOwnProof,
      ...SIGNED_IN,
    ],
  ),
  'drop-codes': post('Removes the authenticator app.', z.strictObject({ password: z.optional(Secret) }), [
    secondFactorNone,
    ...PASSWORD,
  ]),
  'renew-backup-codes': post(
    'Makes new codes for paper; the old ones stop working.',
    z.strictObject({ password: z.optional(Secret) }),
    [secondFactorNone, ...PASSWORD],
  ),

  'passkey-options': post('What a browser needs to ask for a passkey.', Nothing),
  'passkey-sign-in': post('Opens a session with a passkey.', z.strictObject({ credential: Credential }), [
    ...PASSKEY,
    ...CLOSED,
  ]),
  'new-passkey-options': post('What a browser needs to make a passkey.', Nothing, [
    secondFactorRequired,
    signOnOwnProof,
    sessionStale,
    ...SIGNED_IN,
  ]),
  'new-passkey': post(
    'Keeps a passkey that the browser has made.',
    z.strictObject({ name: SingleLine(60), credential: Credential }),
    [secondFactorRequired, signOnOwnProof, sessionStale, ...PASSKEY, ...SIGNED_IN],
  ),
  passkeys: get('The own passkeys.', SIGNED_IN),
  'drop-passkey': post('Removes one of the own passkeys.', z.strictObject({ id: Id }), [
    secondFactorLast,
    secondFactorRequired,
    signOnOwnProof,
    ...SIGNED_IN,
  ]),

  standing: get('What a sign-in still needs, and for whom one may act.'),
  sessions: get('Where one is signed in.', SIGNED_IN),
  'end-sessions': post(
    'Ends one of the own other sessions, or all of them.',
    z.strictObject({ id: z.optional(Id) }),
    SIGNED_IN,
  ),
  'refused-proofs': get(
    'Passwords and second proofs that were tried on the own account and refused: kind, address, browser and how often, never what was tried.',
    SIGNED_IN,
  ),
  'see-refused-proofs': post(
    'Says that what was refused until then has been seen: it is no longer new.',
    z.strictObject({ until: Instant }),
    [secondFactorRequired, ...SIGNED_IN],
  ),
  'choose-organisation': post(
    'Chooses for which organisation, and in which centre, this session acts.',
    z.strictObject({ organisation: Id, centre: z.optional(Id) }),
    [organisationNotYours, ...SIGNED_IN],
  ),
} satisfies Record<string, AuthRouteSchema>

/** The same with all the problems of each, for the OpenAPI document. */
export const DESCRIBED: Readonly<Record<string, AuthRouteSchema>> = Object.fromEntries(
  Object.entries<AuthRouteSchema>(AUTH_ROUTES).map(([name, route]) => [
    name,
    { ...route, problems: [...route.problems, ...AUTH_PROBLEMS] },
  ]),
)

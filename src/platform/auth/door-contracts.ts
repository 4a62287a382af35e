// The doors of signing in as others may know them: what each is for and what it takes. `doors.ts` stands behind them.
import * as z from 'zod/mini'
import { Id, Line } from '../../kernel/words.ts'

export type DoorContract = { method: 'GET' | 'POST'; summary: string; input: z.ZodMiniType }

const Secret = z.string().check(z.minLength(1), z.maxLength(300))
const Email = z.string().check(z.minLength(3), z.maxLength(254))
const Nothing = z.strictObject({})
const Credential = z.looseObject({ id: z.string().check(z.maxLength(2000)) })

const post = <Schema extends z.ZodMiniType>(summary: string, input: Schema) => ({
  method: 'POST' as const,
  summary,
  input,
})
const get = (summary: string) => ({ method: 'GET' as const, summary, input: Nothing })

/** Under `/api/auth/`, by name. They set cookies and count guesses, so they are neither commands nor queries. */
export const DOORS = {
  'sign-in': post(
    'Opens a session with e-mail and password; `next` says whether a code is owed.',
    z.strictObject({ email: Email, password: Secret }),
  ),
  'second-factor': post(
    'Shows the code of the authenticator app, after the password or after organisation sign-on.',
    z.strictObject({ code: Line(40) }),
  ),
  'backup-code': post(
    'Shows one of the codes kept on paper; each works once.',
    z.strictObject({ code: Line(40) }),
  ),
  'sign-out': post('Ends this session.', Nothing),

  'sign-on': post(
    'Begins organisation sign-on: `to` is where the browser goes, at the provider that the e-mail’s domain leads to.',
    z.strictObject({ email: Email, destination: z.optional(z.string().check(z.maxLength(500))) }),
  ),
  'sign-on-return': post(
    'Ends organisation sign-on with what the provider put into the address of our page, and opens a session.',
    z.strictObject({ answer: z.string().check(z.maxLength(8000)) }),
  ),

  invitation: post('Whose invitation a link is.', z.strictObject({ token: Secret })),
  'set-password': post(
    'Uses an invitation up: the account has this password from now on.',
    z.strictObject({ token: Secret, password: Secret }),
  ),
  'change-password': post(
    'Changes the own password and ends all other sessions.',
    z.strictObject({ current: Secret, password: Secret }),
  ),

  'enrol-codes': post(
    'Begins to set an authenticator app up; the password may be left out by whoever has none.',
    z.strictObject({ password: z.optional(Secret) }),
  ),
  'confirm-codes': post('Ends setting the app up with its first code.', z.strictObject({ code: Line(12) })),
  'drop-codes': post('Removes the authenticator app.', z.strictObject({ password: z.optional(Secret) })),
  'renew-backup-codes': post(
    'Makes new codes for paper; the old ones stop working.',
    z.strictObject({ password: z.optional(Secret) }),
  ),

  'passkey-options': post('What a browser needs to ask for a passkey.', Nothing),
  'passkey-sign-in': post('Opens a session with a passkey.', z.strictObject({ credential: Credential })),
  'new-passkey-options': post('What a browser needs to make a passkey.', Nothing),
  'new-passkey': post(
    'Keeps a passkey that the browser has made.',
    z.strictObject({ name: Line(60), credential: Credential }),
  ),
  passkeys: get('The own passkeys.'),
  'drop-passkey': post('Removes one of the own passkeys.', z.strictObject({ id: Id })),

  standing: get('What a sign-in still needs, and for whom one may act.'),
  sessions: get('Where one is signed in.'),
  'end-sessions': post(
    'Ends one of the own other sessions, or all of them.',
    z.strictObject({ id: z.optional(Id) }),
  ),
  'choose-organisation': post(
    'Chooses for which organisation, and in which centre, this session acts.',
    z.strictObject({ organisation: Id, centre: z.optional(Id) }),
  ),
} satisfies Record<string, DoorContract>

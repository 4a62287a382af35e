// The operations on principals that are no users, such as a display: made, listed and revoked by an
// administrator; opened with a code, and closed, by itself.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { PrincipalKind } from '../../kernel/principal.ts'
import { requestForeignPage } from '../../kernel/problems.ts'
import { Code, Id, Instant, SingleLine } from '../../kernel/words.ts'
import { centreUnknown } from '../organisations/problems.ts'
import {
  principalBeyondMaker,
  principalCentreMissing,
  principalCodeWrong,
  principalEnded,
  principalNone,
  principalTooMany,
  principalUseUnknown,
} from './problems.ts'

/** Days for which a principal is valid at most; the database enforces it too. */
export const LONGEST_DAYS = 366

/** Minutes in which its code must be typed. */
export const CODE_MINUTES = 60

/** Open screens ask again when one was made or revoked, and principals are identified again. */
const refreshes = ['principal']

export const makePrincipal = command({
  name: 'principal.make',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator makes a principal that is no user, such as a display: of a declared use, whose operations they may call themselves.',
  input: z.strictObject({
    id: Id,
    use: Code,
    /** What the logs call it, such as "Display in the hall". */
    name: SingleLine(80),
    /** Where it stands: needed for a display and a kiosk. */
    centre: z.optional(Id),
    days: z.int().check(z.minimum(1), z.maximum(LONGEST_DAYS)),
  }),
  output: z.object({
    id: Id,
    until: Instant,
    /** Sixteen digits to type where it is to open, in the first answer only. */
    code: z.optional(z.string()),
    /** Of a program instead, for its bearer header, in the first answer only. */
    secret: z.optional(z.string()),
  }),
  secret: ['code', 'secret'],
  refreshes,
  problems: [principalUseUnknown, principalBeyondMaker, principalCentreMissing, centreUnknown],
})

export const revokePrincipal = command({
  name: 'principal.revoke',
  forPeople: true,
  exposure: 'staff',
  summary: 'A principal is ended at once and for good, wherever it is open.',
  input: z.strictObject({ id: Id }),
  output: z.object({ id: Id }),
  refreshes,
  problems: [principalNone],
})

export const ListedPrincipal = z.object({
  id: Id,
  use: z.string(),
  kind: PrincipalKind,
  name: z.string(),
  centre: z.nullable(z.object({ id: Id, name: z.string() })),
  /** All it may call; none when the program no longer declares its use. */
  operations: z.array(z.string()),
  madeBy: z.nullable(z.string()),
  madeAt: Instant,
  until: Instant,
  openedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  /** Null when it ended by itself, because another code was typed where it was open. */
  endedBy: z.nullable(z.string()),
  state: z.enum(['waiting', 'open', 'ended', 'expired']),
})
export type ListedPrincipal = z.infer<typeof ListedPrincipal>

export const listPrincipals = query({
  name: 'principal.list',
  forPeople: true,
  exposure: 'staff',
  summary:
    'The principals of the own organisation that are no users: what each may do, who made it, and whether it is open.',
  input: z.strictObject({}),
  output: z.object({ principals: z.array(ListedPrincipal) }),
})

/** The route runs it once the code is found: the answer holds the value of the cookie. */
export const openPrincipal = command({
  name: 'principal.open',
  forPeople: true,
  exposure: 'staff',
  summary: 'The code of a principal is used: from then on it is open in the browser where it was typed.',
  /** `code` is the id of the principal whose code was typed. */
  input: z.strictObject({ code: Id }),
  output: z.object({ token: z.optional(z.string()), until: Instant }),
  secret: ['token'],
  refreshes,
  problems: [principalCodeWrong, principalTooMany, principalEnded, requestForeignPage],
})

export const closePrincipal = command({
  name: 'principal.close',
  forPeople: true,
  exposure: 'staff',
  summary: 'A principal ends itself: run when another code is typed in the browser where it was open.',
  input: z.strictObject({}),
  output: z.object({}),
  refreshes,
  problems: [principalEnded],
})

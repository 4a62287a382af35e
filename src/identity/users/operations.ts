// The users who act for organisations: their accounts, the roles they are given and the memberships they accept.
import * as z from 'zod/mini'
import { keyRoleOfPeople } from '../keys/problems.ts'
import { command, query } from '../../kernel/command.ts'
import {
  invitationUsed,
  organisationNotYours,
  secondFactorNone,
  userDeactivated,
  userUnknown,
} from '../../kernel/problems.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Id, SingleLine, Locale } from '../../kernel/words.ts'
import { centreUnknown, organisationNoRoles } from '../organisations/problems.ts'
import { roleDutiesApart, roleUnknown } from '../roles/problems.ts'
import {
  invitationOfAnother,
  membershipCodeWrong,
  membershipNone,
  membershipTwoProofs,
  roleLastAdministrator,
  roleNotForClass,
  roleOwnConfirmation,
  rolePeriodReversed,
  roleTaken,
  userEmailTaken,
  userHeldElsewhere,
} from './problems.ts'
import { FromOutside, ListedUser, Offered, RoleName, Unconfirmed } from './rules/shapes.ts'

export { RoleName }
export * from './rules/resets.ts'

const Email = z.string().check(z.maxLength(254), z.toLowerCase(), z.email())
const Done = z.object({ id: Id })

const NewRole = {
  role: RoleName,
  centre: z.optional(Id),
  from: z.optional(PlainDate),
  until: z.optional(PlainDate),
}

const ROLE_PROBLEMS = [
  organisationNotYours,
  organisationNoRoles,
  roleNotForClass,
  roleUnknown,
  roleTaken,
  rolePeriodReversed,
  roleDutiesApart,
  centreUnknown,
]

export const inviteUser = command({
  name: 'user.invite',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator invites somebody to work for their organisation; the link is shown by user.invitation.',
  input: z.strictObject({
    id: Id,
    name: SingleLine(160),
    email: Email,
    locale: Locale,
    roles: z.array(z.strictObject(NewRole)).check(z.minLength(1), z.maxLength(12)),
    /** Another organisation, for the lead organisation inviting its first administrator. */
    organisation: z.optional(Id),
  }),
  output: z.object({
    /** The id of the account: an existing one when a user of that e-mail works in the network already. */
    id: Id,
    /** Another organisation opened that account: its holder must accept, with the code of `membership.code`. */
    elsewhere: z.optional(z.literal(true)),
  }),
  problems: [keyRoleOfPeople, userUnknown, ...ROLE_PROBLEMS, userDeactivated, userEmailTaken],
})

export const handProgram = command({
  name: 'user.hand_program',
  forPeople: true,
  exposure: 'staff',
  summary: 'What a program reads waits to be confirmed again, because somebody else is given a key to it.',
  input: z.strictObject({ id: Id }),
  output: Done,
  problems: [userUnknown],
})

export const addProgram = command({
  name: 'user.add_program',
  forPeople: true,
  exposure: 'staff',
  summary: 'Makes the user as whom a program works that holds a key; nobody signs in to it.',
  input: z.strictObject({ id: Id, name: SingleLine(160), roles: z.array(RoleName).check(z.maxLength(12)) }),
  output: Done,
  problems: [
    keyRoleOfPeople,
    userUnknown,
    organisationNoRoles,
    organisationNotYours,
    roleNotForClass,
    roleUnknown,
    roleDutiesApart,
  ],
})

export const reinviteUser = command({
  name: 'user.reinvite',
  forPeople: true,
  exposure: 'staff',
  summary:
    'Gives a user who lost the password or the telephone a new link; sessions end and second factors are forgotten, and then what reads people waits for a second administrator.',
  input: z.strictObject({
    user: Id,
    /** Only the password was lost: the authenticator app stays, and no role has to be confirmed again. */
    keepSecondFactor: z.optional(z.boolean()),
  }),
  output: Done,
  problems: [userUnknown, userDeactivated, userHeldElsewhere, secondFactorNone],
})

export const deactivateUser = command({
  name: 'user.deactivate',
  forPeople: true,
  exposure: 'staff',
  summary:
    'Closes an account at once: its sessions end and nobody can sign in to it. While another organisation works with it, only the roles here end.',
  input: z.strictObject({ user: Id }),
  output: z.object({
    id: Id,
    /** The account stays open: another organisation works with it. */
    open: z.optional(z.literal(true)),
  }),
  problems: [userUnknown, roleLastAdministrator],
})

export const reactivateUser = command({
  name: 'user.reactivate',
  forPeople: true,
  exposure: 'staff',
  summary: 'Opens a closed account again, with its roles; it needs a new link to set a password.',
  input: z.strictObject({ user: Id }),
  output: Done,
  problems: [userUnknown],
})

export const chooseLanguage = command({
  name: 'user.choose_language',
  forPeople: true,
  exposure: 'staff',
  summary: 'Somebody chooses the language they work in.',
  input: z.strictObject({ locale: Locale }),
  output: Done,
})

export const grantRole = command({
  name: 'role.grant',
  forPeople: true,
  exposure: 'staff',
  summary:
    'An administrator gives a user a role in their organisation, or in one of its centres, for a time or until revoked.',
  input: z.strictObject({ id: Id, user: Id, ...NewRole, organisation: z.optional(Id) }),
  output: Done,
  problems: [...ROLE_PROBLEMS, keyRoleOfPeople, userUnknown],
})

export const confirmRole = command({
  name: 'role.confirm',
  forPeople: true,
  exposure: 'staff',
  summary:
    'A second administrator confirms a role that its giver could gain by; the lead organisation does where there is none.',
  input: z.strictObject({ id: Id }),
  output: Done,
  problems: [roleUnknown, roleOwnConfirmation, rolePeriodReversed],
})

export const revokeRole = command({
  name: 'role.revoke',
  forPeople: true,
  exposure: 'staff',
  summary: 'An administrator takes a role back.',
  input: z.strictObject({ id: Id }),
  output: Done,
  problems: [roleUnknown, roleLastAdministrator],
})

export const listUnconfirmed = query({
  name: 'role.unconfirmed',
  forPeople: true,
  exposure: 'staff',
  summary: 'Roles that wait for a second administrator, and which of them the asker may confirm.',
  input: z.strictObject({}),
  output: z.array(Unconfirmed),
})

export const listFromOutside = query({
  name: 'role.from_outside',
  forPeople: true,
  exposure: 'staff',
  summary:
    'What another organisation gave here, and this one elsewhere, after somebody worked there: what waits or began in the last thirty days.',
  input: z.strictObject({}),
  output: z.array(FromOutside),
})

export const acceptMembership = command({
  name: 'membership.accept',
  forPeople: true,
  exposure: 'staff',
  summary:
    'The holder of an account takes the roles that another organisation offers, with two proofs and the code it handed over.',
  input: z.strictObject({ organisation: Id, code: SingleLine(40) }),
  output: Done,
  secret: ['code'],
  problems: [membershipNone, membershipTwoProofs, membershipCodeWrong],
})

export const declineMembership = command({
  name: 'membership.decline',
  forPeople: true,
  exposure: 'staff',
  summary: 'The holder of an account declines the roles that another organisation offers.',
  input: z.strictObject({ organisation: Id }),
  output: Done,
  problems: [membershipNone],
})

export const listOffered = query({
  name: 'membership.offered',
  forPeople: true,
  exposure: 'staff',
  summary: 'What other organisations offer to whoever asks, and who invited them.',
  input: z.strictObject({}),
  output: z.array(Offered),
})

export const getMembershipCode = query({
  name: 'membership.code',
  forPeople: true,
  exposure: 'staff',
  summary: 'The code with which somebody whose account another organisation opened accepts, to hand over.',
  input: z.strictObject({ user: Id, organisation: z.optional(Id) }),
  output: z.object({ path: z.string(), code: z.string(), email: z.string(), organisationName: z.string() }),
  problems: [userUnknown, membershipNone, organisationNotYours],
})

export const listUsers = query({
  name: 'user.list',
  exposure: 'staff',
  summary: 'Who works for the own organisation, how they sign in and which roles they hold.',
  input: z.strictObject({}),
  output: z.array(ListedUser),
})

/** `invited`: has not chosen a password yet; `awaits`: a role waits for a confirmation or to be accepted. */
export const USER_STATES = ['active', 'invited', 'awaits', 'without_role', 'program', 'closed'] as const

export const browseUsers = query({
  name: 'user.browse',
  forPeople: true,
  exposure: 'staff',
  summary:
    'Who works for the own organisation, in pages: those with a role, in a state, or that all words of a search find.',
  input: z.strictObject({
    role: z.optional(RoleName),
    state: z.optional(z.enum(USER_STATES)),
    ...paged(['name', 'email']),
  }),
  output: z.object({ users: z.array(ListedUser), ...Paged }),
})

export const getInvitation = query({
  name: 'user.invitation',
  forPeople: true,
  exposure: 'staff',
  summary: 'The one-time link with which an invited user sets a password, to hand over or print.',
  input: z.strictObject({ user: Id }),
  output: z.object({
    path: z.string(),
    name: z.string(),
    email: z.string(),
    until: z.string(),
    /** The organisation the person will work for, where another one opened the account. */
    worksIn: z.optional(z.string()),
  }),
  problems: [userUnknown, userHeldElsewhere, invitationUsed, invitationOfAnother],
})

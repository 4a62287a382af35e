// Invites and closes users and gives them roles; signing in belongs to the capability sessions.
import { onlySystem } from '../../../kernel/actor.ts'
import { invitationUsed, secondFactorNone, userDeactivated, userUnknown } from '../../../kernel/problems.ts'
import { Role } from '../../../kernel/roles.ts'
import type { Id } from '../../../kernel/words.ts'
import {
  closeInvitation,
  createAccount,
  endSessions,
  findAccount,
  findInvitation,
  findSecondFactors,
  forgetProvider,
  forgetSecondFactors,
  invitationText,
  keepLinkGiver,
  listLinkGivers,
  openInvitation,
} from '../sql/sign-in.ts'
import { answer, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import { languageOf, messagesIn } from '../../../platform/messages.ts'
import { centreUnknown, organisationNoRoles } from '../../organisations/problems.ts'
import { findOrganisation } from '../../organisations/reads.ts'
import { roleUnknown } from '../../roles/problems.ts'
import {
  inviteUser,
  addProgram,
  handProgram,
  reinviteUser,
  deactivateUser,
  reactivateUser,
  chooseLanguage,
  grantRole,
  revokeRole,
  listUsers,
  browseUsers,
  getInvitation,
} from '../operations.ts'
import * as policy from '../policy.ts'
import {
  invitationOfAnother,
  roleLastAdministrator,
  rolePeriodReversed,
  roleTaken,
  secondFactorResetAsked,
  userEmailTaken,
  userHeldElsewhere,
} from '../problems.ts'
import { confirming } from './confirming.ts'
import { grant, isFounded, organisationFor, suspendAll, suspendPower, suspendReading } from './granting.ts'
import { memberships } from './memberships.ts'
import { resetting } from './resetting.ts'
import * as sql from '../sql/accounts.ts'
import { isHeldElsewhere } from '../sql/memberships.ts'
import * as resets from '../sql/resets.ts'

const changes: Capability['handlers'] = [
  on(inviteUser, {
    may: policy.administer,
    async run(ctx, input) {
      const organisation = await organisationFor(ctx, input.organisation)
      const existing = await findAccount(ctx.tx, input.email)
      const id = existing ?? input.id
      if (existing === undefined) {
        await createAccount(ctx, input)
        await sql.insertUser(ctx.tx, {
          id,
          organisation: organisation.id,
          name: input.name,
          locale: input.locale,
        })
      }
      const user = await getUser(ctx, id)
      if (!user.active) throw userDeactivated()
      const founded = await isFounded(ctx, organisation)
      for (const role of input.roles)
        await grant(ctx, { organisation, user, founded }, { ...role, id: ctx.newId() })
      if (existing === undefined) await invite(ctx, user)
      return { id, ...(user.organisation !== organisation.id && { elsewhere: true as const }) }
    },
  }),
  on(addProgram, {
    may: onlySystem,
    async run(ctx, { id, name, roles }) {
      const organisation = await organisationFor(ctx)
      // An account needs an e-mail of its own; this one can receive nothing and cannot exist (RFC 2606).
      await createAccount(ctx, { id, name, email: `${id}@program.invalid` })
      await sql.insertUser(ctx.tx, { id, organisation: organisation.id, name, locale: organisation.locale })
      const user = await getUser(ctx, id)
      for (const role of new Set(roles))
        await grant(ctx, { organisation, user, founded: true, program: true }, { role, id: ctx.newId() })
      return { id }
    },
  }),
  on(handProgram, {
    may: onlySystem,
    async run(ctx, { id }) {
      await getOwnUser(ctx, id)
      if (!(await sql.isProgram(ctx.tx, ctx.actor.organisation, id))) throw userUnknown()
      await suspendReading(ctx, id)
      return { id }
    },
  }),
  on(reinviteUser, {
    may: policy.administer,
    async run(ctx, { user: id, keepSecondFactor }) {
      const user = await getOwnUser(ctx, id)
      if (!user.active) throw userDeactivated()
      // The holder of the link controls the account, and everything that other organisations entrusted to it.
      if (await isHeldElsewhere(ctx.tx, id)) throw userHeldElsewhere()
      const { app, any } = await findSecondFactors(ctx.tx, id)
      if (keepSecondFactor && !app) throw secondFactorNone()
      await endSessions(ctx, id)
      // When the app stays, the link alone does not sign in: a code is asked for after every password.
      if (!keepSecondFactor) {
        const both = any || (await resets.wasEverConfirmed(ctx.tx, id))
        await forgetSecondFactors(ctx, id)
        await forgetProvider(ctx, id)
        await (both ? suspendAll(ctx, id) : suspendPower(ctx, id))
      }
      const invitation = await invite(ctx, user)
      await keepLinkGiver(ctx, id, ctx.actor.user, invitation)
      return { id }
    },
  }),
  on(deactivateUser, {
    may: policy.administer,
    async run(ctx, { user: id }) {
      const user = await getOwnUser(ctx, id)
      await keepAnAdministrator(ctx, id)
      // What another organisation entrusts to the account is not this one's to end: only its roles here end.
      if (await isHeldElsewhere(ctx.tx, id)) {
        await sql.revokeRoles(ctx.tx, id, user.organisation, ctx.receivedAt)
        return { id, open: true as const }
      }
      if (user.invitation) await closeInvitation(ctx, user.invitation)
      await sql.setActive(ctx.tx, id, false)
      await endSessions(ctx, id)
      return { id }
    },
  }),
  on(reactivateUser, {
    may: policy.administer,
    async run(ctx, { user: id }) {
      await getOwnUser(ctx, id)
      await sql.setActive(ctx.tx, id, true)
      // Otherwise one person could deactivate and reactivate the account, and its roles that administer or
      // audit would return without a second administrator.
      await suspendPower(ctx, id)
      return { id }
    },
  }),
  on(chooseLanguage, {
    may: policy.chooseOwn,
    async run({ tx, actor }, { locale }) {
      await sql.setLocale(tx, actor.user, locale)
      return { id: actor.user }
    },
  }),
  on(grantRole, {
    may: policy.administer,
    async run(ctx, input) {
      const organisation = await organisationFor(ctx, input.organisation)
      const user = await getUser(ctx, input.user)
      // An organisation does not learn of people who never worked with it: such people are invited by e-mail.
      const known = await sql.worksFor(ctx.tx, user.id, [organisation.id, ctx.actor.organisation])
      if (!known) throw userUnknown()
      const program = await sql.isProgram(ctx.tx, organisation.id, user.id)
      const founded = await isFounded(ctx, organisation)
      await grant(ctx, { organisation, user, founded, program }, input)
      return { id: input.id }
    },
  }),
  on(revokeRole, {
    may: policy.administer,
    async run(ctx, { id }) {
      const assignment = await sql.findRole(ctx.tx, id, ctx.actor.organisation)
      if (!assignment) throw roleUnknown()
      if (assignment.role === 'administrator' && assignment.organisation === ctx.actor.organisation)
        await keepAnAdministrator(ctx, assignment.user)
      await sql.revokeRole(ctx.tx, id, ctx.receivedAt)
      return { id }
    },
  }),
]

async function getUser({ tx }: CommandContext, id: Id): Promise<sql.User> {
  const user = await sql.lockUser(tx, id)
  if (!user) throw userUnknown()
  return user
}

/** A user whose account the actor's organisation answers for. */
async function getOwnUser(ctx: CommandContext, id: Id): Promise<sql.User> {
  const user = await getUser(ctx, id)
  if (user.organisation !== ctx.actor.organisation) throw userUnknown()
  return user
}

/** An organisation without an administrator could not be repaired from inside. */
async function keepAnAdministrator({ tx, actor }: CommandContext, leaving: Id): Promise<void> {
  const administrators = await sql.listAdministrators(tx, actor.organisation)
  if (administrators.length === 1 && administrators[0] === leaving) throw roleLastAdministrator()
}

/** Opens a new invitation that replaces an earlier one. */
async function invite(ctx: CommandContext, user: sql.User): Promise<Id> {
  if (user.invitation) await closeInvitation(ctx, user.invitation)
  const id = ctx.newId()
  const token = ctx.sign(invitationText(id))
  await openInvitation(ctx, { id, user: user.id, token })
  await sql.setInvitation(ctx.tx, user.id, id, ctx.actor.organisation)
  return id
}

/** When an organisation closes, the accounts it answers for close, and every session of those who work for it ends. */
async function closeUsersOf(ctx: CommandContext, organisation: Id): Promise<void> {
  for (const user of await sql.usersOf(ctx.tx, organisation)) {
    if (user.invitation) await closeInvitation(ctx, user.invitation)
    if (user.home) await sql.setActive(ctx.tx, user.id, false)
    await endSessions(ctx, user.id)
  }
}

const shown = (
  { id, name, email, active, invited, program, roles, ...user }: sql.ListedUser,
  organisation: Id,
) => ({
  id,
  name,
  email,
  active,
  invited,
  program,
  roles,
  ours: user.organisation === organisation,
  secondFactor: user.second_factor,
  signOn: user.sign_on,
})

/** What the shipped roles are called in the asker's language. */
async function roleWords(locale: string): Promise<Record<string, string>> {
  const words = await messagesIn(languageOf(locale))
  return Object.fromEntries(Role.options.map((role) => [role, words(`role.${role}`) ?? role]))
}

const questions: Capability['handlers'] = [
  answer(listUsers, {
    may: policy.seeUsers,
    async run({ tx, actor }) {
      return (await sql.listUsers(tx, actor.organisation)).map((user) => shown(user, actor.organisation))
    },
  }),
  answer(browseUsers, {
    may: policy.seeUsers,
    async run({ tx, actor }, { count, ...by }) {
      const sought = { ...by, roleWords: await roleWords(actor.locale) }
      const { rows, ...next } = await sql.browseUsersOf(tx, actor.organisation, sought)
      return {
        users: rows.map((user) => shown(user, actor.organisation)),
        ...next,
        ...(count && { total: await sql.countUsers(tx, actor.organisation, sought) }),
      }
    },
  }),
  answer(getInvitation, {
    may: policy.administer,
    async run({ tx, actor, sign }, { user: id }) {
      const user = await sql.findUser(tx, id)
      // Only the organisation that opened the invitation may show its link: the link gives control of the
      // account.
      if (!user || user.invited_by !== actor.organisation) throw userUnknown()
      if (await isHeldElsewhere(tx, id)) throw userHeldElsewhere()
      // Known to the link's giver and to the holder alone: a person who may know the password does not reset
      // the second proof.
      const givers = await listLinkGivers(tx, id)
      const giver = givers.find(({ invitation }) => invitation === user.invitation)
      if (giver && giver.by !== actor.user) throw invitationOfAnother()
      const until = user.invitation ? await findInvitation(tx, user.invitation) : undefined
      if (!user.invitation || until === undefined) throw invitationUsed()
      const home = await findOrganisation(tx, user.organisation)
      return {
        path: `/invitation/${sign(invitationText(user.invitation))}`,
        name: user.name,
        email: user.email,
        until,
        ...(home && home.id !== actor.organisation && { worksIn: home.name }),
      }
    },
  }),
]

const file = listFile(browseUsers, {
  title: 'user.title',
  rows: ({ users }) => users,
  columns: [
    { title: 'user.name', value: ({ name }) => name },
    { title: 'user.email', value: ({ email }) => email },
    {
      title: 'user.roles',
      value: ({ roles }, { text }) =>
        roles
          .map(({ role, name, centreName }) =>
            [name ?? text(`role.${role}`), centreName].filter(Boolean).join(', '),
          )
          .join('; '),
    },
    {
      title: 'user.state',
      value: ({ active }, { text }) => text(active ? 'user.state.active' : 'user.state.closed'),
    },
  ],
})

export const capability: Capability = {
  routes: [file],
  name: 'users',
  handlers: [...changes, ...memberships, ...confirming, ...resetting, ...questions],
  closing: closeUsersOf,
  constraints: {
    user_email_unique: userEmailTaken,
    role_assignment_unique: roleTaken,
    role_assignment_centre: centreUnknown,
    role_assignment_period: rolePeriodReversed,
    role_assignment_firewall: organisationNoRoles,
    second_factor_reset_once: secondFactorResetAsked,
  },
}

// A lost second proof: an administrator asks for its reset, and the holder confirms by another proof of
// theirs, or another person does. The password stays, so that neither the asker nor the confirmer can sign in
// as the holder.
import { secondFactorNone, userDeactivated, userUnknown } from '../../../kernel/problems.ts'
import {
  endSessions,
  findSecondFactors,
  forgetApp,
  forgetSecondFactors,
  listLinkGivers,
} from '../sql/sign-in.ts'
import { answer, on, type Capability, type QueryContext } from '../../../platform/capability.ts'
import { resetSecondFactor, confirmReset, declineReset, listResets } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  secondFactorResetLinkGiven,
  secondFactorResetOwn,
  secondFactorResetTwoProofs,
  secondFactorResetUnknown,
  userHeldElsewhere,
} from '../problems.ts'
import { findOrganisation } from '../../organisations/reads.ts'
import * as sql from '../sql/accounts.ts'
import { isHeldElsewhere } from '../sql/memberships.ts'
import * as held from '../sql/resets.ts'

type Asking = Pick<QueryContext, 'tx' | 'actor'>

/**
 * Users who administer or audit in its organisation; when that has no other administrator, one of the lead.
 */
async function watches({ tx, actor }: Asking, one: held.Reset): Promise<boolean> {
  const administers = policy.administer(actor) === true
  if (one.organisation === actor.organisation) return administers || policy.watch(actor) === true
  if (!administers || !(await findOrganisation(tx, actor.organisation))?.lead) return false
  return !(await sql.isAdministered(tx, one.organisation, [one.by, one.user]))
}

async function waiting(ctx: Asking, id: string): Promise<held.Reset> {
  const one = await held.lockReset(ctx.tx, id)
  if (!one || !(one.user === ctx.actor.user || (await watches(ctx, one)))) throw secondFactorResetUnknown()
  return one
}

/**
 * @throws Problem when the account is closed, or another organisation works with it, so that this one may not
 * change it.
 */
async function demandOurs({ tx }: Asking, id: string): Promise<sql.User> {
  const user = await sql.lockUser(tx, id)
  if (!user) throw userUnknown()
  if (!user.active) throw userDeactivated()
  if (await isHeldElsewhere(tx, id)) throw userHeldElsewhere()
  return user
}

export const resetting: Capability['handlers'] = [
  on(resetSecondFactor, {
    may: policy.administer,
    async run(ctx, { id, user }) {
      const { tx, actor } = ctx
      if (user === actor.user) throw secondFactorResetOwn()
      if ((await sql.findUser(tx, user))?.organisation !== actor.organisation) throw userUnknown()
      await demandOurs(ctx, user)
      if (!(await findSecondFactors(tx, user)).any) throw secondFactorNone()
      const { organisation, user: by } = actor
      await held.insertReset(tx, { id, organisation, user, by, at: ctx.receivedAt })
      return { id }
    },
  }),
  on(confirmReset, {
    may: policy.chooseOwn,
    async run(ctx, { id }) {
      const { tx, actor } = ctx
      const one = await waiting(ctx, id)
      if (one.by === actor.user) throw secondFactorResetOwn()
      await demandOurs(ctx, one.user)
      if (one.user === actor.user) {
        if (!actor.twoProofs) throw secondFactorResetTwoProofs()
        await forgetApp(ctx, one.user)
      } else {
        // The giver of a new link may know the password: without the second proof they could sign in.
        const givers = await listLinkGivers(tx, one.user)
        if (givers.some(({ by }) => by === one.by || by === actor.user)) throw secondFactorResetLinkGiven()
        await forgetSecondFactors(ctx, one.user)
        await endSessions(ctx, one.user)
      }
      await held.settleReset(tx, { id, by: actor.user, at: ctx.receivedAt, confirmed: true })
      return { id }
    },
  }),
  on(declineReset, {
    may: policy.chooseOwn,
    async run(ctx, { id }) {
      await waiting(ctx, id)
      await held.settleReset(ctx.tx, { id, by: ctx.actor.user, at: ctx.receivedAt, confirmed: false })
      return { id }
    },
  }),
  answer(listResets, {
    may: policy.chooseOwn,
    async run(ctx) {
      const { actor } = ctx
      const shown = []
      for (const one of await held.listResets(ctx.tx, actor.user, ctx.receivedAt)) {
        const own = one.user === actor.user
        if (!own && !(await watches(ctx, one))) continue
        const { by, organisation: _, settledBy, settledAt, ...rest } = one
        shown.push({
          ...rest,
          ...(settledBy !== null && { settledBy }),
          ...(settledAt !== null && { settledAt }),
          own,
          mayConfirm: one.confirmed === null && by !== actor.user && (!own || actor.twoProofs === true),
        })
      }
      return shown
    },
  }),
]

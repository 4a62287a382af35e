// What another organisation offers the holder of an account: accepted with two proofs and a code that it
// handed over.
import { userUnknown } from '../../../kernel/problems.ts'
import type { Id } from '../../../kernel/words.ts'
import { closeInvitation } from '../sql/sign-in.ts'
import { answer, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import { acceptMembership, declineMembership, listOffered, getMembershipCode } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  membershipCodeWrong,
  membershipNone,
  membershipNoneConflict,
  membershipTwoProofs,
} from '../problems.ts'
import { codeOf, isCode } from '../rules/roles.ts'
import * as sql from '../sql/accounts.ts'
import * as held from '../sql/memberships.ts'
import { organisationFor } from './granting.ts'

/** The page where the holder accepts. */
const PATH = '/memberships'

const signedText = (offer: Id) => `membership:${offer}`

/**
 * The actor's own account, locked so that nobody gives a new link to it meanwhile, and the offer that waits
 * for it.
 */
async function own({ tx, actor }: CommandContext, organisation: Id): Promise<{ user: sql.User; offer: Id }> {
  const user = await sql.lockUser(tx, actor.user)
  const { offer } = await held.findOffer(tx, actor.user, organisation)
  if (!user || !offer) throw membershipNone()
  return { user, offer }
}

export const memberships: Capability['handlers'] = [
  on(acceptMembership, {
    may: policy.chooseOwn,
    async run(ctx, { organisation, code }) {
      const { user, offer } = await own(ctx, organisation)
      if (!ctx.actor.twoProofs) throw membershipTwoProofs()
      if (!isCode(code, codeOf(ctx.sign(signedText(offer))))) throw membershipCodeWrong()
      // From now on a link that the other organisation opened would give access to this one too.
      if (user.invitation) await closeInvitation(ctx, user.invitation)
      const founded = await held.wasEverWorkedFor(ctx.tx, organisation)
      await held.acceptOffer(ctx.tx, user.id, offer, { at: ctx.receivedAt, founded })
      return { id: organisation }
    },
  }),
  on(declineMembership, {
    may: policy.chooseOwn,
    async run(ctx, { organisation }) {
      const { user, offer } = await own(ctx, organisation)
      await held.declineOffer(ctx.tx, user.id, offer, ctx.receivedAt)
      return { id: organisation }
    },
  }),
  answer(listOffered, {
    may: policy.chooseOwn,
    async run({ tx, actor }) {
      const offered = await held.listOffered(tx, actor.user)
      return offered.map(({ invitedBy, ...one }) => ({ ...one, ...(invitedBy !== null && { invitedBy }) }))
    },
  }),
  answer(getMembershipCode, {
    may: policy.administer,
    async run(ctx, { user: id, organisation: wanted }) {
      const organisation = await organisationFor(ctx, wanted)
      const user = await sql.findUser(ctx.tx, id)
      if (!user || !(await sql.worksFor(ctx.tx, id, [organisation.id]))) throw userUnknown()
      const { offer } = await held.findOffer(ctx.tx, id, organisation.id)
      if (!offer) throw membershipNoneConflict()
      return {
        path: PATH,
        code: codeOf(ctx.sign(signedText(offer))),
        email: user.email,
        organisationName: organisation.name,
      }
    },
  }),
]

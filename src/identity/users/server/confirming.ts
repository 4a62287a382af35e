// The second administrator, who confirms roles by which their giver could gain.
import type { Id } from '../../../kernel/words.ts'
import { answer, on, type Capability, type QueryContext } from '../../../platform/capability.ts'
import { roleUnknown } from '../../roles/problems.ts'
import { confirmRole, listUnconfirmed, listFromOutside } from '../operations.ts'
import * as policy from '../policy.ts'
import { roleOwnConfirmation } from '../problems.ts'
import { findOrganisation, listOrganisations } from '../../organisations/reads.ts'
import * as sql from '../sql/accounts.ts'
import * as held from '../sql/memberships.ts'

type Asking = Pick<QueryContext, 'tx' | 'actor'>

/** The users who may not confirm a role: its holder, and everybody who gave it or made it wait. */
const partOf = ({ by, before, user }: held.Unconfirmed) => [by, ...before, user]

const isOwn = ({ actor }: Asking, one: held.Unconfirmed) => partOf(one).includes(actor.user)

const isLeftToThem = ({ from, role }: held.Unconfirmed) => from !== null && role !== 'administrator'

/**
 * How long a role of an administrator that the lead reinstated waits, while everybody in that organisation
 * sees a notice of it.
 */
const DAYS_OF_NOTICE = 3

/**
 * Roles of the administrator's own organisation; and for the lead, those of an organisation in which nobody
 * else could confirm. Of the roles that the lead itself gave there, it confirms only an administrator, so
 * that the organisation can be administered again: every other one waits for a user of that organisation.
 */
async function isTheirs({ tx, actor }: Asking, one: held.Unconfirmed): Promise<boolean> {
  if (one.organisation === actor.organisation) return true
  if (!(await findOrganisation(tx, actor.organisation))?.lead) return false
  if (isLeftToThem(one)) return false
  return !(await sql.isAdministered(tx, one.organisation, partOf(one)))
}

/** Who could confirm when the asker may not, so that nobody waits for a person who does not exist. */
async function whoMay({ tx }: Asking, one: held.Unconfirmed) {
  const isThere = (organisation: Id) => sql.isAdministered(tx, organisation, partOf(one))
  if (isLeftToThem(one) || (await isThere(one.organisation)))
    return { kind: 'colleague', organisation: one.organisationName } as const
  const lead = (await listOrganisations(tx)).find((each) => each.lead)
  return {
    kind: lead && (await isThere(lead.id)) ? ('lead' as const) : ('operator' as const),
    organisation: lead?.name ?? one.organisationName,
  }
}

export const confirming: Capability['handlers'] = [
  on(confirmRole, {
    may: policy.administer,
    async run(ctx, { id }) {
      const one = await held.findUnconfirmed(ctx.tx, id)
      if (!one || !(await isTheirs(ctx, one))) throw roleUnknown()
      if (isOwn(ctx, one)) throw roleOwnConfirmation()
      const { user: by, organisation } = ctx.actor
      const days = one.from !== null && one.organisation !== organisation ? DAYS_OF_NOTICE : 0
      await held.confirmRole(ctx.tx, id, { by, at: ctx.receivedAt, days })
      return { id }
    },
  }),
  answer(listUnconfirmed, {
    may: policy.administer,
    async run(ctx) {
      const lead = (await findOrganisation(ctx.tx, ctx.actor.organisation))?.lead ?? false
      const all = await held.listUnconfirmed(ctx.tx, ctx.actor.organisation, lead)
      const shown = []
      for (const one of all) {
        const theirs = await isTheirs(ctx, one)
        if (!theirs && one.from !== ctx.actor.organisation) continue
        const { by: _, before: _before, from: __, name, centreName, givenBy, ...rest } = one
        const mayConfirm = theirs && !isOwn(ctx, one)
        shown.push({
          ...rest,
          ...(name !== null && { name }),
          ...(centreName !== null && { centreName }),
          ...(givenBy !== null && { givenBy }),
          mayConfirm,
          ...(!mayConfirm && { whoMay: await whoMay(ctx, one) }),
        })
      }
      return shown
    },
  }),
  answer(listFromOutside, {
    may: policy.seeDirectory,
    async run({ tx, actor }) {
      const all = await held.listFromOutside(tx, actor.organisation)
      // Everybody in the organisation where the role was given; in the one that gave it, the administrators,
      // who answer for it.
      const shown = all.filter(({ ours }) => ours || policy.administer(actor) === true)
      return shown.map(({ name, centreName, givenBy, confirmedBy, ...rest }) => ({
        ...rest,
        ...(name !== null && { name }),
        ...(centreName !== null && { centreName }),
        ...(givenBy !== null && { givenBy }),
        ...(confirmedBy !== null && { confirmedBy }),
      }))
    },
  }),
]

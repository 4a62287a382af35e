// The second administrator, for roles that their giver could gain by.
import { forbidden, unknown } from '../../../kernel/problem.ts'
import { answer, on, type Capability, type QueryContext } from '../../../platform/capability.ts'
import * as contract from '../contract.ts'
import * as policy from '../policy.ts'
import * as sql from '../sql.ts'
import * as held from '../sql/memberships.ts'

type Asking = Pick<QueryContext, 'tx' | 'actor'>

const isOwn = ({ actor }: Asking, { by, user }: held.Unconfirmed) => actor.user === by || actor.user === user

/** The own organisation's; and for the lead, those of an organisation in which nobody else could confirm. */
async function isTheirs({ tx, actor }: Asking, one: held.Unconfirmed): Promise<boolean> {
  if (one.organisation === actor.organisation) return true
  if (!(await sql.findOrganisation(tx, actor.organisation))?.lead) return false
  const others = await sql.listAdministrators(tx, one.organisation)
  return others.every((user) => user === one.by || user === one.user)
}

export const confirming: Capability['handlers'] = [
  on(contract.confirmRole, {
    may: policy.administer,
    async run(ctx, { id }) {
      const one = await held.findUnconfirmed(ctx.tx, id)
      if (!one || !(await isTheirs(ctx, one))) throw unknown('role.unknown')
      if (isOwn(ctx, one)) throw forbidden('role.own_confirmation')
      await held.confirmRole(ctx.tx, id, ctx.actor.user, ctx.receivedAt)
      return { id }
    },
  }),
  answer(contract.listUnconfirmed, {
    may: policy.administer,
    async run(ctx) {
      const lead = (await sql.findOrganisation(ctx.tx, ctx.actor.organisation))?.lead ?? false
      const all = await held.listUnconfirmed(ctx.tx, ctx.actor.organisation, lead)
      const shown = []
      for (const one of all) {
        if (!(await isTheirs(ctx, one))) continue
        const { by: _, name, centreName, givenBy, ...rest } = one
        shown.push({
          ...rest,
          ...(name !== null && { name }),
          ...(centreName !== null && { centreName }),
          ...(givenBy !== null && { givenBy }),
          mayConfirm: !isOwn(ctx, one),
        })
      }
      return shown
    },
  }),
]

// Issues, lists and withdraws keys; the capability sessions finds the user that a key acts as.
import { onlySystem } from '../../../kernel/actor.ts'
import { answer, on, type Capability } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { addProgram, handProgram } from '../../users/operations.ts'
import { organisationNoRoles } from '../../organisations/problems.ts'
import { issueKey, revokeKey, listKeys, listNames } from '../operations.ts'
import * as policy from '../policy.ts'
import { keyNameUnknown, keyNone, keyNotForKeys, keyPeriod, keyRoleOfPeople } from '../problems.ts'
import { endKey, insertKey, keysOf } from '../sql.ts'
import { createKey } from './creating.ts'
import { isPeriodGood, longestFrom, mayBeHeld } from '../rules.ts'

export const capability = ({ handlers }: Composition): Capability => {
  const offered = () =>
    handlers()
      .filter(({ may, operation }) => may !== onlySystem && !operation.forPeople)
      .map(({ operation: { name, is } }) => ({ name, is }))
  return {
    name: 'keys',
    handlers: [
      on(issueKey, {
        may: policy.issue,
        async run(ctx, { id, user, name: program, roles = [], allows, until }) {
          const { actor, today, receivedAt } = ctx
          if (!isPeriodGood(today, until)) throw keyPeriod({ longest: longestFrom(today) })
          const forPeople = new Set(
            handlers().flatMap(({ operation }) => (operation.forPeople ? [operation.name] : [])),
          )
          const refused = allows.find((one) => forPeople.has(one))
          if (refused !== undefined) throw keyNotForKeys({ name: refused })
          const known = new Set(offered().map(({ name }) => name))
          const strange = allows.find((one) => !known.has(one))
          if (strange !== undefined) throw keyNameUnknown({ name: strange })
          if (!roles.every(mayBeHeld)) throw keyRoleOfPeople()
          if (program !== undefined) await ctx.run(addProgram, { id: user, name: program, roles })
          else await ctx.run(handProgram, { id: user })
          const { key, prefix, hash } = createKey()
          await insertKey(ctx, {
            id,
            organisation: actor.organisation,
            organisationClass: actor.organisationClass,
            user,
            prefix,
            hash,
            allows: [...new Set(allows)].sort(),
            until,
            at: receivedAt,
            by: actor.user,
          })
          return { id, key }
        },
      }),
      on(revokeKey, {
        may: policy.issue,
        async run(ctx, { id }) {
          const { organisation } = ctx.actor
          if (!(await endKey(ctx, { organisation, id, at: ctx.receivedAt }))) throw keyNone()
          return { id }
        },
      }),
      answer(listKeys, {
        may: policy.see,
        run: async ({ tx, actor }) => ({ keys: await keysOf(tx, actor.organisation) }),
      }),
      answer(listNames, {
        may: policy.see,
        run: async () => ({
          names: offered().sort((a, b) => (a.name < b.name ? -1 : 1)),
        }),
      }),
    ],
    constraints: { api_key_firewall: organisationNoRoles },
  }
}

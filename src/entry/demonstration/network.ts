// Inserts the invented network: organisations, centres, and users with a password.
import type pg from 'pg'
import type { Actor, Role } from '../../kernel/actor.ts'
import { organisationIdFor } from '../../kernel/firewall.ts'
import { grantsOf } from '../../kernel/roles.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { addCentre, addOrganisation } from '../../identity/organisations/server/found.ts'
import { addUser, hashPassword } from '../../identity/users/server/found.ts'
import { Network } from '../../platform/demonstration/network.ts'
import {
  ORGANISATIONS,
  SIGN_INS,
  TIME_ZONE,
  type OrganisationKey,
} from '../../platform/demonstration/organisations.ts'

/** One password for every user: the data is invented. */
export const PASSWORD = 'mango-brisa-patio-luna'
const DOMAIN = 'integrate.example'

export type SignIn = { role: Role; name: string; organisation: string; email: string; password: string }

export const emailOf = (key: string) => `${key}@${DOMAIN}`

/** One sign-in for each role. */
export const signIns = (): SignIn[] =>
  Object.entries(SIGN_INS).map(([role, key]) => {
    const [organisation, member] = findMember(key)
    return {
      role: role as Role,
      name: member.name,
      organisation: organisation.name,
      email: emailOf(key),
      password: PASSWORD,
    }
  })

function findMember(key: string) {
  for (const organisation of Object.values(ORGANISATIONS)) {
    const member = organisation.staff.find((each) => each.key === key)
    if (member) return [organisation, member] as const
  }
  throw new Error(`The network has no staff member ${key}.`)
}

/** Inserts what must exist before any command can run, and so is made by none. */
export async function foundNetwork(pool: pg.Pool, from: PlainDate, newId: () => Id): Promise<Network> {
  const passwordHash = await hashPassword(PASSWORD)
  const organisations = {} as Record<OrganisationKey, Id>
  const staff = new Map<string, Actor>()
  await asOwner(pool)
    .transaction()
    .execute(async (tx) => {
      for (const [key, one] of Object.entries(ORGANISATIONS) as [
        OrganisationKey,
        (typeof ORGANISATIONS)[OrganisationKey],
      ][]) {
        const organisation = organisationIdFor(one.class, newId())
        organisations[key] = organisation
        await addOrganisation(tx, {
          id: organisation,
          name: one.name,
          class: one.class,
          contact: one.contact,
          time_zone: TIME_ZONE,
          locale: one.locale ?? 'es',
          second_factor: 'optional',
          ...(one.invoices && {
            tax_number: one.invoices.taxNumber,
            address: one.invoices.address,
            bank_account: one.invoices.bankAccount,
          }),
          lead: key === 'riohacha',
        })
        const centre = one.centre ? newId() : undefined
        if (centre && one.centre) await addCentre(tx, { id: centre, organisation, ...one.centre })
        for (const { key: member, name, roles, locale = 'es' } of one.staff) {
          const user = newId()
          const held = roles.map((role) => ({ role, from, ...(centre && { centre }) }))
          await addUser(tx, {
            id: user,
            organisation,
            name,
            email: emailOf(member),
            locale,
            roles: held,
            passwordHash,
          })
          staff.set(member, {
            user,
            name,
            organisation,
            organisationName: one.name,
            organisationClass: one.class,
            roles,
            grants: grantsOf(roles),
            ...(centre && { centre }),
            locale,
            timeZone: TIME_ZONE,
            scope: 'organisation',
          })
        }
      }
    })
  return new Network(organisations, staff)
}

// Sets the invented network up: organisations, centres, users with a password, and the services they offer.
import type pg from 'pg'
import type { Actor, Role } from '../../kernel/actor.ts'
import { organisationIdFor } from '../../kernel/firewall.ts'
import { grantsOf } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { addCentre, addOrganisation, addUser, hashPassword } from '../../identity/access/server/found.ts'
import { offerService } from '../../serve/services/operations.ts'
import { FACES, ORGANISATIONS, type OrganisationKey } from './organisations.ts'
import type { Stage } from './stage.ts'

/** One for everybody, because nothing here is real. */
export const PASSWORD = 'mango-brisa-patio-luna'
const DOMAIN = 'integrate.example'
const TIME_ZONE = 'America/Bogota'

export type Network = {
  organisations: Record<OrganisationKey, Id>
  /** By the key of the staff member. */
  staff: Record<string, Actor>
  /** Service offered by an organisation, by `organisation/kind`. */
  services: Record<string, Id>
}

export type SignIn = { role: Role; name: string; organisation: string; email: string; password: string }

export const emailOf = (key: string) => `${key}@${DOMAIN}`

/** One sign-in for each role. */
export const signIns = (): SignIn[] =>
  Object.entries(FACES).map(([role, key]) => {
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
  throw new Error(`Nobody called ${key} works in the network.`)
}

/** Everything that stands before the first person comes in. */
export async function setUp(pool: pg.Pool, stage: Stage): Promise<Network> {
  const passwordHash = await hashPassword(PASSWORD)
  const network: Network = { organisations: {} as Network['organisations'], staff: {}, services: {} }
  await asOwner(pool)
    .transaction()
    .execute(async (tx) => {
      for (const [key, one] of Object.entries(ORGANISATIONS) as [
        OrganisationKey,
        (typeof ORGANISATIONS)[OrganisationKey],
      ][]) {
        const organisation = organisationIdFor(one.class, stage.newId())
        network.organisations[key] = organisation
        await addOrganisation(tx, {
          id: organisation,
          name: one.name,
          class: one.class,
          contact: one.contact,
          time_zone: TIME_ZONE,
          locale: one.locale ?? 'es',
          second_factor: 'optional',
          lead: key === 'riohacha',
        })
        const centre = one.centre ? stage.newId() : undefined
        if (centre && one.centre) await addCentre(tx, { id: centre, organisation, ...one.centre })
        for (const { key: member, name, roles, locale = 'es' } of one.staff) {
          const user = stage.newId()
          const held = roles.map((role) => ({ role, from: stage.today, ...(centre && { centre }) }))
          await addUser(tx, {
            id: user,
            organisation,
            name,
            email: emailOf(member),
            locale,
            roles: held,
            passwordHash,
          })
          network.staff[member] = {
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
          }
        }
      }
    })
  for (const [key, { services, staff }] of Object.entries(ORGANISATIONS)) {
    const actor = staff.find(({ roles }) =>
      roles.some((role) => role === 'coordinator' || role === 'provider'),
    )
    for (const service of services) {
      const id = stage.newId()
      await stage.act(
        offerService,
        { id, ...service },
        network.staff[(actor ?? staff[0])?.key ?? ''] as Actor,
      )
      network.services[`${key}/${service.kind}`] = id
    }
  }
  return network
}

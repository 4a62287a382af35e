// The organisations and users that every small network begins with: written once into a database that each
// test copies.
import { v7 as uuidv7 } from 'uuid'
import type pg from 'pg'
import { Role, type Actor, type OrganisationClass } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'

export const ORGANISATIONS = {
  garden: { name: 'Huerta del Barrio', class: 'public' },
  roots: { name: 'Raíces', class: 'cso' },
  seal: { name: 'Sello Claro', class: 'verifier' },
  purse: { name: 'Fondo Semilla', class: 'funder' },
  fence: { name: 'Otra Huerta', class: 'cso' },
} as const satisfies Record<string, { name: string; class: OrganisationClass }>

export const EVERY_ROLE: readonly Role[] = Role.options

/** Eve holds every role, so that only her organisation can be the reason when she is refused. */
const PEOPLE = {
  ana: { organisation: 'garden', roles: ['front_desk'] },
  clara: { organisation: 'garden', roles: ['orientation', 'case_manager'] },
  sol: { organisation: 'garden', roles: ['supervisor'] },
  dora: { organisation: 'garden', roles: ['administrator', 'coordinator', 'data_protection_officer'] },
  beto: { organisation: 'roots', roles: ['provider', 'case_manager'] },
  vera: { organisation: 'seal', roles: ['verifier'] },
  fina: { organisation: 'purse', roles: ['funder'] },
  eve: { organisation: 'fence', roles: EVERY_ROLE },
} as const satisfies Record<string, { organisation: keyof typeof ORGANISATIONS; roles: readonly Role[] }>

export type Where = keyof typeof ORGANISATIONS

export type SeededNetwork = {
  organisations: Record<Where, Id>
  centre: Id
  actors: Record<keyof typeof PEOPLE, Actor>
}

const TIME_ZONE = 'America/Bogota'
const newId = () => uuidv7() as Id

/** Creates the fictional garden and its neighbours on a migrated database. */
export async function seedNetwork(pool: pg.Pool): Promise<SeededNetwork> {
  await loadPack(asOwner(pool), 'packs/huerta')
  const ids = Object.fromEntries(Object.keys(ORGANISATIONS).map((key) => [key, newId()]))
  const organisations = ids as SeededNetwork['organisations']
  for (const [key, { name, class: kind }] of Object.entries(ORGANISATIONS)) {
    await pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor, lead)
       values ($1, $2, $3, $4, 'es', 'optional', $5)`,
      [ids[key], name, kind, TIME_ZONE, key === 'garden'],
    )
  }
  const centre = newId()
  await pool.query(`insert into centre (id, organisation, name) values ($1, $2, 'Invernadero')`, [
    centre,
    organisations.garden,
  ])
  const actors: Record<string, Actor> = {}
  for (const [key, { organisation, roles }] of Object.entries(PEOPLE)) {
    const name = key.charAt(0).toUpperCase() + key.slice(1)
    const place = organisation === 'garden' ? centre : undefined
    actors[key] = await join(pool, organisations, name, organisation, roles, place)
  }
  return { organisations, centre, actors: actors as SeededNetwork['actors'] }
}

/** Creates a user of one of the organisations, and returns them as an actor. */
export async function join(
  pool: pg.Pool,
  organisations: SeededNetwork['organisations'],
  name: string,
  where: Where,
  roles: readonly Role[],
  place?: Id,
): Promise<Actor> {
  const user = newId()
  const organisation = organisations[where]
  await pool.query(`insert into auth."user" (id, name, email, email_verified) values ($1, $2, $3, true)`, [
    user,
    name,
    `${name.toLowerCase()}.${user.slice(-6)}@example.org`,
  ])
  await pool.query(`insert into app_user (id, organisation, name, locale) values ($1, $2, $3, 'es')`, [
    user,
    organisation,
    name,
  ])
  for (const role of roles) {
    await pool.query(
      `insert into role_assignment (id, app_user, organisation, organisation_class, centre, role, valid_from)
       values ($1, $2, $3, $4, $5, $6, '2020-01-01')`,
      [newId(), user, organisation, ORGANISATIONS[where].class, place ?? null, role],
    )
  }
  return {
    user,
    name,
    organisation,
    organisationName: ORGANISATIONS[where].name,
    organisationClass: ORGANISATIONS[where].class,
    roles: [...roles],
    grants: grantsOf(roles),
    ...(place ? { centre: place } : {}),
    locale: 'es',
    timeZone: TIME_ZONE,
    scope: 'organisation',
    twoProofs: true,
  }
}

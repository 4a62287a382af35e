// One organisation and one desk in a database of their own, and requests to the server that is started on it.
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { addOrganisation } from '../../src/identity/organisations/server/found.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import type { Role } from '../../src/kernel/actor.ts'
import { asOwner } from '../../src/platform/database/connect.ts'

const EMAIL = 'ana@huerta.example'
const PASSWORD = 'only for this measurement'

/** Before the server starts. */
export async function openDesk(pool: pg.Pool, roles: readonly Role[] = ['front_desk']): Promise<void> {
  const organisation = uuidv7()
  const place = { time_zone: 'America/Bogota', locale: 'es' }
  const passwordHash = await hashPassword(PASSWORD)
  await asOwner(pool)
    .transaction()
    .execute(async (tx) => {
      await addOrganisation(tx, {
        id: organisation,
        name: 'Huerta del Barrio',
        class: 'public',
        contact: null,
        ...place,
        second_factor: 'optional',
        lead: true,
      })
      await addUser(tx, {
        id: uuidv7(),
        organisation,
        name: 'Ana',
        email: EMAIL,
        locale: 'es',
        roles: roles.map((role) => ({ role })),
        passwordHash,
      })
    })
}

/** The cookie of the desk's session. */
export async function signIn(url: string): Promise<string> {
  const response = await post(url, 'auth/sign-in', { email: EMAIL, password: PASSWORD })
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0])
  if (!response.ok || cookies.length === 0)
    throw new Error(`No sign-in: ${response.status} ${await response.text()}`)
  return cookies.join('; ')
}

export function post(url: string, path: string, input: object, cookie = ''): Promise<Response> {
  return fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'arraigo', origin: url, cookie },
    body: JSON.stringify(input),
  })
}

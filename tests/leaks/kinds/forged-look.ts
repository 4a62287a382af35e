// Links on other sites that a signed-in colleague follows: their cookie is sent, and a look at a person would
// be logged in their name although they intended none.
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { asOwner } from '../../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../../src/identity/users/server/found.ts'
import { subjects } from '../../authorization/declared.ts'
import { person, world } from '../../authorization/world.ts'
import { document } from '../../fuzz/document.ts'
import { PASSWORD, visitor } from '../../harness/visitor.ts'
import type { Kind } from './kind.ts'

/**
 * Headers that a browser sends for a link on another site, in a message or in no page; the last is a browser
 * from before 2023.
 */
const LINKS: readonly Record<string, string>[] = [
  ...['cross-site', 'same-site', 'none'].map((site) => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  })),
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
  {},
]
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

export const kind: Kind = {
  name: 'forged-look',
  async attack(network, rounds) {
    const fixture = await world(network)
    const { hono, database, organisations } = network
    const id = uuidv7()
    const email = `u${id.slice(-12)}@example.org`
    const roles = ['supervisor', 'case_manager', 'data_protection_officer', 'coordinator'] as const
    await addUser(asOwner(database.pool), {
      id,
      organisation: organisations.garden,
      name: 'Alguien',
      email,
      locale: 'es',
      passwordHash: await hashPassword(PASSWORD),
      roles: roles.map((role) => ({ role })),
    })
    const colleague = visitor(hono)
    await colleague.post('sign-in', { email, password: PASSWORD })
    const cookie = [...colleague.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const looks = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from disclosure where actor = ${id}`.execute(asOwner(database.pool))
      return rows[0]?.n ?? 0
    }

    const { person: whose } = await person(fixture)
    const file = fixture.id()
    await hono.request(`/api/attachments?id=${file}&person=${whose}&name=foto.png`, {
      method: 'POST',
      headers: { cookie, 'x-requested-with': 'arraigo' },
      body: PIXEL,
    })
    const downloads = [`/api/attachments/${file}`, `/api/disclosures.csv?person=${whose}`]
    const queries: string[] = []
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (!get) continue
      const input = (await subjects[path.slice(1)]?.make(fixture))?.input ?? {}
      queries.push(`/api${path}?input=${encodeURIComponent(JSON.stringify(input))}`)
    }

    const leaks: string[] = []
    let attempts = 0
    let real = 0
    for (let round = 0; round < rounds; round++) {
      for (const path of [...downloads, ...queries]) {
        for (const link of LINKS) {
          // Without these headers a download cannot be told from the application's own: SECURITY.md says so.
          if (Object.keys(link).length === 0 && downloads.includes(path)) continue
          for (const method of ['GET', 'HEAD']) {
            const before = await looks()
            attempts++
            await hono.request(path, { method, headers: { cookie, ...link } })
            if ((await looks()) > before)
              leaks.push(`${method} ${path.slice(0, 60)} with ${JSON.stringify(link)} wrote a look down`)
          }
        }
        const before = await looks()
        const ours = downloads.includes(path)
          ? { 'sec-fetch-site': 'same-origin' }
          : { 'x-requested-with': 'arraigo' }
        await hono.request(path, { headers: { cookie, ...ours } })
        if ((await looks()) > before) real++
      }
    }
    // The same requests from the application's own pages are logged looks: otherwise the attack tried
    // nothing.
    if (real < 5) leaks.push(`only ${real} of the requests were looks at all`)
    return { attempts, leaks }
  },
}

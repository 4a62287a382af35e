// SQL run inside the transaction of an actor's own request to sign in as somebody else: every write to a
// table of `auth`, and the function that makes such writes for the program, with signatures made for
// something else.
import { createHmac, randomBytes } from 'node:crypto'
import pg from 'pg'
import { identifierOf } from '../../../src/platform/secrets.ts'
import { transaction } from '../../../src/platform/database/connect.ts'
import { hashPassword } from '../../../src/identity/users/server/found.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { codeOf, PASSWORD, visitor } from '../../harness/visitor.ts'
import type { Kind } from './kind.ts'

const REFUSED = '42501'
const CHOSEN = 'another-long-password-of-nobody'

/** Rolled back at the end of each attempt: the question is only whether the database allows the write. */
async function refused(client: pg.PoolClient, text: string, values: unknown[] = []): Promise<boolean> {
  await client.query('savepoint attack')
  const code = await client.query(text, values).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? 'unknown',
  )
  await client.query('rollback to savepoint attack')
  return code === REFUSED
}

/** Eve's organisation, which is not the victim's. */
const asEve = <T>(network: TestNetwork, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
  transaction(network.app.appPool, network.actors.eve, (_tx, client) => work(client))

async function writesOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; columns: string[] }>(`
    select c.oid::regclass::text as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'auth'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') group by 1 order by 1`)
  return rows.flatMap(({ name, columns }) => [
    `insert into ${name} default values`,
    ...columns.map((column) => `insert into ${name} (${column}) values (null)`),
    ...columns.map((column) => `update ${name} set ${column} = null`),
    `delete from ${name}`,
    `truncate ${name} cascade`,
    `lock table ${name} in row exclusive mode`,
    `lock table ${name} in access exclusive mode`,
    `alter table ${name} owner to current_user`,
  ])
}

export const kind: Kind = {
  name: 'account-writes',
  async attack(network, rounds) {
    const { pool } = network.database
    const leaks: string[] = []
    let attempts = 0
    const victim = await somebody(network)
    const whose = [
      'update app_user set organisation = organisation',
      'update app_user set id = id',
      'delete from app_user',
      'lock table app_user in share mode',
      'lock table app_user in access exclusive mode',
    ]
    for (const write of [...whose, ...(await writesOf(pool))]) {
      attempts++
      if (!(await asEve(network, (client) => refused(client, write)))) leaks.push(write)
    }

    const forget = JSON.stringify({ user_id: victim.id })
    for (let round = 0; round < rounds; round++) {
      const earlier = await asEve(network, async (client) => signedIn(network, client, 'app.forget', forget))
      await asEve(network, async (client) => {
        const other = await signedIn(network, client, 'passkeys.forget', forget)
        const elses = JSON.stringify({ user_id: network.newId() })
        const ofAnother = await signedIn(network, client, 'app.forget', elses)
        const forged = {
          none: null,
          empty: Buffer.alloc(0),
          random: randomBytes(32),
          earlier,
          other,
          ofAnother,
        }
        const call = 'select arraigo.write_auth($1, $2, $3)'
        for (const [name, signature] of Object.entries(forged)) {
          attempts++
          if (!(await refused(client, call, ['app.forget', forget, signature])))
            leaks.push(`forgot the app with a signature: ${name}`)
        }
        // Otherwise the signatures above would be refused for another reason.
        const right = await signedIn(network, client, 'app.forget', forget)
        if (await refused(client, call, ['app.forget', forget, right]))
          leaks.push('what the program signed was refused')
        for (const text of ['table auth.write_key', 'select arraigo.limit_auth()']) {
          attempts++
          if (!(await refused(client, text))) leaks.push(text)
        }
      })
    }

    attempts++
    if (await cameIn(network, victim)) leaks.push('came in as somebody else with a link of their own')
    return { attempts, leaks }
  },
}

/**
 * A signature as the program makes it: valid for this statement, with these values, in the open transaction.
 */
async function signedIn(
  { app }: TestNetwork,
  client: pg.PoolClient,
  work: string,
  words: string,
): Promise<Buffer> {
  const { rows } = await client.query<{ id: string }>('select txid_current()::text as id')
  const key = app.sign('key of writes to accounts')
  return createHmac('sha256', key).update([work, rows[0]?.id, words].join('\n')).digest()
}

type Victim = { id: string; email: string }

/** A user of the garden, with a password and an authenticator app. */
async function somebody(network: TestNetwork): Promise<Victim> {
  const { user: id } = await network.join('Nora', 'garden', ['case_manager'])
  const { pool } = network.database
  const { rows } = await pool.query<{ email: string }>('select email from auth."user" where id = $1', [id])
  const email = rows[0]?.email ?? ''
  await pool.query(
    `insert into auth.account (id, user_id, account_id, provider_id, password)
     values (gen_random_uuid(), $1::uuid, $1::text, 'credential', $2)`,
    [id, await hashPassword(PASSWORD)],
  )
  const holder = visitor(network.hono)
  await holder.post('sign-in', { email, password: PASSWORD })
  const { body } = await holder.post('enrol-codes', { password: PASSWORD })
  await holder.post('confirm-codes', { code: codeOf(String(body.uri)) })
  return { id, email }
}

/**
 * Writes a link for the victim and deletes the second proof, sets a password over HTTP, and signs in with it.
 */
async function cameIn(network: TestNetwork, { id, email }: Victim): Promise<boolean> {
  const token = randomBytes(32).toString('base64url')
  const literal = pg.escapeLiteral
  await asEve(network, async (client) => {
    for (const text of [
      `insert into auth.verification (id, identifier, value, expires_at)
       values (gen_random_uuid(), ${literal(identifierOf(token))}, ${literal(id)}, now() + interval '1 day')`,
      `delete from auth.two_factor where user_id = ${literal(id)}`,
      `update auth."user" set two_factor_enabled = false where id = ${literal(id)}`,
    ]) {
      await client.query('savepoint attack')
      await client.query(text).catch(() => client.query('rollback to savepoint attack'))
    }
  })
  const thief = visitor(network.hono)
  const set = await thief.post('set-password', { token, password: CHOSEN })
  const signed = await thief.post('sign-in', { email, password: CHOSEN })
  // The holder can still sign in, up to the code: otherwise the attack would have failed for another reason.
  const own = await visitor(network.hono).post('sign-in', { email, password: PASSWORD })
  return set.status === 200 || signed.status === 200 || String(own.body['next']) !== 'second_factor'
}

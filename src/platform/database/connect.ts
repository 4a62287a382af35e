// Opens transactions as the application's role, for one actor, with row-level security. Requests use no other
// way.
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Actor, May } from '../../kernel/actor.ts'
import type { AppPool } from './app-pool.ts'
import { applyRowScope } from './row-scope.ts'
import { withClient } from './pool.ts'
import type { DB } from './schema.d.ts'

export { connect } from './pool.ts'

export type Tx = Kysely<DB>

const names = new Map<string, string>()
/**
 * Most statement names: statements built from data would otherwise fill the server with plans that are not
 * used again.
 */
const MOST_NAMES = 500

/** A name for a statement text: a named statement is parsed and planned once for each connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = `statement_${names.size}`
  names.set(text, name)
  return name
}

/** Kysely on a client that is already inside a transaction; the caller ends the transaction, not Kysely. */
export function onClient(client: pg.ClientBase): Tx {
  const query = (text: string, values: unknown[]) => {
    const name = nameOf(text)
    return name === undefined ? client.query(text, values) : client.query({ name, text, values })
  }
  const borrowed = { query, release() {} } as unknown as pg.PoolClient
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: { options: {}, connect: async () => borrowed, end: async () => {} },
    }),
  })
}

/**
 * Kysely on the whole pool, as the database's owner: for migrations, start-up and tests, never for a request.
 */
export function asOwner(pool: pg.Pool): Tx {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * The statement that begins a transaction for the actor: `set local` with literals, which Citus propagates to
 * its workers.
 */
export function beginAs(actor: Pick<Actor, 'organisation' | 'user' | 'scope' | 'own'>): string {
  const literal = pg.escapeLiteral
  const begun =
    `begin; set local role arraigo_app; set local app.organisation = ${literal(actor.organisation)}; ` +
    `set local app.actor = ${literal(actor.user)}; set local app.scope = ${literal(actor.scope)}`
  if (actor.own === undefined) return begun
  // A person in their own view sees only rows with their own id: none of other people and none without a
  // person.
  const own = literal(actor.own)
  return `${begun}; set local app.own = ${own}; set local app.narrow = 'yes'; set local app.people = ${own}`
}

/**
 * Runs work in one transaction as the actor; an error undoes everything. The row scope is that of the verb of
 * `may`; without `may`, the narrowest of any verb the actor has. The statement that `last` returns when the
 * work is done is sent together with the commit.
 */
export async function transaction<T>(
  pool: AppPool,
  actor: Actor,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
  may?: May,
  last?: () => string | undefined,
): Promise<T> {
  return await withClient(pool, async (client) => {
    // The first statements are sent together with the beginning, whose failure makes them fail too.
    const [begun, done] = await Promise.allSettled([
      client.query(beginAs(actor)),
      (async () => {
        await applyRowScope(client, actor, may)
        return await work(onClient(client), client)
      })(),
    ])
    if (begun.status === 'rejected') throw begun.reason
    if (done.status === 'rejected') throw done.reason
    const result = done.value
    const closing = last?.()
    await client.query(closing === undefined ? 'commit' : `${closing}; commit`)
    return result
  })
}

/**
 * Runs work inside an actor's transaction with the scope of the system. An error does not set the scope back,
 * because it ends the transaction.
 */
export async function asSystem<T>(tx: Tx, actor: Pick<Actor, 'scope'>, work: () => Promise<T>): Promise<T> {
  await sql`set local app.scope = 'system'`.execute(tx)
  const result = await work()
  await sql`set local app.scope = ${sql.lit(actor.scope)}`.execute(tx)
  return result
}

/** Reads what another organisation can see; only to decide what it would see, never to show it. */
export async function asOrganisation<T>(
  tx: Tx,
  actor: Pick<Actor, 'organisation'>,
  organisation: string,
  work: () => Promise<T>,
): Promise<T> {
  await sql`set local app.organisation = ${sql.lit(organisation)}`.execute(tx)
  const result = await work()
  await sql`set local app.organisation = ${sql.lit(actor.organisation)}`.execute(tx)
  return result
}

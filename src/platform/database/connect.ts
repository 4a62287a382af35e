// Opens transactions the one way they may be opened: as the application's role, for one actor, under row-level security.
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
/** Texts put together from data would otherwise fill the server with plans that nobody asks for again. */
const MOST_NAMES = 500

/** The same text gets the same name, and a named statement is parsed and planned once for each connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = `statement_${names.size}`
  names.set(text, name)
  return name
}

/** Kysely over one client that is already inside a transaction, whose end is not Kysely's business. */
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

/** Kysely over the whole pool, as the database's owner: for migrations, start-up and tests, never for a request. */
export function asOwner(pool: pg.Pool): Tx {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

/** `set local` with literals, because that is what a distributed database propagates to its workers. */
export function beginAs(actor: Pick<Actor, 'organisation' | 'user' | 'scope' | 'own'>): string {
  const literal = pg.escapeLiteral
  const begun =
    `begin; set local role arraigo_app; set local app.organisation = ${literal(actor.organisation)}; ` +
    `set local app.actor = ${literal(actor.user)}; set local app.scope = ${literal(actor.scope)}`
  if (actor.own === undefined) return begun
  // Whoever looks at their own record sees no row of anybody else, and none that names nobody.
  const own = literal(actor.own)
  return `${begun}; set local app.own = ${own}; set local app.narrow = 'yes'; set local app.people = ${own}`
}

/**
 * Runs work in one transaction as the actor; whatever it throws undoes everything. Who holds a verb for their own people
 * only sees only them, by the policy `may` asked; without one, as narrowly as any of their verbs. What `last` says when the
 * work is done goes to the database together with the commit.
 */
export async function transaction<T>(
  pool: AppPool,
  actor: Actor,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
  may?: May,
  last?: () => string | undefined,
): Promise<T> {
  return await withClient(pool, async (client) => {
    await client.query(beginAs(actor))
    await applyRowScope(client, actor, may)
    const result = await work(onClient(client), client)
    const closing = last?.()
    await client.query(closing === undefined ? 'commit' : `${closing}; commit`)
    return result
  })
}

/** Work with the house's eyes inside an actor's transaction; a failure needs no way back, because it ends the transaction. */
export async function asSystem<T>(tx: Tx, actor: Pick<Actor, 'scope'>, work: () => Promise<T>): Promise<T> {
  await sql`set local app.scope = 'system'`.execute(tx)
  const result = await work()
  await sql`set local app.scope = ${sql.lit(actor.scope)}`.execute(tx)
  return result
}

/** Reads as much as another organisation sees; only to know what it would see, never to show it. */
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

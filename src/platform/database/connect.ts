// Opens transactions as the application's role, for one actor, with row-level security. Requests use no other
// way.
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { actingPrincipal, type Actor, type May } from '../../kernel/actor.ts'
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
 * The statements that set the actor's context in a transaction: `set local` with literals, which Citus
 * propagates to its workers.
 */
function contextOf(actor: ContextActor): string {
  const literal = pg.escapeLiteral
  const context =
    `set local role arraigo_app; set local app.organisation = ${literal(actor.organisation)}; ` +
    `set local app.actor = ${literal(actor.user)}; set local app.scope = ${literal(actor.scope)}`
  const principal = actingPrincipal(actor)
  if (!principal) return context
  // A principal sees only rows of the one person it stands for, or of nobody; and of the tables under
  // row-level security without a person it sees none.
  const { id, subject = '' } = principal
  return (
    `${context}; set local app.principal = ${literal(id)}; set local app.own = ${literal(subject)}; ` +
    `set local app.narrow = 'yes'; set local app.people = ${literal(subject)}`
  )
}

type ContextActor = Pick<Actor, 'organisation' | 'user' | 'scope' | 'principal'>

/** The settings that a context does not always set; `set local` outlives the savepoint it was made in. */
const UNSET = ['principal', 'own', 'narrow', 'people', 'at']
  .map((name) => `set local app.${name} = ''; `)
  .join('')

/** The statement that begins a transaction for the actor. */
export const beginAs = (actor: ContextActor): string => `begin; ${contextOf(actor)}`

/** The statement that sets the whole context anew, in a transaction in which something else ran before. */
export const continueAs = (actor: ContextActor): string => UNSET + contextOf(actor)

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
    // Not awaited: the first statement of the work follows in the same round trip. If it fails, so does
    // everything after it: the transaction is aborted, or none was begun and the role of the connection can read
    // nothing.
    const begun = client.query(beginAs(actor))
    const working = applyRowScope(client, actor, may).then(() => work(onClient(client), client))
    const [begin, worked] = await Promise.allSettled([begun, working])
    // The first failure is the cause of the others.
    if (begin.status === 'rejected') throw begin.reason
    if (worked.status === 'rejected') throw worked.reason
    const closing = last?.()
    await client.query(closing === undefined ? 'commit' : `${closing}; commit`)
    return worked.value
  })
}

/**
 * Waits until all that was committed before is on the disk, after commits with `flushLater`: PostgreSQL writes its log in
 * order, and this writes something into it.
 */
export async function flushCommits(pool: AppPool, actor: Actor): Promise<void> {
  await transaction(pool, actor, (tx) =>
    sql`select pg_logical_emit_message(true, 'arraigo', '') as at`.execute(tx),
  )
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

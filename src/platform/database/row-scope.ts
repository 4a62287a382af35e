// Limits a transaction to the actor's own people, team or centre, so that row-level security enforces the
// role's row scope.
import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { actingPrincipal, type Actor, type May } from '../../kernel/actor.ts'
import { rowScopeOf, type RowScope } from '../../kernel/row-scope.ts'
import type { Permission } from '../../kernel/permission.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from './connect.ts'

/**
 * People in the row scope: the actor's own; of a team's members; of a centre: welcomed, followed, served or
 * referred there.
 */
const PEOPLE = `
  select distinct person from read.keeping
  where holder = any (array[$1, $2]::uuid[]
    || case when $4 then array(
        select unnest(members) from read.team where organisation = $3 and $1 = any (members)
      ) else '{}'::uuid[] end)`

const holders = (actor: Actor, scope: RowScope) => [
  actor.user,
  scope === 'centre' ? (actor.centre ?? null) : null,
  actor.organisation,
  scope !== 'own',
]

/**
 * Sets the people in the row scope for the transaction, once for all its statements; no query when the scope
 * is the whole organisation. Literals, like all of the context: they are propagated to the workers of a
 * distributed database.
 */
export async function applyRowScope(client: pg.ClientBase, actor: Actor, may?: May): Promise<void> {
  // That of a principal was set when the transaction began.
  if (actingPrincipal(actor)) return
  const scope = rowScopeOf(actor, may?.permission)
  if (scope === 'organisation') return
  const { rows } = await client.query<{ people: string }>({
    name: 'people_in_view',
    text: `select coalesce(string_agg(person::text, ' '), '') as people from (${PEOPLE}) view`,
    values: holders(actor, scope),
  })
  const people = pg.escapeLiteral(rows[0]?.people ?? '')
  await client.query(`set local app.narrow = 'yes'; set local app.people = ${people}`)
}

/**
 * Sets the row scope of a transaction that reads for several verbs in turn: what follows is limited to this
 * scope. Of a user whom no verb narrows nothing is asked of the database.
 */
export async function continueInRowScope(
  { tx, actor }: { tx: Tx; actor: Actor },
  scope: RowScope,
): Promise<void> {
  if (actingPrincipal(actor) || rowScopeOf(actor) === 'organisation') return
  if (scope === 'organisation') return void (await sql`set local app.narrow = ''`.execute(tx))
  const { rows } = await tx.executeQuery(
    CompiledQuery.raw(
      `select coalesce(string_agg(person::text, ' '), '') as people from (${PEOPLE}) view`,
      holders(actor, scope),
    ),
  )
  const people = (rows as { people: string }[])[0]?.people ?? ''
  await sql`set local app.people = ${sql.lit(people)}`.execute(tx)
  await sql`set local app.narrow = 'yes'`.execute(tx)
}

/** Those of these people who are in the row scope of the transaction, for updates that send only ids. */
export async function personsInScope(
  client: pg.ClientBase,
  persons: readonly Id[],
): Promise<ReadonlySet<Id>> {
  const { rows } = await client.query<{ person: Id }>(
    'select person from unnest($1::uuid[]) as person where arraigo.within(person)',
    [persons],
  )
  return new Set(rows.map(({ person }) => person))
}

/** Those of these people whom the actor sees with another verb than the one of the transaction. */
export async function personsInScopeOf(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  persons: readonly Id[],
): Promise<ReadonlySet<Id>> {
  const principal = actingPrincipal(actor)
  if (principal) return new Set(persons.filter((person) => person === principal.subject))
  const scope = rowScopeOf(actor, permission)
  if (scope === 'organisation' || persons.length === 0) return new Set(persons)
  const { rows } = await tx.executeQuery(
    CompiledQuery.raw(`select person from (${PEOPLE}) view where person = any ($5::uuid[])`, [
      ...holders(actor, scope),
      [...persons],
    ]),
  )
  return new Set((rows as { person: Id }[]).map(({ person }) => person))
}

/**
 * Reads all people of the organisation from a transaction with a narrower row scope: only to return whether
 * someone exists, never who. That of a principal stays. An error does not set the scope back, because it ends
 * the transaction. For a user whom no verb narrows there is no scope to set aside, and nothing is asked of the
 * database.
 */
export async function withoutRowScope<T>(
  { tx, actor }: { tx: Tx; actor: Actor },
  work: () => Promise<T>,
): Promise<T> {
  if (actor.principal === undefined && rowScopeOf(actor) === 'organisation') return await work()
  const { rows } = await sql<{ narrowed: string | null }>`
    select case when coalesce(current_setting('app.principal', true), '') = ''
      then current_setting('app.narrow', true) end as narrowed`.execute(tx)
  const narrowed = rows[0]?.narrowed ?? ''
  if (narrowed === '') return await work()
  await sql`set local app.narrow = ''`.execute(tx)
  const result = await work()
  await sql`set local app.narrow = ${sql.lit(narrowed)}`.execute(tx)
  return result
}

/**
 * Works in a transaction with the row scope of a whole organisation and no more: only to decide what follows for it, never
 * to show anything to the actor. An error does not set the context back, because it ends the transaction.
 */
export async function inOrganisationScope<T>(
  tx: Tx,
  organisation: string,
  work: () => Promise<T>,
): Promise<T> {
  type Context = { organisation: string; scope: string; narrow: string }
  const { rows } = await sql<Context>`
    select coalesce(current_setting('app.organisation', true), '') as organisation,
      coalesce(current_setting('app.scope', true), '') as scope,
      coalesce(current_setting('app.narrow', true), '') as narrow`.execute(tx)
  const before = rows[0]!
  const whole: Context = { organisation, scope: 'organisation', narrow: '' }
  if (Object.entries(whole).every(([name, value]) => before[name as keyof Context] === value))
    return await work()
  await set(whole)
  const result = await work()
  await set(before)
  return result

  async function set(to: Context): Promise<void> {
    // Sent together: the connection does not wait for one before it sends the next.
    await Promise.all([
      sql`set local app.organisation = ${sql.lit(to.organisation)}`.execute(tx),
      sql`set local app.scope = ${sql.lit(to.scope)}`.execute(tx),
      sql`set local app.narrow = ${sql.lit(to.narrow)}`.execute(tx),
    ])
  }
}

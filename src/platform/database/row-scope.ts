// Narrows a transaction to the actor's own people, team or centre, so that row-level security holds what the role says.
import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { rowScopeOf, type Actor, type May, type RowScope } from '../../kernel/actor.ts'
import type { Permission } from '../../kernel/permission.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from './connect.ts'

/** Whose people are in view: the actor's; for a team, its members'; for a centre, those it welcomed, follows, serves or was sent. */
const PEOPLE = `
  select distinct person from read.keeping
  where holder = any (array[$1, $2]::uuid[]
    || case when $4 then array(
        select unnest(members) from read.team where organisation = $3 and $1 = any (members)
      ) else '{}'::uuid[] end)`

const holders = (actor: Actor, sight: RowScope) => [
  actor.user,
  sight === 'centre' ? (actor.centre ?? null) : null,
  actor.organisation,
  sight !== 'own',
]

/**
 * Hands the people in view to the transaction, once for all its statements; costs nothing when the actor sees all of
 * their organisation. Literals, as everything of the context: they reach the workers of a distributed database.
 */
export async function applyRowScope(client: pg.ClientBase, actor: Actor, may?: May): Promise<void> {
  const sight = rowScopeOf(actor, may?.permission)
  if (sight === 'organisation') return
  const { rows } = await client.query<{ people: string }>({
    name: 'people_in_view',
    text: `select coalesce(string_agg(person::text, ' '), '') as people from (${PEOPLE}) view`,
    values: holders(actor, sight),
  })
  const people = pg.escapeLiteral(rows[0]?.people ?? '')
  await client.query(`set local app.narrow = 'yes'; set local app.people = ${people}`)
}

/** Which of these people are in the view of the transaction, for what is told by id alone. */
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

/** Which of these people the actor sees while using another verb than the one that opened the transaction. */
export async function personsInScopeOf(
  tx: Tx,
  actor: Actor,
  permission: Permission,
  persons: readonly Id[],
): Promise<ReadonlySet<Id>> {
  const sight = rowScopeOf(actor, permission)
  if (sight === 'organisation' || persons.length === 0) return new Set(persons)
  const { rows } = await tx.executeQuery(
    CompiledQuery.raw(`select person from (${PEOPLE}) view where person = any ($5::uuid[])`, [
      ...holders(actor, sight),
      [...persons],
    ]),
  )
  return new Set((rows as { person: Id }[]).map(({ person }) => person))
}

/**
 * Looks at all of the organisation's people from a narrowed transaction: to say that somebody is there, never who. A
 * failure needs no way back, because it ends the transaction.
 */
export async function withoutRowScope<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ narrowed: string | null }>`
    select current_setting('app.narrow', true) as narrowed`.execute(tx)
  const narrowed = rows[0]?.narrowed ?? ''
  if (narrowed === '') return await work()
  await sql`set local app.narrow = ''`.execute(tx)
  const result = await work()
  await sql`set local app.narrow = ${sql.lit(narrowed)}`.execute(tx)
  return result
}

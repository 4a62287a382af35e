// Narrows a transaction to the actor's own people, team or centre, so that row-level security holds what the role says.
import pg from 'pg'
import { sightOf, type Actor, type May } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'

/** Whose people are in view: the actor's; for a team, its members'; for a centre, those it welcomed, follows or served. */
const PEOPLE = `
  select coalesce(string_agg(distinct person::text, ' '), '') as people from read.keeping
  where holder = any (array[$1, $2]::uuid[]
    || case when $4 then array(
        select unnest(members) from read.team where organisation = $3 and $1 = any (members)
      ) else '{}'::uuid[] end)`

/**
 * Hands the people in view to the transaction, once for all its statements; costs nothing when the actor sees all of
 * their organisation. Literals, as everything of the context: they reach the workers of a distributed database.
 */
export async function narrow(client: pg.ClientBase, actor: Actor, may?: May): Promise<void> {
  const sight = sightOf(actor, may?.verb)
  if (sight === 'organisation') return
  const { rows } = await client.query<{ people: string }>({
    name: 'people_in_view',
    text: PEOPLE,
    values: [
      actor.user,
      sight === 'centre' ? (actor.centre ?? null) : null,
      actor.organisation,
      sight !== 'own',
    ],
  })
  const people = pg.escapeLiteral(rows[0]?.people ?? '')
  await client.query(`set local app.narrow = 'yes'; set local app.people = ${people}`)
}

/** Which of these people are in the view of the transaction, for what is told by id alone. */
export async function inView(client: pg.ClientBase, persons: readonly Id[]): Promise<ReadonlySet<Id>> {
  const { rows } = await client.query<{ person: Id }>(
    'select person from unnest($1::uuid[]) as person where arraigo.within(person)',
    [persons],
  )
  return new Set(rows.map(({ person }) => person))
}

// Finds people: by match keys for likenesses, by typed words, by the time of the last change.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import { GLIMPSE_COLUMNS, type GlimpseColumns } from '../rules/glimpse.ts'
import { spaced } from '../rules/names.ts'
import type { Elsewhere } from '../rules/shapes.ts'
import type { ComparedRow } from './rows.ts'

/** Rows read for one key at most: several times the count of the commonest name among a million people. */
const PER_KEY = 20_000
/** A key that more people share says too little of a typed name: other keys of it are read. */
const PER_TYPED_KEY = 2000
/** People ranked for typed words at most, by each way of finding them. */
const RANKED = 120
/** Some milliseconds. */
const CHANGED_LAST = 200
/** People compared for one search at most, the likeliest first. */
const COMPARED = 30
/** Rows counted for one word at most, to find the rarest, and rows read of it at most. */
type Bounds = { counted: number; read: number }
/** Of three words and more hardly anybody else has all, once somebody was found who has. */
export const FEW: Bounds = { counted: 1000, read: 2000 }
/** Of two common words enough people are among the first rows read, whichever word is read. */
export const FIRST: Bounds = { counted: 2000, read: 8000 }
/** A few hundredths of a second. */
export const LAST: Bounds = { counted: 8000, read: 100_000 }

/**
 * The record `p` of each `hit`, looked up by itself. In a plain join the planner may read the whole table for words that are
 * frequent among people of other organisations, and the number of pages read would tell that they are.
 */
const EACH_RECORD = sql`cross join lateral (select * from read.person_shown where person = hit.person limit 1) p`

/** Only rows of the acting organisation are in the range that is read (migrations/0051_people_found.sql). */
const OURS = sql`viewer = (select arraigo.acting_for())`

/** What people who were found are put in order by: their names, and where and when they were last seen. */
export type RankedColumns = Pick<GlimpseColumns, (typeof NAMES)[number]> & {
  centre: string | null
  touched_at: string
}
const NAMES = ['person', 'given_names', 'first_surname', 'second_surname', 'called'] as const
const RANK_COLUMNS = [...NAMES, 'centre', 'touched_at'] as const
const RANKING = sql.join(RANK_COLUMNS.map((column) => sql.ref(`p.${column}`)))

/**
 * Has the statements of this transaction planned for any values, once for each connection. Otherwise PostgreSQL
 * plans some of them anew for each search, which takes longer than the search: their policies and views are large.
 */
export async function keepPlans(tx: Tx): Promise<void> {
  await sql`set local plan_cache_mode = force_generic_plan`.execute(tx)
}

const GLIMPSE = sql.join(GLIMPSE_COLUMNS.map((column) => sql.ref(`p.${column}`)))

/** What two records are compared by besides what a glimpse shows. */
const EVIDENCE = sql`
      (select coalesce(json_agg(json_build_object('type', i.type, 'country', i.country, 'number', i.number)), '[]')
       from person_identifier i where i.person = p.person and i.retired is null) as identifiers,
      (select coalesce(json_agg(c.value), '[]')
       from person_contact c where c.person = p.person and not c.retired) as phones,
      (select greatest(reltuples, 0)::float8 from pg_class where oid = 'person'::regclass) as people`

/**
 * People who share a match key. The weight of a key falls with the number of people who share it, so a shared
 * rare key counts most, then the number of shared keys; equals are ordered by a hash of the id, not by date
 * of registration. `people`: about how many there are on record, as PostgreSQL estimates it.
 */
export async function sharingKeys(
  tx: Tx,
  keys: readonly number[],
): Promise<(ComparedRow & RankedColumns & { people: number })[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ComparedRow & RankedColumns & { people: number }>`
    ${hits(keys, PER_KEY, COMPARED)}
    select ${GLIMPSE}, p.centre, p.touched_at, ${EVIDENCE}
    from hit ${EACH_RECORD}
    order by hit.weight desc, uuid_hash(p.person)
  `.execute(tx)
  return rows
}

/** These people as `sharingKeys` gives them, whichever keys they have. */
export async function comparedPeople(
  tx: Tx,
  people: readonly string[],
): Promise<(ComparedRow & { people: number })[]> {
  if (people.length === 0) return []
  const { rows } = await sql<ComparedRow & { people: number }>`
    select ${GLIMPSE}, ${EVIDENCE} from read.person_shown p where p.person = any (${people}::uuid[])
  `.execute(tx)
  return rows
}

const hits = (keys: readonly number[], perKey: number, most: number) => sql`
  with hit as materialized (
    select m.person, sum(1.0::float8 / m.sharing) as weight
    from unnest(${keys}::bigint[]) as k (key)
    cross join lateral (
      select person, count(*) over () as sharing
      from (select person from match_key where ${OURS} and key = k.key limit ${sql.lit(perKey)}) one_key
    ) m
    where m.sharing < ${sql.lit(perKey)} or ${sql.lit(perKey)} = ${sql.lit(PER_KEY)}
    group by m.person
    order by 2 desc, uuid_hash(m.person)
    limit ${sql.lit(most)}
  )`

/** People whose names sound like typed words, those first who share the keys that fewest share. */
export async function soundingLike(tx: Tx, keys: readonly number[]): Promise<RankedColumns[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<RankedColumns>`
    ${hits(keys, PER_TYPED_KEY, RANKED)}
    select ${RANKING} from hit ${EACH_RECORD}
    order by hit.weight desc, uuid_hash(p.person)
  `.execute(tx)
  return rows
}

/** The people of the organisation whose records changed last: of many of one name, those near. */
export async function changedLast(tx: Tx, organisation: string): Promise<RankedColumns[]> {
  const { rows } = await sql<RankedColumns>`
    select ${RANKING} from read.person_shown p
    where p.organisation = ${organisation} order by p.touched_at desc, p.person desc limit ${sql.lit(CHANGED_LAST)}
  `.execute(tx)
  return rows
}

/** The day of the last fact about each, as far as the actor may see it. */
export async function lastSeen(tx: Tx, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (people.length < 2) return new Map()
  const { rows } = await sql<{ person: string; on: string }>`
    select one.person, f.occurred_on as on
    from unnest(${people}::uuid[]) one (person) cross join lateral (
      select occurred_on from read.person_fact f where f.person = one.person order by f.id desc limit 1) f
  `.execute(tx)
  return new Map(rows.map(({ person, on }) => [person, on]))
}

/**
 * People whose names hold every typed word, each as a beginning: first those whose whole name was typed, then
 * by the rarest of the words and by the number of further words in the name. Only rows of the rarest word are
 * read, in the order in which they are returned, until there are enough.
 *
 * @param words folded
 * @param limit enough; more are returned where they were read anyway
 * @param read rows read at most; when that is told later, the first are read meanwhile
 * @returns `more` when there are others, or may be: another typed word narrows the search
 */
export async function holdingWords(
  tx: Tx,
  words: readonly string[],
  limit: number,
  read: number | Promise<number> = LAST.read,
  start: Bounds = FIRST,
): Promise<{ people: RankedColumns[]; more: boolean }> {
  if (words.length === 0) return { people: [], more: false }
  const typed = [...new Set(words)]
  const first = { ...start, read: typeof read === 'number' ? Math.min(start.read, read) : start.read }
  const found = await readRarest(tx, typed, limit, first)
  const most = await read
  // Too few are among so many rows: another word is rarer, which a longer count shows.
  const { counted } = most > FIRST.read ? LAST : FIRST
  const { people, more } =
    found.stopped && most > first.read ? await readRarest(tx, typed, limit, { counted, read: most }) : found
  return { people, more }
}

/** @returns `stopped` when reading stopped at its bound */
async function readRarest(
  tx: Tx,
  typed: readonly string[],
  limit: number,
  { counted, read }: Bounds,
): Promise<{ people: RankedColumns[]; more: boolean; stopped: boolean }> {
  // A single word needs no count. Nor does a narrow row scope: counting its few visible rows would read past
  // everybody else's.
  const most = sql.lit(typed.length === 1 ? 0 : counted)
  // Bounds are literals, and the number of words is hidden from the planner: a plan made once, for any words, then seems
  // no dearer than one for these words, and PostgreSQL keeps it. Planning takes as long as a search for a rare word.
  const last = sql.lit(read)
  const enough = sql.lit(limit * 2)
  // A name has no fewer words than were typed, but where one of these is the beginning of another.
  const least = typed.filter((one) => typed.every((word) => word === one || !word.startsWith(one))).length
  // The row at which reading stops is returned too, so that the same query also tells whether there are more.
  const { rows } = await sql<RankedColumns & { fits: boolean; full: boolean; stopped: boolean }>`
    with typed as materialized (
      select word, word || ${HIGHEST} as past, row_number() over (order by rows, length(word) desc) as rank
      from unnest((select ${typed}::text[])) t (word) cross join lateral (
        select count(*) as rows from (
          select from name_word n where ${OURS} and n.word >= t.word and n.word < t.word || ${HIGHEST}
          limit (select case arraigo.narrowed() when 1 then 0 else ${most} end)
        ) counted
      ) c
    ), whole as (
      select person, 0::bigint as place, true as fits from name_word n
      where ${OURS} and word = ${typed[0]} and size = ${typed.length} and name = ${spaced(typed)}
      order by born, person limit ${sql.lit(RANKED)}
    ), part as (
      select person, place, fits from typed rarest cross join lateral (
        select person, place, name like all (
          array(select '% ' || word || '%' from typed where rank > 1 order by rank)) as fits
        from (
          select person, name, row_number() over (order by word, size, name, born, person) as place
          from name_word n
          where ${OURS} and (n.word, n.size) >= (rarest.word, ${least}::smallint) and n.word < rarest.past
          order by word, size, name, born, person
          limit ${last}
        ) read
      ) row
      where rarest.rank = 1 and (fits or place = ${last})
      limit ${enough}
    ), hit as materialized (
      select person, min(place) as place, bool_or(fits) as fits
      from (select * from whole union all select * from part) found
      group by person
    )
    select ${RANKING}, hit.fits, (select count(*) = ${enough} from part) as full,
      (select coalesce(bool_or(place = ${last}), false) from part) as stopped
    from hit ${EACH_RECORD}
    order by not hit.fits, hit.place, p.born, uuid_hash(p.person)
  `.execute(tx)
  const people = rows.filter((row) => row.fits)
  const { full = false, stopped = false } = rows[0] ?? {}
  return { people, more: full || stopped || people.length > limit, stopped }
}

/** Sorts after everything that begins with the word: no name contains the last code point. */
const HIGHEST = '\u{10FFFF}'

/** A page of people kept by or shared with the organisation, the most recently changed first. */
export async function caseload(
  tx: Tx,
  organisation: string,
  after: { touchedAt: string; person: string } | undefined,
  limit: number,
): Promise<(GlimpseColumns & { touched_at: string })[]> {
  const before = after
    ? sql`and (p.touched_at, p.person) < (${after.touchedAt}::timestamptz, ${after.person}::uuid)`
    : sql``
  const beforeShared = after
    ? sql`and (s.since, s.person) < (${after.touchedAt}::timestamptz, ${after.person}::uuid)`
    : sql``
  // Two index ranges, merged: with "or" in one condition neither index is used.
  const { rows } = await sql<GlimpseColumns & { touched_at: string }>`
    select * from (
      (select ${GLIMPSE}, p.touched_at from read.person_shown p
       where p.organisation = ${organisation} ${before}
       order by p.touched_at desc, p.person desc limit ${limit})
      union all
      (select ${GLIMPSE}, s.since as touched_at from person_share s join read.person_shown p on p.person = s.person
       where s.recipient = ${organisation} ${beforeShared}
       order by s.since desc, s.person desc limit ${limit})
    ) both_kinds
    order by touched_at desc, person desc
    limit ${limit}
  `.execute(tx)
  return rows
}

export async function glimpses(tx: Tx, people: readonly string[]): Promise<GlimpseColumns[]> {
  if (people.length === 0) return []
  const { rows } = await sql<GlimpseColumns>`
    select ${GLIMPSE} from read.person_shown p where p.person = any (${people}::uuid[])
  `.execute(tx)
  return rows
}

/** The centres that registered these people. */
export async function centresOf(tx: Tx, people: readonly string[]): Promise<Elsewhere[]> {
  const { rows } = await sql<{ id: string | null; name: string | null }>`
    select distinct c.id, c.name from person p left join read.centre c on c.id = p.centre
    where p.person = any (${people}::uuid[]) order by c.name`.execute(tx)
  return rows.map(({ id, name }) => ({ centre: id === null || name === null ? null : { id, name } }))
}

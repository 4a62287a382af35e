// Finds people: by match keys for likenesses, by the words that were typed, by what was touched last.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { Elsewhere } from '../rules/shapes.ts'
import type { ComparedRow, GlimpseColumns } from './rows.ts'

/** Rows read for one key at most: a key that half a town shares proposes nothing a rarer key would not. */
const PER_KEY = 25
/** People compared for one search at most, the likeliest first. */
const COMPARED = 30
/** Rows read of one leading word at most: of two frequent words, enough rows of one hold the other as well. */
const READ = 3000

export const GLIMPSE = sql`p.person, p.organisation, p.called, p.given_names, p.first_surname, p.second_surname, p.born,
  p.born_precision, p.born_age, p.born_age_on, p.sex, p.place, p.nationalities, p.registered_at`

/**
 * People who share a match key, whoever shares the most telling one first.
 *
 * @param keys in the order of `matchKeys`: documents first, names last
 */
export async function sharingKeys(tx: Tx, keys: readonly number[]): Promise<ComparedRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ComparedRow>`
    with hit as materialized (
      select m.person, min(k.place) as place, count(*) as hits
      from unnest(${keys}::bigint[]) with ordinality as k (key, place)
      cross join lateral (select person from match_key where key = k.key limit ${sql.lit(PER_KEY)}) m
      group by m.person
      order by 2, 3 desc
      limit ${sql.lit(COMPARED)}
    )
    select ${GLIMPSE},
      (select coalesce(json_agg(json_build_object('type', i.type, 'country', i.country, 'number', i.number)), '[]')
       from person_identifier i where i.person = p.person and i.retired is null) as identifiers,
      (select coalesce(json_agg(c.value), '[]')
       from person_contact c where c.person = p.person and not c.retired) as phones
    from hit join read.person_shown p on p.person = hit.person
  `.execute(tx)
  return rows
}

/**
 * People whose names hold every typed word, each as a beginning. The longest word leads through the index, and the
 * others are read beside it; only when it is too frequent to be read to its end, the next one leads as well.
 *
 * @param words folded
 * @returns `more` when there are others, or may be: another typed word tells
 */
export async function holdingWords(
  tx: Tx,
  words: readonly string[],
  limit: number,
): Promise<{ people: GlimpseColumns[]; more: boolean }> {
  const found = new Map<string, GlimpseColumns>()
  let more = false
  for (const lead of words.toSorted((a, b) => b.length - a.length)) {
    const { people, readAll } = await ledBy(tx, lead, words, limit)
    for (const person of people) found.set(person.person, person)
    more = !readAll || found.size > limit
    if (readAll || found.size >= limit) break
  }
  return { people: [...found.values()].slice(0, limit), more }
}

async function ledBy(
  tx: Tx,
  lead: string,
  words: readonly string[],
  limit: number,
): Promise<{ people: GlimpseColumns[]; readAll: boolean }> {
  const others = words.filter((word) => word !== lead).map((word) => `% ${word}%`)
  // The row on which reading stops comes out too, marked, so that one look also tells whether there was more.
  const { rows } = await sql<GlimpseColumns & { fits: boolean }>`
    with hit as materialized (
      select person, min(word) as word, bool_or(name like all (${others}::text[])) as fits
      from (
        select person, word, name
        from (
          select person, word, name, row_number() over (order by word, person) as row
          from name_word
          where word >= ${lead} and word < ${pastPrefix(lead)}
          order by word, person
          limit ${sql.lit(READ)}
        ) read
        where name like all (${others}::text[]) or row = ${sql.lit(READ)}
        limit ${limit * 2}
      ) found
      group by person
    )
    select ${GLIMPSE}, hit.fits from hit join read.person_shown p on p.person = hit.person
    order by hit.fits, hit.word, p.touched_at desc
  `.execute(tx)
  return {
    people: rows.filter((row) => row.fits),
    readAll: rows.length < limit && rows.every((row) => row.fits),
  }
}

/** Sorts after everything that begins with the word: no name holds the last code point there is. */
const pastPrefix = (word: string) => `${word}\u{10FFFF}`

/** A page of people kept here or shown to us, the last touched first. */
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
  // Two ranges of two indexes, merged: a row-level "or" could use neither.
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
  const { rows } = await sql<GlimpseColumns>`
    select ${GLIMPSE} from read.person_shown p where p.person = any (${people}::uuid[])
  `.execute(tx)
  return rows
}

export type PairRow = { person: string; other: string; reasons: string[]; noticed_at: string }

export async function openPairs(
  tx: Tx,
  organisation: string,
  person: string | undefined,
): Promise<PairRow[]> {
  const whose = person ? sql`(person = ${person} or other = ${person})` : sql`organisation = ${organisation}`
  const { rows } = await sql<PairRow>`
    select person, other, reasons, noticed_at from duplicate_pair
    where state = 'open' and ${whose}
    order by noticed_at desc
    limit 100
  `.execute(tx)
  return rows
}

/** The centres that took these people in. */
export async function centresOf(tx: Tx, people: readonly string[]): Promise<Elsewhere[]> {
  const { rows } = await sql<{ id: string | null; name: string | null }>`
    select distinct c.id, c.name from person p left join read.centre c on c.id = p.centre
    where p.person = any (${people}::uuid[]) order by c.name`.execute(tx)
  return rows.map(({ id, name }) => ({ centre: id === null || name === null ? null : { id, name } }))
}

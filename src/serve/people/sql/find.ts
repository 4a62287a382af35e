// Finds people: by match keys for likenesses, by the words that were typed, by what was touched last.
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connect.ts'
import type { ComparedRow, GlimpseColumns } from './rows.ts'

/** Rows read for one key at most: a key that half a town shares proposes nothing a rarer key would not. */
const PER_KEY = 25
/** People compared for one search at most, the likeliest first. */
const COMPARED = 40
/** Rows counted of one typed word before it is called frequent. */
const FREQUENT = 2000
/** Rows read of the leading word at most: with two frequent words, enough of these hold the other as well. */
const READ = 5000

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
    from hit join person p on p.person = hit.person
  `.execute(tx)
  return rows
}

/**
 * People whose names hold every typed word, each as a beginning. The rarest word leads through the index and the others
 * are checked beside it, so that a frequent name costs no more than a rare one.
 *
 * @param words folded
 */
export async function holdingWords(
  tx: Tx,
  words: readonly string[],
  limit: number,
): Promise<GlimpseColumns[]> {
  const lead = await rarest(tx, words)
  if (lead === undefined) return []
  const others = words.filter((word) => word !== lead).map((word) => `% ${word}%`)
  const { rows } = await sql<GlimpseColumns>`
    with hit as materialized (
      select person, min(word) as word
      from (
        select person, word
        from (
          select person, word, name from name_word
          where word >= ${lead} and word < ${pastPrefix(lead)}
          order by word, person
          limit ${sql.lit(READ)}
        ) read
        where name like all (${others}::text[])
        limit ${limit * 2}
      ) found
      group by person
    )
    select ${GLIMPSE} from hit join person p on p.person = hit.person
    order by hit.word, p.touched_at desc
    limit ${limit}
  `.execute(tx)
  return rows
}

async function rarest(tx: Tx, words: readonly string[]): Promise<string | undefined> {
  if (words.length < 2) return words[0]
  const { rows } = await sql<{ word: string }>`
    select w.word
    from unnest(${words}::text[], ${words.map(pastPrefix)}::text[]) as w (word, past)
    cross join lateral (
      select count(*) as hits
      from (select from name_word n where n.word >= w.word and n.word < w.past limit ${sql.lit(FREQUENT)}) few
    ) counted
    order by counted.hits, length(w.word) desc
    limit 1
  `.execute(tx)
  return rows[0]?.word
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
      (select ${GLIMPSE}, p.touched_at from person p
       where p.organisation = ${organisation} ${before}
       order by p.touched_at desc, p.person desc limit ${limit})
      union all
      (select ${GLIMPSE}, s.since as touched_at from person_share s join person p on p.person = s.person
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
    select ${GLIMPSE} from person p where p.person = any (${people}::uuid[])
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

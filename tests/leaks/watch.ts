// What an outsider must never see or change, read from the catalogue and the rows themselves, so that no
// table is missed.
import type pg from 'pg'

export type Watch = {
  /** Reads the present state anew: before others have made more records, and after. */
  look(): Promise<void>
  /** Ids of others' people and of their records. */
  ids(): string[]
  /** The first of others' ids, names, documents or numbers in a text, unless the request contained it. */
  shownIn(text: string, sent: string): string | undefined
  /** The tables in which a row of others changed, or in which the outsider has a row about others' people. */
  changed(): Promise<string | undefined>
  /** Ids in a text count as the outsider's own from now on. */
  claimAsOwn(text: string): void
}

/** Columns that hold the id of a record, and columns whose text identifies a person. */
const IDS = ['person', 'id', 'identifier', 'contact', 'household', 'claim', 'attachment', 'referral', 'case']
const WORDS = ['called', 'given_names', 'first_surname', 'number', 'value', 'note', 'reason', 'pseudonym']
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
/** Shorter words occur by accident, and codes of the application occur in its own pages. */
const MIN_LENGTH = 8
const CODE = /^[a-z_]+(?:\.[a-z_]+)*$/

/** `person`: the column that names a person. */
type Table = { name: string; columns: string[]; person: string | null }

export async function watchRecords(pool: pg.Pool, organisation: string): Promise<Watch> {
  const { rows: tables } = await pool.query<Table>(`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(a.attname::text) as columns,
      max(a.attname::text) filter (where a.attname in ('person', 'subject')) as person
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and n.nspname = 'public' group by 1
    having bool_or(a.attname = 'organisation') and bool_or(a.attname = 'shared_with') order by 1`)
  /** Kept by others and not shared with the outsider's organisation. */
  const theirs = `organisation <> '${organisation}' and not '${organisation}' = any (shared_with)`
  const personal = tables.filter(({ person }) => person !== null)
  const list = (names: readonly string[]) =>
    personal
      .flatMap(({ name, columns }) =>
        columns
          .filter((column) => names.includes(column))
          .map((column) => `select "${column}"::text as one from ${name} where ${theirs}`),
      )
      .join(' union ')
  const fingerprints = tables
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as rows
         from ${name} t where ${theirs}`,
    )
    .join(' union all ')

  /** No row of the outsider's is about a person they cannot see; refused looks are logged as such. */
  const aboutOthers = personal
    .map(
      ({ name, person }) =>
        `select 'about others in ${name}' as name, count(*)::text as rows from ${name} t where organisation = '${organisation}'
           and exists (select from person p where p.person = t.${person} and p.organisation <> '${organisation}'
             and not '${organisation}' = any (p.shared_with))`,
    )
    .join(' union all ')

  const own = new Set<string>()
  let ids = new Set<string>()
  let words: string[] = []
  let stood = new Map<string, string>()
  const standing = async () => {
    const { rows } = await pool.query<{ name: string; rows: string }>(
      `${fingerprints} union all ${aboutOthers}`,
    )
    return new Map(rows.map(({ name, rows: now }) => [name, now]))
  }
  const watch: Watch = {
    async look() {
      const found = await pool.query<{ one: string | null }>(list(IDS))
      ids = new Set(found.rows.flatMap(({ one }) => one ?? []))
      const said = await pool.query<{ one: string | null }>(list(WORDS))
      words = said.rows.flatMap(({ one }) =>
        one !== null && one.length >= MIN_LENGTH && !CODE.test(one) ? [one] : [],
      )
      stood = await standing()
    },
    ids: () => [...ids],
    shownIn(text, sent) {
      const told = [...text.matchAll(UUID)].map(([id]) => id)
      return (
        told.find((id) => ids.has(id) && !own.has(id) && !sent.includes(id)) ??
        words.find((word) => text.includes(word) && !sent.includes(word))
      )
    },
    claimAsOwn(text) {
      for (const [id] of text.matchAll(UUID)) own.add(id)
    },
    async changed() {
      const now = await standing()
      const moved = [...now].filter(([name, rows]) => stood.get(name) !== rows).map(([name]) => name)
      stood = now
      return moved.length === 0 ? undefined : moved.join(', ')
    },
  }
  await watch.look()
  return watch
}

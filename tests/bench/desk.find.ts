// Whether a desk finds somebody again by what is typed into the search box: the share among the first 10 and 20 for each
// fifth in the order of registration, by the whole name and with slips, by parts of it and by numbers, over HTTP with the
// disclosure log on; and how long a search takes, at one desk and with many at once.
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startCluster, type Cluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { seeded, type Invented } from '../harness/names.ts'
import { fill } from '../harness/population.ts'
import { summary } from './desk/desks.ts'
import { actor, serveApart } from './desk/server.ts'
import { chanceOf, type Chance } from './labelled/chance.ts'
import { invent, type Person } from './labelled/people.ts'
import { byTyping, copy } from './labelled/slips.ts'
import { isProfiled, profiling, startProfile } from './report/profile.ts'

const PEOPLE = Number(process.env['FIND_PEOPLE'] ?? 100_000)
/** People searched for in each fifth. */
const TRIES = Number(process.env['FIND_TRIES'] ?? 100)
/** Of the kinds below those whose name has this in it. */
const ONLY = process.env['FIND_ONLY'] ?? ''
/** At work at once, each with the pauses of somebody who types, for so many seconds. */
const DESKS = Number(process.env['FIND_DESKS'] ?? 30)
const SECONDS = Number(process.env['FIND_SECONDS'] ?? 20)
const SEED = 20_261_129
/** While the database is filled nothing is acknowledged to anybody, so nothing needs to be durable. */
const FILLING = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '8GB' }
/** Where filled databases stay for the next run; without it, each run fills its own. */
const { BENCH_FOLDER } = process.env

const say = (line: object) =>
  process.stdout.write(`${JSON.stringify({ bench: 'desk.find', people: PEOPLE, ...line })}\n`)

const asInvented = (one: Person): Invented => {
  const [firstSurname = '', secondSurname] = one.surnames
  return {
    givenNames: one.given.join(' '),
    firstSurname,
    ...(secondSurname !== undefined && { secondSurname }),
    ...(one.birth !== undefined && {
      born: one.birth.length === 4 ? { year: Number(one.birth) } : { date: one.birth },
    }),
    sex: one.sex,
    identifiers: one.document
      ? [{ type: one.document.type, country: 've', number: one.document.number }]
      : [],
    phones: one.telephone === undefined ? [] : [one.telephone],
  }
}

const nameOf = ({ given, surnames }: Person) => [...given, ...surnames].join(' ')
const shuffled = (words: readonly string[], by: Chance) =>
  words
    .map((word) => [by(), word] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, word]) => word)
const grouped = (number: string) => number.replace(/\B(?=(?:\d{3})+$)/gu, '.')

/** What is asked for somebody: the text that is typed, or a draft of who stands there; undefined where they have no such thing. */
const ASKED: Readonly<Record<string, (one: Person, by: Chance) => string | Invented | undefined>> = {
  'whole name': (one) => nameOf(one),
  'its words in any order': (one, by) => shuffled(nameOf(one).split(' '), by).join(' '),
  'as it arrives': (one, by) => nameOf(copy(one, by).person),
  'a slip in a surname': (one, by) => {
    const at = by.from(0, one.surnames.length - 1)
    return nameOf({ ...one, surnames: one.surnames.with(at, byTyping(one.surnames[at] ?? '', by)) })
  },
  'first letters of each': (one, by) =>
    [...one.given, ...one.surnames].map((word) => word.slice(0, by.from(3, 5))).join(' '),
  'a given name and a surname': (one) => `${one.given[0]} ${one.surnames[0]}`,
  'document with prefix': ({ document }) =>
    document?.type === 'national_id' ? `V-${grouped(document.number)}` : undefined,
  'name and document': ({ given, document }) => document && `${given[0]} ${document.number}`,
  telephone: ({ telephone }) => telephone && `+57 ${telephone}`,
  'draft as it arrives': (one, by) => asInvented(copy(one, by).person),
}
/** What the many desks ask, in turns. */
const OFTEN = ['whole name', 'as it arrives', 'draft as it arrives']

// Who is looked for is chosen first: of millions of people only these are kept in memory.
const pick = seeded(SEED + 1)
const chosen = Object.keys(ASKED)
  .filter((kind) => kind.includes(ONLY))
  .map((kind) => ({
    kind,
    // In turns, so that no fifth has a warmer cache.
    places: Array.from({ length: TRIES * 5 }, (_, at) => Math.floor((((at % 5) + pick()) / 5) * PEOPLE)),
  }))
/** Connections are opened and statements planned by looking for the first of all. */
const WARMING = 20
const people = new Map<number, Person>()
const wanted = new Set([...chosen.flatMap(({ places }) => places), ...Array(WARMING).keys()])
const chance = chanceOf(SEED)
let invented = 0
const next = (): Invented => {
  const one = invent(chance)
  const at = invented++
  if (wanted.has(at)) people.set(at, one)
  return asInvented(one)
}

const kept = BENCH_FOLDER && join(BENCH_FOLDER, `find-${PEOPLE}`)
if (kept) await mkdir(kept, { recursive: true })
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'arraigo-find-')))
await chmod(folder, 0o711)
const filled = join(folder, 'filled')
let cluster: Cluster | undefined
try {
  if (await stat(filled).catch(() => undefined)) for (let at = 0; at < PEOPLE; at++) next()
  else {
    const start = performance.now()
    cluster = await startCluster({ folder, log: () => {}, settings: FILLING })
    const pool = connect({ ...cluster.connection, max: 2 })
    await migrate(pool)
    await loadPack(asOwner(pool), 'packs/huerta')
    await fill(pool, actor, PEOPLE, next)
    await pool.end()
    await cluster.stop()
    await writeFile(filled, '')
    process.stderr.write(`filled in ${Math.round((performance.now() - start) / 1000)} s\n`)
  }
  cluster = await startCluster({ folder, log: () => {}, settings: profiling })
  const pool = connect({ ...cluster.connection, max: 2 })
  await migrate(pool)
  const { rows } = await pool.query<{ at: number; person: string }>(
    `select at, person from (select person, row_number() over (order by person) - 1 as at from person) numbered
     where at = any ($1::int[])`,
    [[...wanted]],
  )
  const ids = new Map(rows.map(({ at, person }) => [at, person]))
  await pool.query('checkpoint')
  const server = await serveApart(cluster.connection)
  try {
    const search = async (asked: string | Invented): Promise<{ found: string[]; took: number }> => {
      const start = performance.now()
      const response = await fetch(`${server.url}/api/person.search`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(typeof asked === 'string' ? { text: asked } : { draft: asked }),
      })
      const body = (await response.json()) as { people: { id: string }[] }
      if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`)
      return { found: body.people.map(({ id }) => id), took: performance.now() - start }
    }
    const by = chanceOf(SEED + 2)
    for (let at = 0; at < WARMING; at++) {
      const one = people.get(at) as Person
      await search(nameOf(one))
      await search(asInvented(one))
    }
    for (const { kind, places } of chosen) {
      const among = { 10: [0, 0, 0, 0, 0], 20: [0, 0, 0, 0, 0] }
      const tried = [0, 0, 0, 0, 0]
      const taken: number[] = []
      const told = await startProfile(pool)
      for (const [round, place] of places.entries()) {
        const fifth = round % 5
        const asked = ASKED[kind]?.(people.get(place) as Person, by)
        if (asked === undefined) continue
        const { found, took } = await search(asked)
        taken.push(took)
        tried[fifth]!++
        for (const first of [10, 20] as const)
          if (found.slice(0, first).includes(ids.get(place) as string)) among[first][fifth]!++
      }
      const share = (counts: readonly number[]) =>
        counts.map((count, fifth) => Number((count / (tried[fifth] ?? 1)).toFixed(3)))
      const { p50, p95, p99 } = summary(taken)
      if (isProfiled) console.error(kind, await told(taken.length))
      say({
        desks: 1,
        asked: kind,
        'among 10': share(among[10]),
        'among 20': share(among[20]),
        unit: 'ms',
        p50,
        p95,
        p99,
      })
    }
    for (const line of await many(search)) say({ desks: DESKS, ...line })
  } finally {
    await server.stop()
    await pool.end()
  }
} finally {
  await cluster?.stop()
  if (!kept) await rm(folder, { recursive: true, force: true })
}

/** All desks at work at once. */
async function many(search: (asked: string | Invented) => Promise<{ took: number }>): Promise<object[]> {
  const often = chosen.filter(({ kind }) => OFTEN.includes(kind))
  if (DESKS === 0 || often.length === 0) return []
  const taken = new Map<string, number[]>(often.map(({ kind }) => [kind, []]))
  const end = performance.now() + SECONDS * 1000
  const desk = async (number: number) => {
    const by = chanceOf(SEED + 100 + number)
    for (let turn = number; performance.now() < end; turn++) {
      await pause(100 + by() * 400)
      const { kind, places } = often[turn % often.length] as (typeof often)[number]
      const asked = ASKED[kind]?.(people.get(by.of(places)) as Person, by)
      if (asked !== undefined) taken.get(kind)?.push((await search(asked)).took)
    }
  }
  await Promise.all(Array.from({ length: DESKS }, (_, number) => desk(number)))
  return [...taken].map(([asked, times]) => {
    const { p50, p95, p99 } = summary(times)
    return { asked, 'per second': Math.round(times.length / SECONDS), unit: 'ms', p50, p95, p99 }
  })
}

// Whether a desk finds somebody again by what is typed into the search box: the share among the first 10 and 20 for each
// fifth in the order of registration, by the whole name and with slips, by parts of it and by numbers, over HTTP with the
// disclosure log on; and how long a search takes.
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'
import { summary } from './desk/desks.ts'
import { actor, serveApart } from './desk/server.ts'
import { chanceOf, type Chance } from './labelled/chance.ts'
import { invent, type Person } from './labelled/people.ts'
import { byTyping, copy } from './labelled/slips.ts'

const PEOPLE = Number(process.env['FIND_PEOPLE'] ?? 100_000)
/** People searched for in each fifth. */
const TRIES = Number(process.env['FIND_TRIES'] ?? 100)
/** Of the kinds below those whose name has this in it. */
const ONLY = process.env['FIND_ONLY'] ?? ''
const SEED = 20_261_129
/** Where filled databases stay for the next run; without it, each run fills its own. */
const { BENCH_FOLDER } = process.env

const say = (line: object) =>
  process.stdout.write(`${JSON.stringify({ bench: 'desk.find', people: PEOPLE, ...line })}\n`)

const chance = chanceOf(SEED)
const invented = (): { one: Person; as: Invented } => {
  const one = invent(chance)
  const [firstSurname = '', secondSurname] = one.surnames
  const as: Invented = {
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
  return { one, as }
}

const nameOf = ({ given, surnames }: Person) => [...given, ...surnames].join(' ')
const shuffled = (words: readonly string[], by: Chance) =>
  words
    .map((word) => [by(), word] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, word]) => word)
const grouped = (number: string) => number.replace(/\B(?=(?:\d{3})+$)/gu, '.')

/** What is typed for somebody; undefined where they have no such thing. */
const TYPED: Readonly<Record<string, (one: Person, by: Chance) => string | undefined>> = {
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
}

const kept = BENCH_FOLDER && join(BENCH_FOLDER, `find-${PEOPLE}`)
if (kept) await mkdir(kept, { recursive: true })
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'arraigo-find-')))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
try {
  const pool = connect({ ...cluster.connection, max: 10 })
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const filled = join(folder, 'filled')
  const everybody: Person[] = []
  const next = () => {
    const { one, as } = invented()
    everybody.push(one)
    return as
  }
  if (await stat(filled).catch(() => undefined)) for (let at = 0; at < PEOPLE; at++) next()
  else {
    await fillPeople(pool, actor, PEOPLE, SEED, next)
    await writeFile(filled, '')
  }
  const { rows } = await pool.query<{ person: string }>('select person from person order by person')
  const ids = rows.map(({ person }) => person)
  await pool.query('checkpoint')
  await pool.end()
  const server = await serveApart(cluster.connection)
  try {
    const search = async (text: string): Promise<string[]> => {
      const response = await fetch(`${server.url}/api/person.search`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      })
      const body = (await response.json()) as { people: { id: string }[] }
      if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`)
      return body.people.map(({ id }) => id)
    }
    const pick = seeded(SEED + 1)
    const by = chanceOf(SEED + 2)
    // Connections are opened and statements planned.
    for (let at = 0; at < 20; at++) await search(nameOf(everybody[at] as Person))
    for (const [typed, text] of Object.entries(TYPED).filter(([kind]) => kind.includes(ONLY))) {
      const among = { 10: [0, 0, 0, 0, 0], 20: [0, 0, 0, 0, 0] }
      const tried = [0, 0, 0, 0, 0]
      const taken: number[] = []
      // In turns, so that no fifth has a warmer cache.
      for (let round = 0; round < TRIES * 5; round++) {
        const fifth = round % 5
        const at = Math.floor(((fifth + pick()) / 5) * PEOPLE)
        const words = text(everybody[at] as Person, by)
        if (words === undefined) continue
        const start = performance.now()
        const found = await search(words)
        taken.push(performance.now() - start)
        tried[fifth]!++
        for (const first of [10, 20] as const)
          if (found.slice(0, first).includes(ids[at] as string)) among[first][fifth]!++
      }
      const share = (counts: readonly number[]) =>
        counts.map((count, fifth) => Number((count / (tried[fifth] ?? 1)).toFixed(3)))
      const { p50, p95, p99 } = summary(taken)
      say({ typed, 'among 10': share(among[10]), 'among 20': share(among[20]), unit: 'ms', p50, p95, p99 })
    }
  } finally {
    await server.stop()
  }
} finally {
  await cluster.stop()
  if (!kept) await rm(folder, { recursive: true, force: true })
}

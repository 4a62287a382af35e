// Whether a person is found again regardless of when they were registered: the share of people among the
// first twenty results by their full recorded name, and by a careless draft, for each fifth in order of
// registration; and how long a search by name, a duplicate check and a registration take, one at a time and
// without HTTP.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import type { Id } from '../../src/kernel/words.ts'
import { ask } from '../../src/platform/ask.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { execute } from '../../src/platform/execute.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { copyCarelessly, inventPerson, seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'

const PEOPLE = Number(process.env['NAMES_PEOPLE'] ?? 200_000)
/** People searched for in each fifth. */
const TRIES = Number(process.env['NAMES_TRIES'] ?? 400)
const SEED = 20260304

const actor: Actor = {
  user: uuidv7() as Id,
  name: 'Ana',
  organisation: uuidv7() as Id,
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['front_desk'],
  grants: grantsOf(['front_desk']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

function summary(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2))
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), most: at(0.9999) }
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-names-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
const pool = connect({ ...cluster.connection, max: 4 })
try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const people = await fillPeople(pool, actor, PEOPLE, SEED)
  const { app } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  const chance = seeded(SEED + 1)
  const taken = { typed: [], whole: [], word: [], likeness: [], register: [] } as Record<string, number[]>
  const timed = async <T>(into: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    const result = await work()
    taken[into]?.push(performance.now() - start)
    return result
  }
  const search = async (into: string, input: object) =>
    (await timed(into, () => ask(app, actor, 'person.search', input))) as {
      people: { id: string }[]
      more: boolean
    }
  const isIn = (answer: { people: { id: string }[] }, id: string) =>
    answer.people.some((one) => one.id === id)

  const whole = [0, 0, 0, 0, 0]
  const careless = [0, 0, 0, 0, 0]
  const fifth = Math.floor(people.length / 5)
  // In turns, so that no fifth has a warmer cache.
  for (let round = 0; round < TRIES; round++) {
    for (let at = 0; at < 5; at++) {
      const { id, person } = people[at * fifth + Math.floor(chance() * fifth)] as (typeof people)[number]
      const { givenNames, firstSurname, secondSurname = '' } = person
      const first = givenNames.split(' ')[0] ?? ''
      const found = await search('whole', { text: `${givenNames} ${firstSurname} ${secondSurname}`.trim() })
      whole[at] = (whole[at] ?? 0) + Number(isIn(found, id))
      const { identifiers: _, ...draft } = copyCarelessly(person, chance)
      careless[at] = (careless[at] ?? 0) + Number(isIn(await search('likeness', { draft }), id))
      await search('typed', { text: `${first} ${firstSurname.slice(0, 3 + Math.floor(chance() * 5))}` })
      await search('word', { text: first })
    }
  }
  const shares = (of: number[]) => of.map((count) => Number((count / TRIES).toFixed(3)))
  say({ bench: 'names.recall', people: PEOPLE, by: 'whole recorded name', fifths: shares(whole) })
  say({ bench: 'names.recall', people: PEOPLE, by: 'careless draft, no document', fifths: shares(careless) })
  for (let round = 0; round < TRIES; round++) {
    const { identifiers, phones, ...who } = inventPerson(chance) as Invented
    const input = {
      id: uuidv7(),
      ...who,
      identifiers: identifiers.map((one) => ({ id: uuidv7(), ...one })),
      contacts: phones.map((value) => ({ id: uuidv7(), kind: 'phone', value })),
      searched: 'everywhere',
    }
    const outcome = await timed('register', () =>
      execute(app, actor, { id: app.newId(), name: 'person.register', input }),
    )
    if ('problem' in outcome && outcome.problem.code !== 'person.likely_duplicate')
      throw new Error(outcome.problem.code)
  }
  for (const [of, values] of Object.entries(taken))
    say({ bench: 'names.latency', people: PEOPLE, of, unit: 'ms', ...summary(values) })
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

// How long a welcome desk waits: 30 desks search and register over HTTP with a million people on record.
import { serve } from '@hono/node-server'
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import type { AppPool } from '../../src/platform/database/app-pool.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect, transaction } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { api } from '../../src/platform/http.ts'
import { loadPack } from '../../src/platform/packs.ts'
import { matchKeys } from '../../src/serve/record/rules/keys.ts'
import { readTyped } from '../../src/serve/record/server/found.ts'
import { holdingWords, sharingKeys } from '../../src/serve/record/sql/find.ts'
import { copyCarelessly, inventPerson, seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'

const PEOPLE = Number(process.env['DESK_PEOPLE'] ?? 1_000_000)
const DESKS = Number(process.env['DESK_DESKS'] ?? 30)
const SECONDS = Number(process.env['DESK_SECONDS'] ?? 30)
const SEED = 20260302

const actor: Actor = {
  user: uuidv7(),
  name: 'Ana',
  organisation: uuidv7(),
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['front_desk'],
  grants: grantsOf(['front_desk']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

type Taken = Record<'typed' | 'likeness' | 'register', number[]>

/** One desk: half of its visitors are on record already, written down slightly differently each time. */
async function desk(
  url: string,
  people: readonly Invented[],
  seed: number,
  until: number,
  taken: Taken,
): Promise<number> {
  const chance = seeded(seed)
  let registered = 0
  const timed = async (kind: keyof Taken, path: string, init?: RequestInit) => {
    const start = performance.now()
    const response = await fetch(`${url}/api/${path}`, init)
    const body = (await response.json()) as { code?: string }
    taken[kind].push(performance.now() - start)
    if (response.status >= 500 || (response.status >= 400 && body.code !== 'person.likely_duplicate')) {
      throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`)
    }
    return response.ok
  }
  const ask = (kind: keyof Taken, input: object) =>
    timed(kind, 'person.search', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
  while (Date.now() < until) {
    const known = people[Math.floor(chance() * people.length)] as Invented
    const here = chance() < 0.5 ? copyCarelessly(known, chance) : inventPerson(chance)
    await ask('typed', { text: typedFor(here, chance) })
    await pause(100 + chance() * 400)
    const { identifiers, phones, ...who } = here
    await ask('likeness', { draft: { ...who, identifiers, phones } })
    await pause(100 + chance() * 400)
    const done = await timed('register', 'person.register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: uuidv7(),
        ...who,
        identifiers: identifiers.map((one) => ({ id: uuidv7(), ...one })),
        contacts: phones.map((value) => ({ id: uuidv7(), kind: 'phone', value })),
        searched: 'everywhere',
      }),
    })
    registered += Number(done)
    await pause(100 + chance() * 400)
  }
  return registered
}

/**
 * The statements alone, on one connection, next to an empty round trip: this part does not vary with other
 * load on the machine.
 */
async function database(pool: AppPool, people: readonly Invented[]) {
  const chance = seeded(SEED + 1)
  const times = { empty: [] as number[], typed: [] as number[], likeness: [] as number[] }
  await transaction(pool, actor, async (tx, client) => {
    const timed = async (into: number[], work: () => Promise<unknown>) => {
      const start = performance.now()
      await work()
      into.push(performance.now() - start)
    }
    for (let round = 0; round < 500; round++) {
      const known = people[Math.floor(chance() * people.length)] as Invented
      const here = chance() < 0.5 ? copyCarelessly(known, chance) : inventPerson(chance)
      const { words } = readTyped(typedFor(here, chance))
      await timed(times.empty, () => client.query('select 1'))
      await timed(times.typed, () => holdingWords(tx, words, 20))
      await timed(times.likeness, () => sharingKeys(tx, matchKeys(here)))
    }
  })
  return { empty: summary(times.empty), typed: summary(times.typed), likeness: summary(times.likeness) }
}

const typedFor = (here: Invented, chance: () => number) =>
  `${here.givenNames.split(' ')[0]} ${here.firstSurname.slice(0, 3 + Math.floor(chance() * 5))}`

function summary(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2))
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-desk-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
const pool = connect({ ...cluster.connection, max: 10 })
try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const filling = performance.now()
  const people = (await fillPeople(pool, actor, PEOPLE, SEED)).map(({ person }) => person)
  say({ bench: 'desk.fill', people: PEOPLE, seconds: Math.round((performance.now() - filling) / 1000) })
  const { app } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  const hono = api(app, async () => actor)
  const server = serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const run = async (desks: number, seconds: number) => {
    const taken: Taken = { typed: [], likeness: [], register: [] }
    const until = Date.now() + seconds * 1000
    const counts = await Promise.all(
      Array.from({ length: desks }, (_, at) => desk(url, people, SEED + Date.now() + at, until, taken)),
    )
    return { taken, registered: counts.reduce((sum, one) => sum + one, 0) }
  }
  say({ bench: 'desk.database', people: PEOPLE, unit: 'ms', ...(await database(app.appPool, people)) })
  await run(4, 5)
  for (const desks of [1, DESKS]) {
    const { taken, registered } = await run(desks, SECONDS)
    say({
      bench: 'desk.latency',
      people: PEOPLE,
      desks,
      seconds: SECONDS,
      registered,
      unit: 'ms',
      typed: summary(taken.typed),
      likeness: summary(taken.likeness),
      register: summary(taken.register),
    })
  }
  server.close()
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

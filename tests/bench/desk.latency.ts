// How long the welcome desk waits: 30 desks search and register over HTTP while a million people are on record.
import { serve } from '@hono/node-server'
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect, transaction } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { api } from '../../src/platform/http.ts'
import { loadPack } from '../../src/platform/packs.ts'
import { matchKeys, searchWords } from '../../src/serve/people/rules/keys.ts'
import { birthMiddle, documentKey } from '../../src/serve/people/rules/record.ts'
import { readTyped } from '../../src/serve/people/server/found.ts'
import { holdingWords, sharingKeys } from '../../src/serve/people/sql/find.ts'
import { copyCarelessly, inventPerson, seeded, type Invented } from '../harness/names.ts'

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

/** Everybody on record, with the keys the product itself would have made; kept in memory to come back to the desk. */
async function fill(pool: pg.Pool): Promise<Invented[]> {
  const chance = seeded(SEED)
  const people: Invented[] = []
  const { organisation, user } = actor
  // Sorting once at the end is how a database is restored, too.
  await pool.query('alter table match_key drop constraint match_key_pkey')
  await pool.query('alter table name_word drop constraint name_word_pkey')
  for (let done = 0; done < PEOPLE; done += 5000) {
    const batch = Array.from({ length: Math.min(5000, PEOPLE - done) }, () => ({
      id: uuidv7(),
      person: inventPerson(chance),
    }))
    people.push(...batch.map(({ person }) => person))
    const rows = batch.map(({ id, person }) => ({
      person: id,
      given_names: person.givenNames,
      first_surname: person.firstSurname,
      second_surname: person.secondSurname ?? null,
      born: person.born ? birthMiddle(person.born) : null,
      born_precision: person.born ? ('date' in person.born ? 'day' : 'year') : null,
      sex: person.sex,
      documents: person.identifiers.map((one) => ({ ...one, folded: one.number, key: documentKey(one) })),
      phones: person.phones,
      keys: matchKeys(person),
      words: searchWords(person),
      name: searchWords(person)
        .map((word) => ` ${word}`)
        .join(''),
    }))
    await pool.query(
      `with r as (
         select * from jsonb_to_recordset($1::jsonb) as r (person uuid, given_names text, first_surname text,
           second_surname text, born date, born_precision text, sex text, documents jsonb, phones text[], keys bigint[],
           words text[], name text)
       ), p as (
         insert into person (person, organisation, given_names, first_surname, second_surname, born, born_precision, sex,
           pack_release, registered_at, registered_by, touched_at)
         select person, $2, given_names, first_surname, second_surname, born, born_precision, sex, 'bench', now(), $3, now()
         from r
       ), i as (
         insert into person_identifier (person, identifier, organisation, type, country, number, folded, noted_at)
         select person, gen_random_uuid(), $2, d ->> 'type', d ->> 'country', d ->> 'number', d ->> 'folded', now()
         from r, jsonb_array_elements(documents) d
       ), h as (
         insert into identifier_holder (organisation, document, person)
         select $2, d ->> 'key', person from r, jsonb_array_elements(documents) d on conflict do nothing
       ), c as (
         insert into person_contact (person, contact, organisation, kind, value, noted_at)
         select person, gen_random_uuid(), $2, 'phone', phone, now() from r, unnest(phones) phone
       ), k as (
         insert into match_key (key, person, organisation) select key, person, $2 from r, unnest(keys) key
       )
       insert into name_word (word, person, name, organisation) select word, person, name, $2 from r, unnest(words) word`,
      [JSON.stringify(rows), organisation, user],
    )
    if (done % 100_000 === 0) process.stderr.write(`${done} people\n`)
  }
  await pool.query(`set maintenance_work_mem = '1GB'`)
  await pool.query('alter table match_key add constraint match_key_pkey primary key (key, person)')
  await pool.query('alter table name_word add constraint name_word_pkey primary key (word, person)')
  for (const table of [
    'person',
    'person_identifier',
    'person_contact',
    'match_key',
    'name_word',
    'identifier_holder',
  ]) {
    await pool.query(`vacuum analyze ${table}`)
  }
  return people
}

type Taken = Record<'typed' | 'likeness' | 'register', number[]>

/** One desk: half of those who come are known already, written down a little differently each time. */
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

/** The statements alone, on one connection, beside an empty round trip: what the machine's other work cannot hide. */
async function database(pool: pg.Pool, people: readonly Invented[]) {
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
  const people = await fill(pool)
  say({ bench: 'desk.fill', people: PEOPLE, seconds: Math.round((performance.now() - filling) / 1000) })
  const { house } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  const app = api(house, async () => actor)
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
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
  say({ bench: 'desk.database', people: PEOPLE, unit: 'ms', ...(await database(pool, people)) })
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

// Accepted intake commands per second through the whole application (session, idempotency, duplicate search,
// row-level security, facts, audit) as a ratio to the same record inserted bare behind node:http, all with
// durable commits, slice by slice in one run. Also the ratio to one row of JSON, which no application that
// writes several tables can approach.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Id } from '../../src/kernel/words.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { addOrganisation } from '../../src/identity/organisations/server/found.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { inventPerson, seeded } from '../harness/names.ts'
import { profiling, startProfile } from './report/profile.ts'

const CONNECTIONS = 16
const SLICE_MS = 2000
const WARM_UP_MS = 60_000
const ROUNDS = 8
/** Requests until the application's code is compiled: the first slices would measure the compiler. */
const WARM_UP = 2000
const PASSWORD = 'three green watering cans'
const EMAIL = 'ana@huerta.example'

type Part = { role: 'application' | 'bare'; connection: pg.PoolConfig }

if (process.send) {
  process.once(
    'message',
    (part: Part) => void (part.role === 'application' ? serveApplication(part) : serveBare(part)),
  )
} else {
  await measure()
}

async function measure() {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-bench-'))
  const cluster = await startCluster({ folder, log: () => {}, settings: profiling })
  const parts: ReturnType<typeof fork>[] = []
  try {
    const owner = new pg.Client(cluster.connection)
    await owner.connect()
    await owner.query('create database bench')
    await owner.end()
    const connection = { ...cluster.connection, database: 'bench' }
    const pool = connect(connection)
    await prepare(pool)
    const open = async (role: Part['role']) => {
      const child = fork(new URL(import.meta.url).pathname)
      parts.push(child)
      child.send({ role, connection } satisfies Part)
      const ended = once(child, 'exit').then(() => {
        throw new Error(`The ${role} server ended before it served.`)
      })
      const [port] = (await Promise.race([once(child, 'message'), ended])) as [number]
      return port
    }
    const app = await open('application')
    const bare = await open('bare')
    const cookie = await signIn(app)
    const chance = seeded(7)
    const intake = () => {
      const { identifiers, phones, ...person } = inventPerson(chance)
      return JSON.stringify({
        ...person,
        id: uuidv7(),
        searched: 'file',
        identifiers: identifiers.map((one) => ({ id: uuidv7(), ...one })),
        contacts: phones.map((value) => ({ id: uuidv7(), kind: 'phone', value })),
      })
    }
    const headers = () => ({ cookie, 'x-requested-with': 'arraigo', 'idempotency-key': uuidv7() })
    const through = (ms: number, most?: number) =>
      load(app, `/api/${registerPerson.name}`, intake, headers, ms, most)
    const past = (ms: number, most?: number) => load(bare, '/record', intake, () => ({}), ms, most)
    const pastRow = (ms: number, most?: number) => load(bare, '/row', intake, () => ({}), ms, most)
    for (const one of [through, past, pastRow]) await one(WARM_UP_MS, WARM_UP)
    const told = await startProfile(pool)
    const profiled = await through(SLICE_MS)
    const database = await told((profiled * SLICE_MS) / 1000)
    const rounds: { app: number; bare: number; row: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        app: await through(SLICE_MS),
        bare: await past(SLICE_MS),
        row: await pastRow(SLICE_MS),
      })
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
    const rounded = (value: number) => Number(value.toFixed(3))
    const { rows } = await pool.query<{ people: number }>('select count(*)::int as people from person')
    console.log(
      JSON.stringify({
        name: 'command.throughput',
        unit: 'ratio',
        value: rounded(median(rounds.map((round) => round.app / round.bare))),
        spread: rounds.map((round) => rounded(round.app / round.bare)),
        toOneRow: rounded(median(rounds.map((round) => round.app / round.row))),
        applicationPerSecond: Math.round(median(rounds.map((round) => round.app))),
        barePerSecond: Math.round(median(rounds.map((round) => round.bare))),
        rowPerSecond: Math.round(median(rounds.map((round) => round.row))),
        database,
        connections: CONNECTIONS,
        peopleAtTheEnd: rows[0]?.people,
      }),
    )
    await pool.end()
  } finally {
    for (const child of parts) child.kill()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function prepare(pool: pg.Pool) {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const owner = asOwner(pool)
  const organisation = uuidv7() as Id
  await addOrganisation(owner, {
    id: organisation,
    name: 'Huerta del Barrio',
    class: 'public',
    contact: null,
    time_zone: 'America/Bogota',
    locale: 'es',
    second_factor: 'optional',
    lead: true,
  })
  await addUser(owner, {
    id: uuidv7() as Id,
    name: 'Ana',
    email: EMAIL,
    passwordHash: await hashPassword(PASSWORD),
    locale: 'es',
    organisation,
    roles: [{ role: 'front_desk' }],
  })
  await pool.query(
    'create table bare (id uuid primary key, body jsonb not null, at timestamptz not null default now())',
  )
}

const ROW = { name: 'row', text: 'insert into bare (id, body) values ($1, $2)' }

/** The same rows of a record as the application keeps, without anything else that it does. */
const RECORD = {
  name: 'record',
  text: `
    with sent as (
      select * from jsonb_to_record($2::jsonb) as s ("givenNames" text, "firstSurname" text, "secondSurname" text,
        sex text, identifiers jsonb, contacts jsonb)
    ), new_person as (
      insert into person (person, organisation, given_names, first_surname, second_surname, sex, pack_release,
        registered_at, registered_by, touched_at)
      select $1::uuid, $1::uuid, "givenNames", "firstSurname", "secondSurname", sex, '', now(), $1::uuid, now() from sent
    ), new_identifier as (
      insert into person_identifier (person, organisation, noted_at, identifier, type, country, number, folded)
      select $1::uuid, $1::uuid, now(), i.id, i.type, i.country, i.number, i.number
      from sent, jsonb_to_recordset(identifiers) as i (id uuid, type text, country text, number text)
    )
    insert into person_contact (person, organisation, noted_at, contact, kind, value)
    select $1::uuid, $1::uuid, now(), c.id, c.kind, c.value
    from sent, jsonb_to_recordset(contacts) as c (id uuid, kind text, value text)`,
}

async function serveApplication({ connection }: Part) {
  const { serve } = await import('../../src/entry/server.ts')
  const serving = await serve({
    connection,
    port: 0,
    origin: 'http://localhost',
    secret: 'a secret only for measuring, long enough',
    // As when it is installed: with a limit, which remembers credentials that were valid a moment ago.
    perMinute: 1_000_000,
    log: () => {},
  })
  process.send?.(Number(new URL(serving.url).port))
}

async function serveBare({ connection }: Part) {
  const pool = new pg.Pool({ max: CONNECTIONS, options: '-c search_path=public', ...connection })
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const { id } = JSON.parse(body) as { id: string }
      pool
        .query({ ...(incoming.url === '/row' ? ROW : RECORD), values: [id, body] })
        .then(() => response.end('{}'))
        .catch(() => response.writeHead(500).end())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  process.send?.(typeof address === 'object' ? (address?.port ?? 0) : 0)
}

async function signIn(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'arraigo' },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  })
  if (!response.ok) throw new Error(`Signing in answered ${response.status}: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
}

/** Keeps every connection busy for a while; answers accepted requests per second. */
async function load(
  port: number,
  path: string,
  body: () => string,
  headers: () => Record<string, string>,
  ms: number,
  most = Infinity,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const began = performance.now()
  let accepted = 0
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const text = body()
      const sent = request(
        {
          port,
          host: '127.0.0.1',
          path,
          method: 'POST',
          agent,
          headers: {
            ...headers(),
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            if (response.statusCode === 200) {
              accepted++
              resolve()
            } else
              reject(new Error(`${response.statusCode} ${Buffer.concat(chunks).toString().slice(0, 400)}`))
          })
        },
      )
      sent.on('error', reject)
      sent.end(text)
    })
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() - began < ms && accepted < most) await one()
    }),
  )
  agent.destroy()
  return accepted / ((performance.now() - began) / 1000)
}

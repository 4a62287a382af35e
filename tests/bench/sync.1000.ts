// Seconds to apply 1,000 offline commands of one device, over real HTTP, into a database with durable
// commits: registrations, and a mix of what is done with a person; next to it as many bare inserts, one commit
// each, and the same envelopes sent once more.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { capabilities } from '../../src/entry/capabilities.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import type { SyncResponse } from '../../src/kernel/envelope.ts'
import type { Id } from '../../src/kernel/words.ts'
import { openAppPool } from '../../src/platform/database/app-pool.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import * as devices from '../../src/identity/devices/sql.ts'
import { buildApp } from '../../src/platform/app.ts'
import { inProcessKeys } from '../../src/platform/key-service.ts'
import { api } from '../../src/platform/http/http.ts'
import { loadPack, openPacks } from '../../src/platform/packs/packs.ts'
import { syncRoute } from '../../src/platform/sync/sync.ts'
import { identifyNeed } from '../../src/serve/cases/operations.ts'
import { addContact, changePerson, registerPerson } from '../../src/serve/record/operations.ts'
import { inventPerson, seeded } from '../harness/names.ts'
import { profiling, startProfile } from './report/profile.ts'

const COMMANDS = 1000
const ROUNDS = 5
const BATCH = 200

const newId = () => uuidv7() as Id
const folder = await mkdtemp(join(tmpdir(), 'arraigo-bench-'))
// As root, the database runs as another user, who must be able to enter the folder.
await chmod(folder, 0o755)
const cluster = await startCluster({ folder, log: () => {}, settings: profiling })
try {
  const owner = new pg.Client(cluster.connection)
  await owner.connect()
  await owner.query('create database bench')
  await owner.end()
  const pool = connect({ ...cluster.connection, database: 'bench' })
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const actor = await settle(pool)
  const app = buildApp(capabilities, {
    pool,
    appPool: await openAppPool(pool, { secret: 'a secret only for measuring, long enough' }),
    packs: await openPacks(asOwner(pool)),
    log: () => {},
    now: () => new Date(),
    newId,
    sign: (text) => text,
    keys: inProcessKeys(() => ''),
    identity: { devices, actorToday: async () => actor },
  })
  const server = serve({
    fetch: api(app, async () => actor, [syncRoute]).fetch,
    port: 0,
    hostname: '127.0.0.1',
  })
  await new Promise((ready) => server.once('listening', ready))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/sync`

  const chance = seeded(1000)
  type Made = { id: Id; name: string; person: Id; input: object }
  const sent = (commands: Made[]) =>
    commands.map((one, index) => ({ ...one, seq: index + 1, occurredAt: new Date().toISOString() }))
  const register = (): Made => {
    const person = newId()
    const input = { id: person, ...registration(), searched: 'device' }
    return { id: newId(), name: registerPerson.name, person, input }
  }
  /** A day at a fair: people registered one after the other, as a device would send them. */
  const registrations = () => sent(Array.from({ length: COMMANDS }, register))
  /** Each person is registered, has a need and another telephone, and is corrected. */
  const mixed = () =>
    sent(
      Array.from({ length: COMMANDS / 4 }, () => {
        const first = register()
        const { person } = first
        const phone = String(3_900_000_000 + Math.floor(chance() * 99_999_999))
        const then = (command: { name: string }, input: object): Made => ({
          id: newId(),
          name: command.name,
          person,
          input,
        })
        return [
          first,
          then(identifyNeed, { id: newId(), person, code: 'plot', urgency: 'medium' }),
          then(addContact, {
            person,
            id: newId(),
            kind: 'phone',
            value: phone,
            safeToCall: true,
            safeToText: true,
          }),
          then(changePerson, { id: person, base: 1, changes: { called: 'Lina' } }),
        ]
      }).flat(),
    )
  const registration = () => {
    const { identifiers, phones, ...person } = inventPerson(chance)
    return {
      ...person,
      identifiers: identifiers.map((one) => ({ id: newId(), ...one })),
      contacts: phones.map((value) => ({
        id: newId(),
        kind: 'phone',
        value,
        safeToCall: true,
        safeToText: true,
      })),
    }
  }

  async function send(
    device: Id,
    all: ReturnType<typeof sent>,
  ): Promise<{ seconds: number; applied: number; refused: unknown }> {
    const began = performance.now()
    let applied = 0
    let refused: unknown
    for (let from = 0; from < all.length; from += BATCH) {
      const some = all.slice(from, from + BATCH)
      const commands = some.map(({ person: _, ...envelope }) => envelope)
      const persons = [...new Set(some.map(({ person }) => person))]
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ device, commands, persons }),
      })
      const { outcomes } = (await response.json()) as SyncResponse
      refused ??= outcomes.find(({ problem }) => problem)?.problem
      applied += outcomes.filter(({ outcome }) => outcome === 'applied').length
    }
    return { seconds: (performance.now() - began) / 1000, applied, refused }
  }

  async function bare(): Promise<number> {
    const began = performance.now()
    const client = await pool.connect()
    for (const { id, name, input } of registrations()) {
      await client.query('insert into bare (id, name, input) values ($1, $2, $3)', [
        id,
        name,
        JSON.stringify(input),
      ])
    }
    client.release()
    return (performance.now() - began) / 1000
  }

  await pool.query('create table bare (id uuid primary key, name text, input jsonb)')
  await send(newId(), registrations())
  await send(newId(), mixed())
  const told = await startProfile(pool)
  await send(newId(), mixed())
  const database = await told(COMMANDS)
  const rounds: { sync: number; mixed: number; again: number; bare: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const device = newId()
    const all = registrations()
    const first = await send(device, all)
    const second = await send(device, all)
    const mix = await send(newId(), mixed())
    if ([first, second, mix].some(({ applied }) => applied !== COMMANDS)) {
      throw new Error(
        `Only ${first.applied} of ${COMMANDS} were applied, ${second.applied} known when sent again, ${mix.applied} of the mix: ${JSON.stringify(first.refused ?? mix.refused)}`,
      )
    }
    rounds.push({ sync: first.seconds, mixed: mix.seconds, again: second.seconds, bare: await bare() })
  }
  const middle = (of: (round: (typeof rounds)[number]) => number) =>
    Number((rounds.map(of).sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0).toFixed(3))
  console.log(
    JSON.stringify({
      name: 'sync.1000',
      unit: 'seconds',
      value: middle(({ sync }) => sync),
      best: Number(Math.min(...rounds.map(({ sync }) => sync)).toFixed(3)),
      sentAgain: middle(({ again }) => again),
      bareInserts: middle(({ bare: inserts }) => inserts),
      timesBare: middle(({ sync, bare: inserts }) => sync / inserts),
      mixed: middle((round) => round.mixed),
      mixedTimesBare: middle((round) => round.mixed / round.bare),
      database,
      rounds: ROUNDS,
    }),
  )
  server.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  await pool.end()
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

async function settle(pool: pg.Pool): Promise<Actor> {
  const [user, organisation] = [newId(), newId()]
  await pool.query(
    `insert into organisation (id, name, class, time_zone, locale, second_factor, lead)
     values ($1, 'Huerta del Barrio', 'public', 'America/Bogota', 'es', 'optional', true)`,
    [organisation],
  )
  return {
    user,
    name: 'Ana',
    organisation,
    organisationName: 'Huerta del Barrio',
    organisationClass: 'public',
    roles: ['front_desk'],
    grants: grantsOf(['front_desk']),
    locale: 'es',
    timeZone: 'America/Bogota',
    scope: 'organisation',
  }
}

// How fast the disclosure log is sealed and checked, and how long an entry waits for its seal under load.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { checker } from '../../bin/verify-disclosures.mjs'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { ask } from '../../src/platform/ask.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { makeSigningKey, openSigningKey } from '../../src/platform/signing-key.ts'
import { exportLog } from '../../src/protect/disclosure/server/export.ts'
import { startSealing } from '../../src/protect/disclosure/server/seal.ts'
import { SEAL_EVERY_MS, sealAll } from '../../src/protect/disclosure/server/seal.ts'
import { seeded } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'

const ENTRIES = Number(process.env['AUDIT_ENTRIES'] ?? 200_000)
const SECONDS = Number(process.env['AUDIT_SECONDS'] ?? 40)
const DESKS = 8

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

const folder = await mkdtemp(join(tmpdir(), 'arraigo-audit-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
const pool = connect({ ...cluster.connection, max: DESKS + 4 })
try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const people = await fillPeople(pool, actor, 20_000, 20260304)
  const { app } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  await pool.query(
    `insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
     select p.person, gen_random_uuid(), now() - n * interval '1 minute', $1, $2, 'person.search',
       '{called,givenNames,firstSurname,born,sex,place}', 'search'
     from person p, generate_series(1, $3) n`,
    [actor.organisation, actor.user, Math.ceil(ENTRIES / people.length)],
  )
  const key = openSigningKey(makeSigningKey())
  const checkpoints = join(folder, 'checkpoints.jsonl')

  let started = performance.now()
  const seals = await sealAll(app, { key, checkpoints })
  const sealed = seals.reduce((sum, { entries }) => sum + entries, 0)
  const took = (performance.now() - started) / 1000
  say({
    bench: 'audit.seal',
    value: Math.round(sealed / took),
    unit: 'entries/s',
    entries: sealed,
    seals: seals.length,
  })

  started = performance.now()
  const check = checker({ keys: [key.publicKey] })
  await exportLog(app.appPool, new Date(), check.line)
  const { findings, entries } = check.end()
  if (findings.length > 0) throw new Error(findings.join('\n'))
  const checked = (performance.now() - started) / 1000
  say({ bench: 'audit.verify', value: Math.round(entries / checked), unit: 'entries/s', entries })

  // Desks at work, and a check every second of how long the oldest entry has waited.
  const stopSealing = startSealing(app, { key, checkpoints })
  const until = Date.now() + SECONDS * 1000
  const chance = seeded(1)
  const lags: number[] = []
  let looks = 0
  await Promise.all([
    ...Array.from({ length: DESKS }, async () => {
      while (Date.now() < until) {
        const id = people[Math.floor(chance() * people.length)]?.id ?? ''
        await ask(app, actor, 'person.get', { id })
        looks++
        await pause(20)
      }
    }),
    (async () => {
      while (Date.now() < until) {
        const { rows } = await pool.query<{ lag: number }>(
          `select coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as lag
           from disclosure where seal is null`,
        )
        lags.push(rows[0]?.lag ?? 0)
        await pause(500)
      }
    })(),
  ])
  await stopSealing()
  const { rows } = await pool.query<{ waiting: number }>(
    'select count(*)::int as waiting from disclosure where seal is null',
  )
  const sorted = lags.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1))
  say({
    bench: 'disclosure.seal_lag',
    unit: 's',
    p50: at(0.5),
    most: at(1),
    every: SEAL_EVERY_MS / 1000,
    looks,
    desks: DESKS,
    waitingAfterStop: rows[0]?.waiting,
  })
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

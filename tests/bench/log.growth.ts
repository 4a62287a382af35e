// Whether the officer's search of the disclosure log and the nightly search for records past a retention rule
// cost more as tables grow: each at two sizes, ten times apart.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { ask } from '../../src/platform/ask.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { run } from '../../src/platform/execute.ts'
import { systemActor } from '../../src/platform/jobs.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { noteDue } from '../../src/protect/retention/operations.ts'
import { fillPeople } from '../harness/population.ts'

const PEOPLE = Number(process.env['GROWTH_PEOPLE'] ?? 1_500)
const LOOKS_EACH = 20
const FACTS_EACH = 20
const TIMES = 10
const ROUNDS = 40

const actor: Actor = {
  user: uuidv7(),
  name: 'Dora',
  organisation: uuidv7(),
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['data_protection_officer'],
  grants: grantsOf(['data_protection_officer']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}
/** An organisation that looked at forty people of the other one and keeps nobody. */
const small: Actor = { ...actor, user: uuidv7(), organisation: uuidv7(), organisationName: 'Raíces' }
const FEW = 40

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const folder = await mkdtemp(join(tmpdir(), 'arraigo-growth-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
const pool = connect({ ...cluster.connection, max: 4 })

/** The median in milliseconds of so many runs. */
async function middle(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await work()
    took.push(performance.now() - started)
  }
  return Number((took.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0).toFixed(1))
}

/** So many looks at each person by many users over three years, and as many facts about ever more people. */
async function grow(times: number): Promise<void> {
  await pool.query(
    `insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
     select p.person, gen_random_uuid(), now() - random() * interval '3 years', $1, md5((random() * 50)::int::text)::uuid,
       'person.search', '{called,born}', 'search'
     from person p, generate_series(1, $2)`,
    [actor.organisation, times],
  )
  await pool.query(
    `insert into fact (subject, id, kind, occurred_on, occurred_at, recorded_at, organisation, actor, command, pack_release)
     select p.person, gen_random_uuid(), 'delivery.recorded', now() - random() * interval '300 days', now(), now(), $1, $2,
       gen_random_uuid(), 'x'
     from (select gen_random_uuid() as person from generate_series(1, $3)) p, generate_series(1, $4)`,
    [actor.organisation, actor.user, (PEOPLE * times) / FACTS_EACH, FACTS_EACH],
  )
  await pool.query('vacuum analyze disclosure, fact, person, erasure_review')
}

try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  await fillPeople(pool, actor, PEOPLE, 20260304)
  const { app } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  await pool.query(
    `insert into disclosure (person, id, at, organisation, shared_with, actor, via, fields, purpose)
     select person, gen_random_uuid(), now() - interval '20 days', $1, array[$2::uuid], $3, 'referral.get', '{introduction}',
       'referral' from person limit $4`,
    [small.organisation, actor.organisation, small.user, FEW],
  )
  const { rows: looked } = await pool.query<{ person: string }>('select person from person limit 1')
  const someone = looked[0]?.person
  let before = 0
  for (const times of [LOOKS_EACH, LOOKS_EACH * TIMES]) {
    await grow(times - before)
    before = times
    const year = { from: '2024-01-01', until: '2099-12-31' }
    const asked = async (who: Actor, more: object) =>
      await ask(app, who, 'disclosure.search', { ...year, ...more })
    say({
      bench: 'growth.disclosure_search',
      unit: 'ms',
      entries: PEOPLE * times,
      all: await middle(ROUNDS, () => asked(actor, {})),
      of_a_small_organisation: await middle(ROUNDS, () => asked(small, {})),
      of_a_user: await middle(ROUNDS, () => asked(actor, { user: small.user })),
      of_a_person: await middle(ROUNDS, () => asked(actor, { person: someone })),
    })
    say({
      bench: 'growth.erasure_notice',
      unit: 'ms',
      facts: PEOPLE * times,
      people_in_a_batch: 1000,
      batch: await middle(5, () => run(app, systemActor('erasure.notice'), noteDue, {})),
    })
  }
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}

// A job runs at least once, and sometimes twice: the second run changes nothing.
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import type { Json } from '../src/kernel/problem.ts'
import { askMove, decideMove } from '../src/protect/organisation-moves/operations.ts'
import { giveConsent } from '../src/protect/consent/operations.ts'
import { outbound } from '../src/platform/outbound.ts'
import { configureSignOn } from '../src/identity/sign-on/operations.ts'
import { startImport } from '../src/serve/imports/operations.ts'
import { sendReferral } from '../src/serve/referrals/operations.ts'
import { register } from '../src/serve/imports/authorization.ts'
import { claimed, newcomer, referred, world, type World } from './authorization/world.ts'
import { testNetwork } from './harness/network.ts'

let fixture: World
beforeAll(async () => {
  const texts = async () => ['arraigo-sign-on=the record']
  fixture = await world(await testNetwork({ outbound: { ...outbound(), texts } }))
})

/** Prepares something for each job to do, and returns the payload it is queued with. */
const JOBS: Record<string, () => Promise<Record<string, Json>>> = {
  'outcome.evaluate': async () => ({ person: (await claimed(fixture, 'found')).person }),
  'outcome.advance': async () => {
    await claimed(fixture, 'found')
    return {}
  },
  'outcome.tell': async () => ({
    id: (await claimed(fixture, 'verified')).claim,
    state: 'verified',
    told: fixture.id(),
  }),
  'referral.expire': async () => {
    await referred(fixture, 'sent')
    fixture.network.clock.advance(30)
    return {}
  },
  'import.run': async () => {
    const id = await register(fixture)
    const columns = [{ column: 'Nombre', target: 'given_names' as const }]
    await fixture.run(fixture.rosa, startImport, { id, mapping: { source: 'Lista', dates: 'dmy', columns } })
    return { id, pack: fixture.network.app.packs.active().id }
  },
  'import.sweep': async () => {
    await register(fixture)
    fixture.network.clock.advance(3)
    return {}
  },
  'attachment.sweep': async () => ({}),
  'attachment.remove': async () => ({ files: ['0a'.repeat(32)] }),
  'erasure.note_down': async () => ({
    person: fixture.id(),
    organisation: fixture.rosa.organisation,
    at: '2026-03-02T15:00:00Z',
    classes: ['personal'],
  }),
  'sign_on.look_up': async () => {
    const domain = 'huerta.example'
    const settings = { issuer: `https://${domain}`, clientId: 'arraigo', domain, required: false }
    await fixture.run(fixture.rosa, configureSignOn, { ...settings, secondFactor: 'house' })
    return { organisation: fixture.rosa.organisation, domain, record: 'arraigo-sign-on=the record' }
  },
  'consent.expire': async () => {
    await referred(fixture)
    fixture.network.clock.advance(800)
    return {}
  },
  'referral.end_for_closed': async () => {
    const { fence } = fixture.network.organisations
    const [whose, consent, move] = [await newcomer(fixture), fixture.id(), fixture.id()]
    await fixture.run(fixture.rosa, giveConsent, {
      id: consent,
      person: whose,
      purpose: 'referral',
      recipient: 'cso',
      fieldGroups: ['identity'],
      textVersion: 'v1',
      locale: 'es',
      how: 'signature',
    })
    const wish = { person: whose, id: fixture.id(), to: fence, reason: 'Pala', consent }
    await fixture.run(fixture.rosa, sendReferral, wish)
    const about = { class: 'enforcement', because: 'Hace control migratorio.' } as const
    await fixture.run(fixture.network.actors.dora, askMove, { id: move, organisation: fence, ...about })
    await fixture.run(fixture.rosa, decideMove, { id: move, allow: true })
    return {}
  },
  'organisation_move.end_sharing': async () => ({ organisation: fixture.network.organisations.fence }),
  // The last, because the clock is not set back.
  'erasure.notice': async () => {
    await newcomer(fixture)
    fixture.network.clock.advance(800)
    return {}
  },
}

/** Every row of ours as text, but the command log, which may record that a command was sent again. */
async function everything(pool: pg.Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth') and tablename <> 'command_log' order by 1`,
  )
  const all: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    all.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return all
}

test('every registered job is tested here', () => {
  expect([...fixture.network.app.jobs.keys()].filter((name) => !JOBS[name])).toEqual([])
})

test.each(Object.keys(JOBS))('%s, run twice, does its work once', async (name) => {
  const { network } = fixture
  const payload = await (JOBS[name] as () => Promise<Record<string, Json>>)()
  await network.runJob(name, payload)
  const once = await everything(network.database.pool)
  await network.runJob(name, payload)
  expect(await everything(network.database.pool)).toEqual(once)
})

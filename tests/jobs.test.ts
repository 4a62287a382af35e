// A job runs at least once, and sometimes twice: whatever it did the first time, the second changes nothing.
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

let stage: World
beforeAll(async () => {
  const texts = async () => ['arraigo-sign-on=the record']
  stage = await world(await testNetwork({ outbound: { ...outbound(), texts } }))
})

/** Brings about something for the job to do, and says with what it would be queued. */
const ERRANDS: Record<string, () => Promise<Record<string, Json>>> = {
  'outcome.evaluate': async () => ({ person: (await claimed(stage, 'found')).person }),
  'outcome.advance': async () => {
    await claimed(stage, 'found')
    return {}
  },
  'outcome.tell': async () => ({
    id: (await claimed(stage, 'verified')).claim,
    state: 'verified',
    told: stage.id(),
  }),
  'referral.expire': async () => {
    await referred(stage, 'sent')
    stage.network.clock.advance(30)
    return {}
  },
  'import.run': async () => {
    const id = await register(stage)
    const columns = [{ column: 'Nombre', target: 'given_names' as const }]
    await stage.run(stage.rosa, startImport, { id, mapping: { source: 'Lista', dates: 'dmy', columns } })
    return { id, pack: stage.network.app.packs.active().id }
  },
  'import.sweep': async () => {
    await register(stage)
    stage.network.clock.advance(3)
    return {}
  },
  'attachment.sweep': async () => ({}),
  'attachment.remove': async () => ({ files: ['0a'.repeat(32)] }),
  'erasure.note_down': async () => ({
    person: stage.id(),
    organisation: stage.rosa.organisation,
    at: '2026-03-02T15:00:00Z',
    classes: ['personal'],
  }),
  'sign_on.look_up': async () => {
    const domain = 'huerta.example'
    const settings = { issuer: `https://${domain}`, clientId: 'arraigo', domain, required: false }
    await stage.run(stage.rosa, configureSignOn, { ...settings, secondFactor: 'house' })
    return { organisation: stage.rosa.organisation, domain, record: 'arraigo-sign-on=the record' }
  },
  'consent.expire': async () => {
    await referred(stage)
    stage.network.clock.advance(800)
    return {}
  },
  'referral.end_for_closed': async () => {
    const { fence } = stage.network.organisations
    const [whose, consent, move] = [await newcomer(stage), stage.id(), stage.id()]
    await stage.run(stage.rosa, giveConsent, {
      id: consent,
      person: whose,
      purpose: 'referral',
      recipient: 'cso',
      fieldGroups: ['identity'],
      textVersion: 'v1',
      locale: 'es',
      how: 'signature',
    })
    const wish = { person: whose, id: stage.id(), to: fence, reason: 'Pala', consent }
    await stage.run(stage.rosa, sendReferral, wish)
    const about = { class: 'enforcement', because: 'Hace control migratorio.' } as const
    await stage.run(stage.network.actors.dora, askMove, { id: move, organisation: fence, ...about })
    await stage.run(stage.rosa, decideMove, { id: move, allow: true })
    return {}
  },
  'organisation_move.end_sharing': async () => ({ organisation: stage.network.organisations.fence }),
  // The last, because the clock does not go back.
  'erasure.notice': async () => {
    await newcomer(stage)
    stage.network.clock.advance(800)
    return {}
  },
}

/** Every row of ours as text, but the log of commands, which may say that something was asked again. */
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

test('every job of the house is tried here', () => {
  expect([...stage.network.app.jobs.keys()].filter((name) => !ERRANDS[name])).toEqual([])
})

test.each(Object.keys(ERRANDS))('%s, run twice, does its work once', async (name) => {
  const { network } = stage
  const payload = await (ERRANDS[name] as () => Promise<Record<string, Json>>)()
  await network.runJob(name, payload)
  const once = await everything(network.database.pool)
  await network.runJob(name, payload)
  expect(await everything(network.database.pool)).toEqual(once)
})

// The demonstration is created by the real commands: amounts that add up exactly, only once, and never among
// real data.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Role } from '../../kernel/actor.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { after, type Contribution } from '../../platform/demonstration/contribution.ts'
import { inProcessKeys, makeKey } from '../../platform/key-service.ts'
import { loadPack } from '../../platform/packs/packs.ts'
import { testDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { identifyNeed } from '../../serve/cases/operations.ts'
import { recordDelivery } from '../../serve/deliveries/operations.ts'
import { contributions } from '../manifest/demonstration.ts'
import { compose } from '../server.ts'
import { demonstrate, type Demonstration } from './demonstrate.ts'
import type { SignIn } from './network.ts'

const ORIGIN = 'http://localhost:3000'
const SECRET = 'a secret only for tests, long enough'
const KEY = makeKey()
const keys = inProcessKeys(() => KEY)
const PRESENT = new Date('2026-06-15T20:00:00Z')
let attachments: string
beforeAll(async () => {
  attachments = await mkdtemp(join(tmpdir(), 'demonstration-'))
})
afterAll(() => rm(attachments, { recursive: true, force: true }))

const fill = ({ connection }: TestDatabase, more: Partial<Demonstration> = {}) =>
  demonstrate({
    connection,
    origin: ORIGIN,
    secret: SECRET,
    keys,
    attachments,
    present: PRESENT,
    people: { riohacha: 16, cartagena: 12, cucuta: 12 },
    ...more,
  })

async function emptyDatabase(pack = 'integrate'): Promise<TestDatabase> {
  const database = await testDatabase()
  await loadPack(asOwner(database.pool), `packs/${pack}`)
  return database
}

/** A contribution as a future capability might add it. */
const another: Contribution = {
  async arrival(journey, { city, members: [{ id: person }] }) {
    const service = journey.run.idOf(`service/${city}/guidance`)
    const delivery = { id: journey.newId(), person, service, deliveredOn: journey.today }
    await journey.act(recordDelivery, delivery, journey.network.team(city).orientation)
  },
  after: [
    after(identifyNeed, async (journey, { input: { person } }) =>
      journey.meanwhile([1, 9], 'another', (later) => {
        const { city } = later.household
        const service = later.run.idOf(`service/${city}/guidance`)
        const delivery = { id: later.newId(), person, service, deliveredOn: later.today }
        return later.act(recordDelivery, delivery, later.network.team(city).orientation)
      }),
    ),
  ],
}

describe('a demonstration network', () => {
  let database: TestDatabase
  let months: number[]
  let signIns: SignIn[] | undefined
  const all = async <Row extends object>(text: string) => (await database.pool.query<Row>(text)).rows

  beforeAll(async () => {
    database = await emptyDatabase()
    months = []
    signIns = await fill(database, { progress: (done) => months.push(done) })
  })

  test('has a sign-in for every role, which is accepted', async () => {
    expect(signIns?.map(({ role }) => role).sort()).toEqual([...Role.options].sort())
    const { http } = await compose({ pool: database.pool, origin: ORIGIN, secret: SECRET })
    const answers: number[] = []
    for (const { email, password } of signIns ?? []) {
      const answer = await http.request('/api/auth/sign-in', {
        method: 'POST',
        body: JSON.stringify({ email, password }),
        headers: { 'content-type': 'application/json', origin: ORIGIN, 'x-requested-with': 'arraigo' },
      })
      answers.push(answer.status)
    }
    expect(answers).toEqual(answers.map(() => 200))
  })

  test('reports its progress month by month', () => {
    expect(months).toEqual(Array.from({ length: 14 }, (_, month) => month))
  })

  test('has three centres, thirteen organisations, and the people asked for', async () => {
    const [count] = await all(
      `select (select count(*) from centre) as centres, (select count(*) from organisation) as organisations,
        (select count(distinct class) from organisation) as classes,
        (select count(*) from person) >= 40 as people`,
    )
    expect(count).toEqual({ centres: 3, organisations: 13, classes: 7, people: true })
  })

  test('the migration authority is behind the firewall: it has no users, and no referral is sent to it', async () => {
    const [window] = await all(`
      select arraigo.behind_wall(o.id) as behind,
        (select count(*)::int from app_user u where u.organisation = o.id) as users,
        (select count(*)::int from service s where s.organisation = o.id) as services,
        (select count(*)::int from referral r where r.receiver = o.id) as referrals,
        (select count(*)::int from consent c where c.recipient = o.id) as consents
      from organisation o where o.class = 'enforcement'`)
    expect(window).toEqual({ behind: true, users: 0, services: 0, referrals: 0, consents: 0 })
    // The result of the referral is recorded by the staff who accompanied the person or learnt it from them.
    const [noted] = await all(`
      select count(*) > 0 as some, bool_and(not arraigo.behind_wall(organisation)) as by_others
      from fact where kind = 'milestone.recorded' and data ->> 'milestone' = 'permit_granted'`)
    expect(noted).toEqual({ some: true, by_others: true })
  })

  test('has no refused command', async () => {
    expect(await all(`select name, problem from command_log where outcome <> 'applied'`)).toEqual([])
  })

  test('happened before now and after a year ago, and every fact was recorded when it happened', async () => {
    const [span] = await all(
      `select min(occurred_at) > '2025-06-01' as first, max(occurred_at) <= '${PRESENT.toISOString()}' as last,
        bool_and(recorded_at - occurred_at < interval '1 minute') as at_once from fact`,
    )
    expect(span).toEqual({ first: true, last: true, at_once: true })
  })

  test('is the same for the same seed, whatever another capability adds', async () => {
    const again = await emptyDatabase()
    await fill(again, { contributions: { another, ...contributions } })
    const shown = async (pool: pg.Pool) =>
      (
        await pool.query<{ kind: string }>(
          `select f.kind, f.subject, f.occurred_at, p.given_names, p.first_surname
           from fact f join person p on p.person = f.subject and p.organisation = f.organisation
           where f.kind ~ '^(need|plan|referral|milestone)[.]' order by f.occurred_at, f.subject, f.kind`,
        )
      ).rows
    const before = await shown(database.pool)
    expect(before.length).toBeGreaterThan(100)
    expect(await shown(again.pool)).toEqual(before)
    const deliveries = async (pool: pg.Pool) =>
      (await pool.query(`select from fact where kind = 'service.delivered'`)).rowCount ?? 0
    expect(await deliveries(again.pool)).toBeGreaterThan(await deliveries(database.pool))
  })

  test('has a few confidential notes, one that was read again, and an emergency access to review', async () => {
    const [notes] = await all(
      `select (select count(*)::int from sealed_note) as notes, (select count(*)::int from retelling) as again,
        (select count(*)::int from confidant) as let_in, (select count(*)::int from break_glass) as emergencies,
        (select count(*)::int from break_glass_review) as reviews`,
    )
    expect(notes).toEqual({ notes: 3, again: 1, let_in: 1, emergencies: 1, reviews: 0 })
  })

  test('owes what it verified and pays it once', async () => {
    const [books] = await all(
      `select count(*) filter (where s.total <> l.total) as wrong, count(*) > 0 as some
       from statement s join (select statement, sum(amount) as total from statement_line group by 1) l
         on l.statement = s.id`,
    )
    expect(books).toEqual({ wrong: 0, some: true })
  })

  test('leaves no job of its steps in the queue', async () => {
    expect(
      await all(`select task_identifier from graphile_worker.jobs where task_identifier like 'outcome.%'`),
    ).toEqual([])
  })

  test('is not filled in again', async () => {
    const before = await all(`select count(*) from fact`)
    expect(await fill(database)).toHaveLength(12)
    expect(await all(`select count(*) from fact`)).toEqual(before)
  })

  test('is filled in again from the beginning when an earlier start was interrupted', async () => {
    const before = await all(`select count(*) from person`)
    await database.pool.query(`comment on table installation is 'demonstration: half'`)
    await database.pool.query(`delete from command_log where name = 'payment.record'`)
    await fill(database)
    expect(await all(`select count(*) from person`)).toEqual(before)
  })
})

// Two journeys of one person whose providers do not see each other's records; this happens only with the full
// number of people.
test('is complete when a person says yes to one organisation and no to another one', async () => {
  const database = await emptyDatabase()
  const present = new Date('2026-11-28T17:00:00Z')
  const people = { riohacha: 112, cartagena: 90, cucuta: 98 }
  expect(await fill(database, { present, people })).toHaveLength(12)
})

test('a database with an organisation of its own is left alone', async () => {
  const database = await emptyDatabase()
  await database.pool.query(
    `insert into organisation (id, name, class, time_zone, locale, second_factor, lead)
     values (gen_random_uuid(), 'Raíces', 'cso', 'America/Bogota', 'es', 'optional', true)`,
  )
  expect(await fill(database)).toBeUndefined()
})

test('a database with another pack is left alone', async () => {
  const database = await emptyDatabase('huerta')
  expect(await fill(database)).toBeUndefined()
})

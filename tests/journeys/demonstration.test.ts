// A visitor of the demonstration finds real content on every list of their role, signed in as its sheet says.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrate } from '../../src/entry/demonstration/demonstrate.ts'
import type { SignIn } from '../../src/entry/demonstration/network.ts'
import { compose, type Composed } from '../../src/entry/server.ts'
import type { Role } from '../../src/kernel/actor.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { inProcessKeys, makeKey } from '../../src/platform/key-service.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { testDatabase } from '../harness/database.ts'
import { SECRET, visitor } from '../harness/visitor.ts'

const ORIGIN = 'http://localhost:3000'
const KEY = makeKey()
const keys = inProcessKeys(() => KEY)
const PRESENT = new Date('2026-06-15T20:00:00Z')
let composed: Composed
let folder: string
let signIns: SignIn[]

beforeAll(async () => {
  const { pool, connection } = await testDatabase()
  await loadPack(asOwner(pool), 'packs/integrate')
  folder = await mkdtemp(join(tmpdir(), 'arraigo-demonstration-'))
  const told = await demonstrate({
    connection,
    origin: ORIGIN,
    secret: SECRET,
    keys,
    attachments: folder,
    present: PRESENT,
  })
  signIns = told ?? []
  composed = await compose({ pool, origin: ORIGIN, secret: SECRET, keys, log: () => {}, now: () => PRESENT })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What each role works with: query, input and the field that holds the list. */
const PEOPLE = ['person.caseload', {}, 'people'] as const
const SENT = ['referral.list', { side: 'sender' }, 'referrals'] as const
const RECEIVED = ['referral.list', { side: 'receiver' }, 'referrals'] as const
const OUTCOMES = ['outcome.list', {}, 'claims'] as const
const CONTRACTS = ['contract.list', {}, 'contracts'] as const
const STATEMENTS = ['statement.list', {}, 'statements'] as const
const USERS = ['user.list', {}] as const
const LISTS: Record<Role, readonly (readonly [query: string, input: object, field?: string])[]> = {
  front_desk: [PEOPLE, SENT],
  orientation: [PEOPLE, SENT],
  case_manager: [PEOPLE, SENT, OUTCOMES, ['plan.due', {}, 'steps'], ['person.duplicates', {}, 'pairs']],
  supervisor: [PEOPLE, SENT, OUTCOMES, USERS],
  provider: [PEOPLE, RECEIVED, OUTCOMES, CONTRACTS, STATEMENTS],
  coordinator: [PEOPLE, OUTCOMES, USERS, ['centre.list', {}]],
  analyst: [['centre.list', {}]],
  communications: [['centre.list', {}]],
  verifier: [['verification.inbox', { state: 'verified' }, 'claims']],
  funder: [CONTRACTS, STATEMENTS],
  data_protection_officer: [PEOPLE, USERS],
  administrator: [USERS, ['centre.list', {}], OUTCOMES],
}
const EVERYBODY = [
  ['organisation.list', {}],
  ['service.list', {}, 'services'],
] as const

test('every role signs in and finds something on each of its lists', async () => {
  const empty: string[] = []
  for (const { role, email, password } of signIns) {
    const browser = visitor(composed.http)
    expect((await browser.post('sign-in', { email, password })).status).toBe(200)
    for (const [query, input, field] of [...EVERYBODY, ...LISTS[role]]) {
      const { status, body } = await browser.send(`/api/${query}?input=${JSON.stringify(input)}`)
      expect([role, query, status]).toEqual([role, query, 200])
      const list = (field ? body[field] : body) as unknown
      if (!Array.isArray(list) || list.length === 0) empty.push(`${role}: ${query}`)
    }
  }
  expect(empty).toEqual([])
})

test('an analyst, who may open no record, finds figures by month, and no small ones', async () => {
  const browser = visitor(composed.http)
  const { email, password } = signIns.find(({ role }) => role === 'analyst') as SignIn
  await browser.post('sign-in', { email, password })
  for (const scope of ['organisation', 'network']) {
    const { body } = await browser.send(`/api/report.overview?input=${JSON.stringify({ scope })}`)
    const { people, services } = body as unknown as {
      people: { byMonth: { count: number | null }[] }
      services: { people: number | null }
    }
    const counts = people.byMonth.map(({ count }) => count)
    expect(counts.filter((count) => count !== null).length, scope).toBeGreaterThan(5)
    expect(counts.some((count) => count !== null && count > 0 && count < 5)).toBe(false)
    expect(services.people).toBeGreaterThan(5)
  }
})

test('plans are active: steps in every month, most open ones still to come, some this week, some overdue', async () => {
  const { rows } = await composed.app.pool.query<Record<string, number>>(
    `select count(*)::int as open, count(*) filter (where due_on < $1)::int as overdue,
       count(*) filter (where due_on between $1 and $1 + 7)::int as week,
       coalesce(max($1 - due_on), 0) as longest,
       (select count(distinct date_trunc('month', occurred_at))::int from fact where kind = 'plan.step_added') as months
     from plan_step where state = 'open'`.replaceAll('$1', `date '${PRESENT.toISOString().slice(0, 10)}'`),
  )
  const { open = 0, overdue = 0, week, longest, months } = rows[0] ?? {}
  expect(months).toBeGreaterThan(11)
  expect(week).toBeGreaterThan(2)
  expect(overdue).toBeGreaterThan(2)
  expect(overdue).toBeLessThan(open / 3)
  expect(longest).toBeLessThan(100)
})

test('results are proven with consent, a few people refused or were not asked, and all are served the same', async () => {
  const { rows } = await composed.app.pool.query<Record<string, number>>(
    `select count(*) filter (where said = 'yes')::int as allowed, count(*) filter (where said = 'no')::int as refused,
       (select count(*)::int from claim c where state in ('submitted', 'verified') and not exists (
         select from consent y where y.person = c.person and y.purpose = 'results' and y.said = 'yes')) as unasked,
       (select count(*)::int from claim c where state = 'ready') as waiting
     from consent where purpose = 'results'`,
  )
  const { allowed = 0, refused = 0, unasked, waiting = 0 } = rows[0] ?? {}
  expect(unasked).toBe(0)
  expect(refused).toBeGreaterThan(1)
  expect(refused).toBeLessThan(allowed / 6)
  expect(waiting).toBeGreaterThan(2)
})

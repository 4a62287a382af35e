// Who saw whom, as the data protection officer queries it: by person, by user, by days, and as a file.
import { beforeAll, expect, test } from 'vitest'
import { referred, world, type World } from '../../../tests/authorization/world.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { api } from '../../platform/http/http.ts'
import { getPerson } from '../../serve/record/operations.ts'
import { withdrawConsent } from '../consent/operations.ts'
import { countRefused, refusedAttempts, searchDisclosures, unusualLooks } from './operations.ts'
import { disclosureRoutes } from './server/look.ts'

let network: TestNetwork
let fixture: World
let officer: Actor

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  officer = await network.join('Dalia', 'garden', ['data_protection_officer'])
})

const open = (id: Id, actor: Actor) => network.ask(getPerson, { id }, actor)
const looksAt = async (person: Id, more = {}) =>
  (await network.ask(searchDisclosures, { person, limit: 200, ...more }, officer)).looks

test('the officer sees who opened a record, of whatever organisation, and what was handed on to whom', async () => {
  const { person, consent } = await referred(fixture)
  await open(person, network.actors.ana)
  await open(person, fixture.bruno)
  const looks = await looksAt(person)
  const opened = looks.filter(({ via }) => via === 'person.get')
  expect(opened.map(({ user, organisation }) => `${user.name} ${organisation.name}`).sort()).toEqual([
    'Ana Huerta del Barrio',
    'Bruno Raíces',
  ])
  expect(looks.find(({ via }) => via === 'referral.send')).toMatchObject({
    consent,
    recipient: { name: 'Raíces' },
    person: { id: person },
  })
})

test('reading the disclosure log is itself logged', async () => {
  const { person } = await referred(fixture)
  await looksAt(person)
  expect((await looksAt(person)).filter(({ purpose }) => purpose === 'oversight')).toHaveLength(1)
})

test('a user and days narrow it, and pages follow one another without a gap', async () => {
  const { person } = await referred(fixture)
  for (let n = 0; n < 5; n++) await open(person, network.actors.clara)
  const { user } = network.actors.clara
  const whole = await looksAt(person, { user })
  expect(whole).toHaveLength(5)
  const paged: string[] = []
  for (let after: string | undefined; ;) {
    const page = await network.ask(
      searchDisclosures,
      { person, user, limit: 2, ...(after && { after }) },
      officer,
    )
    paged.push(...page.looks.map(({ id }) => id))
    if (page.next === null) break
    after = page.next
  }
  expect(paged).toEqual(whole.map(({ id }) => id))
  expect(await looksAt(person, { until: '2026-03-01' })).toEqual([])
})

test('a verifier’s officer sees what the verifiers opened and never whose it was', async () => {
  const { rows } = await network.database.pool.query<{ person: Id }>(
    `insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
     select $1, gen_random_uuid(), $2, $3, $4, 'attachment.open', '{evidence}', 'verification' returning person`,
    [(await referred(fixture)).person, network.clock.now, fixture.vito.organisation, fixture.vito.user],
  )
  const { looks } = await network.ask(searchDisclosures, {}, fixture.vito)
  expect(looks.find(({ via }) => via === 'attachment.open')).toMatchObject({ person: null })
  expect(JSON.stringify(looks)).not.toContain(rows[0]?.person)
  await expect(
    network.ask(searchDisclosures, { person: rows[0]?.person as Id }, fixture.vito),
  ).rejects.toMatchObject({ code: 'person.unknown' })
})

test('somebody who opened many records and recorded nothing about them stands out', async () => {
  const curious = await network.join('Curro', 'garden', ['front_desk'])
  for (let n = 0; n < 11; n++) await open((await referred(fixture, 'sent')).person, curious)
  const { users } = await network.ask(unusualLooks, {}, officer)
  expect(users.filter(({ unusual }) => unusual)).toEqual([
    { user: { id: curious.user, name: 'Curro' }, opened: 11, idle: 11, unusual: true },
  ])
  // The user who registered them opened some of them too, and does not count as idle.
  expect(users.find(({ user }) => user.id === fixture.rosa.user)?.idle ?? 0).toBe(0)
})

test('the same looks come as a file that a spreadsheet reads, formulas as text, and only for the officer', async () => {
  const { person } = await referred(fixture)
  await network.database.pool.query(`update person set called = '=1+1' where person = $1`, [person])
  await open(person, network.actors.ana)
  const ask = (actor: Actor) =>
    api(network.app, async () => actor, [disclosureRoutes]).request(`/api/disclosures.csv?person=${person}`)
  const answer = await ask(officer)
  expect(answer.status).toBe(200)
  const lines = (await answer.text()).split('\r\n')
  expect(lines[0]).toContain('Cuándo')
  expect(lines.find((line) => line.includes('person.get'))).toContain(`"'=1+1"`)
  expect((await looksAt(person)).map(({ via }) => via)).toContain('disclosure.export')
  expect((await ask(network.actors.ana)).status).toBe(403)
  expect((await network.hono.request('/api/disclosures.csv')).status).toBe(401)
})

test('what others tried and were refused is counted until the officer has read of it', async () => {
  const { person } = await referred(fixture)
  const other = await network.join('Delia', 'garden', ['data_protection_officer'])
  const count = async (one: Actor) => (await network.ask(countRefused, {}, one)).count
  const tries = async () => {
    network.clock.now = new Date(network.clock.now.getTime() + 1000)
    const asked = { person, id: network.newId() }
    await network.execute(withdrawConsent, asked, fixture.eve).catch(() => undefined)
    network.clock.now = new Date(network.clock.now.getTime() + 1000)
  }
  await network.ask(refusedAttempts, {}, officer)
  await tries()
  const known = await count(other)
  expect(await count(officer)).toBe(1)
  // Counting does not mark it as read; reading it does, for that user.
  expect(await count(officer)).toBe(1)
  await network.ask(refusedAttempts, {}, officer)
  expect([await count(officer), await count(other)]).toEqual([0, known])
  await tries()
  expect(await count(officer)).toBe(1)
  // An auditor of another organisation gets nothing of it.
  expect(await count(fixture.eve)).toBe(0)
})

// Nobody is shown without an entry in the disclosure log: every query is sent and its answer searched for
// people; then every way of sharing with another organisation.
import { beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import type { Query } from '../src/kernel/command.ts'
import type { Id } from '../src/kernel/words.ts'
import { isCommandHandler } from '../src/platform/app.ts'
import { sync } from '../src/platform/sync/sync.ts'
import { acceptReferral } from '../src/serve/referrals/operations.ts'
import { fileOf, rows, subjects } from './authorization/declared.ts'
import { claimed, person, referred, world, type World } from './authorization/world.ts'
import { document } from './fuzz/document.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'

const queries = capabilities
  .flatMap(({ handlers }) => handlers)
  .flatMap((handler) => (isCommandHandler(handler) ? [] : [handler.operation as Query]))

/**
 * Only the person may request these, with a code: `src/protect/own/look.test.ts` holds that each look is
 * logged.
 */
const ofOneself = (name: string) => /^[. ]+$/u.test(rows.get(name)?.roles ?? '')

/** Words that only the person's record has. */
const PERSONAL =
  /^(?:person|personName|givenNames|firstSurname|secondSurname|called|born|identifiers|introduction)$/u

let network: TestNetwork
let fixture: World

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
})

type Entry = {
  person: Id
  via: string
  fields: string[]
  recipient: Id | null
  consent: Id | null
  actor: Id
}

/** The entries written to the log while `work` runs. */
async function written(work: () => Promise<unknown>): Promise<Entry[]> {
  const { pool } = network.database
  const { rows: before } = await pool.query<{ id: Id }>('select id from disclosure')
  await work()
  const { rows } = await pool.query<Entry>(
    'select person, via, fields, recipient, consent, actor from disclosure where not id = any ($1::uuid[])',
    [before.map(({ id }) => id)],
  )
  return rows
}

/** People on record whose ids appear anywhere in an answer. */
async function peopleIn(answer: unknown): Promise<Id[]> {
  const ids = JSON.stringify(answer).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu) ?? []
  const { rows } = await network.database.pool.query<{ person: Id }>(
    'select person from person where person = any ($1::uuid[])',
    [[...new Set(ids)]],
  )
  return rows.map((row) => row.person)
}

/** Every property name that a query may return, from the API's own document. */
function namesIn(schema: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const each of schema) namesIn(each, found)
  else if (schema !== null && typeof schema === 'object') {
    const { properties } = schema as { properties?: object }
    for (const name of Object.keys(properties ?? {})) found.add(name)
    for (const each of Object.values(schema)) namesIn(each, found)
  }
  return found
}

describe('a query that shows people logs each of them', () => {
  const byStaff = queries.filter(({ discloses, name }) => discloses && !ofOneself(name))
  test.each(byStaff.map(({ name }) => name))('%s', async (name) => {
    const subject = subjects[name]
    if (!subject) throw new Error(`${name} needs a subject in ${fileOf(name)}`)
    const { own, shared } = subject.who(fixture)
    const showing: Entry[] = []
    for (const actor of [own, shared]) {
      const { input } = await subject.make(fixture)
      let shown: Id[] = []
      const entries = await written(async () => {
        const { body, status } = await network.http(actor).post(name, input)
        expect(status, JSON.stringify(body)).toBeLessThan(500)
        if (status === 200) shown = await peopleIn(body)
      })
      expect(entries.filter(({ via, actor: by }) => via !== name || by !== actor.user)).toEqual([])
      expect(entries.filter(({ fields }) => fields.length === 0)).toEqual([])
      const known = new Set(entries.map((entry) => entry.person))
      expect(shown.filter((id) => !known.has(id))).toEqual([])
      showing.push(...entries)
    }
    expect(showing.length > 0, 'the subject shows somebody').toBe(subject.ofNobody === undefined)
  })
})

describe('a query that logs nothing shows nobody', () => {
  test.each(queries.filter(({ discloses }) => !discloses).map(({ name }) => name))('%s', async (name) => {
    const get = document.paths[`/${name}`]?.get as unknown as { responses: Record<string, unknown> }
    expect([...namesIn(get.responses['200'])].filter((property) => PERSONAL.test(property))).toEqual([])
    const subject = subjects[name]
    const { own, shared } = subject?.who(fixture) ?? { own: fixture.rosa, shared: fixture.bruno }
    for (const actor of [own, shared]) {
      const input = (await subject?.make(fixture))?.input ?? {}
      const { body, status } = await network.http(actor).get(name, input)
      expect(status, JSON.stringify(body)).toBeLessThan(500)
      expect(await peopleIn(body)).toEqual([])
    }
  })
})

describe('data shared with another organisation is logged with the receiver', () => {
  const through = (via: string, entries: Entry[]) => entries.filter((entry) => entry.via === via)

  test('a referral: its introduction when it is sent, the record when it is accepted, under its consent', async () => {
    const { roots } = network.organisations
    let sent: Awaited<ReturnType<typeof referred>> | undefined
    const sending = await written(async () => {
      sent = await referred(fixture, 'sent')
    })
    const [whose, consent] = [sent?.person, sent?.consent]
    const introduction = { person: whose, fields: ['introduction', 'referral'], recipient: roots, consent }
    expect(through('referral.send', sending)).toMatchObject([introduction])
    const accepting = await written(() =>
      network.execute(acceptReferral, { person: whose as Id, id: sent?.referral as Id }, fixture.bruno),
    )
    expect(through('referral.accept', accepting)).toMatchObject([{ person: whose, consent }])
    expect(through('referral.accept', accepting)[0]?.fields).toContain('identity')
  })

  test('proof: when it is sent to the verifier', async () => {
    const entries = await written(() => claimed(fixture, 'submitted'))
    expect(through('outcome.submit', entries)).toMatchObject([
      { fields: ['evidence'], recipient: network.organisations.seal },
    ])
  })

  test('a device: each time it receives something about a person', async () => {
    const { person: whose } = await person(fixture)
    const request = { device: network.newId(), commands: [], persons: [whose], pull: { cursor: null } }
    for (const _ of ['first', 'again']) {
      const given = through('sync', await written(() => sync(network.app, fixture.rosa, request)))
      expect(given.map((entry) => entry.person)).toContain(whose)
    }
  })
})

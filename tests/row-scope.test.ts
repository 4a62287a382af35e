// A receiver sees the parts of a record that the person allowed and no others: tested on every query that
// shows a person, found from the operations, so that a new one is included.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { capabilities } from '../src/entry/capabilities.ts'
import type { Actor } from '../src/kernel/actor.ts'
import type { Query } from '../src/kernel/command.ts'
import type { Id } from '../src/kernel/words.ts'
import { transaction } from '../src/platform/database/connect.ts'
import { sync } from '../src/platform/sync/sync.ts'
import { acknowledgeNotice, listNotices } from '../src/protect/notices/operations.ts'
import { giveConsent, refuseConsent, withdrawConsent } from '../src/protect/consent/operations.ts'
import { changePerson, registerPerson } from '../src/serve/record/operations.ts'
import { addHouseholdMember, formHousehold } from '../src/serve/households/operations.ts'
import { PARTS } from '../src/serve/record/rules/parts.ts'
import {
  acceptReferral,
  closeReferral,
  sendReferral,
  serveReferral,
} from '../src/serve/referrals/operations.ts'
import { declared } from './authorization/declared.ts'
import { world, type World } from './authorization/world.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from './harness/network.ts'
import { opened } from './harness/own-view.ts'

const queries = capabilities.flatMap(({ handlers }) =>
  handlers.flatMap(({ operation }) => (operation.is === 'query' && operation.discloses ? [operation] : [])),
)

/** The words of the record itself. */
const OF_THE_RECORD: Readonly<Record<string, readonly string[]>> = {
  identity: ['Quiterilda', 'Zambranillo', '1987-11-23'],
  documents: ['74185296'],
  contact: ['3185557421', 'xa_01002'],
  household: ['Hermenegarda'],
  status: ['member_without_plot', '"xc"'],
  health: ['walking'],
  protection: ['transfeminine'],
}

/** The words of capabilities that write to the record declare their own. */
const others = declared.flatMap(({ file, secrets }) => (secrets ? [{ file, ...secrets }] : []))

/** Words that occur in one part of the record each, and nowhere else. */
const SECRETS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...PARTS, 'keeper' as const].map((part) => [
    part,
    [...(OF_THE_RECORD[part] ?? []), ...others.flatMap(({ words }) => words[part] ?? [])],
  ]),
)

/** Capabilities whose words this file writes itself: the record, and what shares it. */
const WRITTEN_HERE = ['record', 'consent', 'referrals']

/** Of the consent: who witnessed it, who gave it, the reason of a no, and who interpreted. */
const WORDS = ['Testigo Tiburcio', 'Hermano Fulgencio', 'Un secreto del no', 'Intérprete Epifania']

let network: TestNetwork
let fixture: World
let rosa: Actor

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  rosa = fixture.rosa
})

type Seen = { bruno: Actor; person: Id; household: Id; referral: Id; consent: Id; more: Id[] }

/** A person with a word in every part, of whom a receiver may see `parts`. */
async function sharedWith(parts: readonly string[]): Promise<Seen> {
  const { newId, execute, organisations, app } = network
  const bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
  const [person, sister, household, referral, consent] = [newId(), newId(), newId(), newId(), newId()]
  const { taxonomies } = app.packs.active().pack
  await execute(
    registerPerson,
    {
      id: person,
      searched: 'device',
      givenNames: 'Quiterilda',
      firstSurname: 'Zambranillo',
      born: { date: '1987-11-23' },
      identifiers: [{ id: newId(), type: 'library_card', country: 'xa', number: '74185296' }],
      contacts: [{ id: newId(), kind: 'phone', value: '3185557421', safeToCall: true }],
      place: 'xa_01002',
    },
    rosa,
  )
  await network.database.pool.query(
    `update person set gender = 'transfeminine', disability = 'walking', nationalities = '{xc}',
       migration_status = 'member_without_plot' where person = $1`,
    [person],
  )
  await execute(registerPerson, { id: sister, searched: 'device', givenNames: 'Hermenegarda' }, rosa)
  await execute(formHousehold, { id: household, members: [{ person: sister, relation: 'head' }] }, rosa)
  await execute(addHouseholdMember, { id: household, person, relation: 'child' }, rosa)
  const more: Id[] = []
  for (const { write } of others) more.push(...(await write(fixture, person)))
  const said = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' } as const
  const recipient = organisations.roots
  const whole = [...new Set(['identity', ...parts])]
  // Parts that no text of the pack offers are opened in the database: the test is about the view and the
  // rows.
  const readable = taxonomies.fieldGroups.map(({ code }) => code).filter((code) => whole.includes(code))
  const offered =
    app.packs.active().pack.consentTexts.find(({ version }) => version === 'v1')?.fieldGroups ?? []
  const fieldGroups = readable.filter((code) => offered.includes(code))
  const [witness, name, because, interpreter] = WORDS
  const spokenFor = { name: name ?? '', as: 'relative', because: 'without_capacity' } as const
  await execute(
    giveConsent,
    {
      id: consent,
      person,
      recipient,
      fieldGroups,
      ...said,
      how: 'verbal_with_witness',
      witness,
      spokenFor,
      interpreter,
    },
    rosa,
  )
  const no = { id: newId(), person, recipient, fieldGroups: ['contact'], because, spokenFor }
  await execute(refuseConsent, { ...no, textVersion: 'v1', locale: 'es', purpose: 'results' }, rosa)
  await network.database.pool.query('update consent set field_groups = $2 where id = $1', [consent, readable])
  const key = { person, id: referral }
  await execute(sendReferral, { ...key, to: recipient, reason: 'Una pala', consent }, rosa)
  await execute(acceptReferral, key, bruno)
  return { bruno, person, household, referral, consent, more }
}

/** Possible inputs of a query about a person; those that the operation accepts are used. */
const inputs = ({ person, household, referral, consent, more }: Seen): unknown[] => [
  {},
  { person },
  { id: person },
  ...[referral, consent, ...more].map((id) => ({ person, id })),
  ...[household, referral, ...more].map((id) => ({ id })),
  ...['quiterilda', 'zambranillo', '74185296', '3185557421'].map((text) => ({ text })),
  { draft: { givenNames: 'Quiterilda', firstSurname: 'Zambranillo', born: { date: '1987-11-23' } } },
  { draft: { givenNames: 'Hermenegarda' } },
  ...['sender', 'receiver'].map((side) => ({ side })),
  { claim: referral },
  { id: referral, columns: [] },
  {
    id: referral,
    mapping: { source: 'Lista', dates: 'dmy', columns: [{ column: 'Nombre', target: 'given_names' }] },
  },
  { locale: 'es' },
]

async function answers(seen: Seen, query: Query, by: Actor = seen.bruno): Promise<string[]> {
  const accepted = inputs(seen).filter((input) => z.safeParse(query.input, input).success)
  expect(accepted.length, `${query.name}: add what it is asked with to the inputs above`).toBeGreaterThan(0)
  const client = network.http(by)
  const found: string[] = []
  for (const input of accepted) {
    const { body } = await client.get(query.name, input)
    // Some answers repeat the input; only other words count as shown.
    found.push(JSON.stringify(body))
  }
  return found
}

async function documents({ bruno, person }: Seen): Promise<string> {
  const request = { device: network.newId(), commands: [], persons: [person], pull: { cursor: null } }
  const { changes } = await sync(network.app, bruno, request)
  return JSON.stringify(changes?.documents.filter((one) => one.person === person) ?? [])
}

test('the parts tested here are all parts there are', () => {
  expect(
    Object.keys(SECRETS)
      .filter((part) => part !== 'keeper')
      .sort(),
  ).toEqual([...PARTS].sort())
})

test('every capability that adds to the documents of devices declares words, or has them written here', () => {
  const missing = capabilities.filter(
    ({ name, replica }) =>
      replica && !WRITTEN_HERE.includes(name) && !others.some(({ file }) => file.includes(`/${name}/`)),
  )
  expect(
    missing.map(({ name }) => name),
    'capabilities that need `secrets` in their authorization.ts',
  ).toEqual([])
})

test('all these words are really written: the keeper reads each', async () => {
  const seen = await sharedWith(PARTS)
  const texts: string[] = []
  for (const query of queries) texts.push(...(await answers(seen, query, rosa)))
  const unread = Object.values(SECRETS)
    .flat()
    .filter((word) => !texts.some((text) => text.includes(word)))
  expect(unread).toEqual([])
  await network.execute(withdrawConsent, { person: seen.person, id: seen.consent }, rosa)
})

describe.each(PARTS.map((part) => [part]))('with identity and %s allowed', (part) => {
  const open = [...new Set(['identity', part])]
  const closed = Object.keys(SECRETS).filter((one) => !open.includes(one))
  let seen: Seen
  beforeAll(async () => {
    seen = await sharedWith(open)
  })
  // Otherwise lists would show the next receiver of another person what this one allowed.
  afterAll(() => network.execute(withdrawConsent, { person: seen.person, id: seen.consent }, rosa))

  test('no query shows more', async () => {
    const told: string[] = []
    for (const query of queries) {
      const text = (await answers(seen, query)).join('\n')
      for (const one of closed)
        for (const secret of SECRETS[one] ?? [])
          if (text.includes(secret)) told.push(`${query.name} tells ${secret} of ${one}`)
    }
    expect(told).toEqual([])
  })

  test('a device receives no more, and all that was allowed', async () => {
    const text = await documents(seen)
    for (const one of closed) for (const secret of SECRETS[one] ?? []) expect(text).not.toContain(secret)
    // A household is shown by its number; other members decide themselves whether they are shown.
    for (const one of open.filter((each) => each !== 'household'))
      for (const secret of SECRETS[one] ?? []) expect(text).toContain(secret)
  })

  test('a code that the receiver hands out shows the person no more of it', async () => {
    const own = await opened(network, seen.person, seen.bruno)
    const { status, body } = await own.post('look', { locale: 'es' })
    expect(status).toBe(200)
    for (const one of closed)
      for (const secret of SECRETS[one] ?? []) expect(JSON.stringify(body)).not.toContain(secret)
    expect(JSON.stringify(body)).toContain('Quiterilda')
  })

  test('a refused edit shows no more either', async () => {
    const client = network.http(seen.bruno)
    const changes = { place: 'xa_01001', disability: 'none', gender: 'woman', migrationStatus: 'not_asked' }
    for (const [field, value] of Object.entries(changes)) {
      const { body } = await client.post(changePerson.name, {
        id: seen.person,
        base: 1,
        changes: { [field]: value },
      })
      for (const one of closed)
        for (const secret of SECRETS[one] ?? []) expect(JSON.stringify(body)).not.toContain(secret)
    }
  })
})

describe.each([
  ['completed and the consent withdrawn', true],
  ['ended by the withdrawal', false],
])('with a referral that is %s', (_, isCompleted) => {
  let seen: Seen
  const all = [...Object.values(SECRETS).flat(), 'Una pala']
  beforeAll(async () => {
    seen = await sharedWith(PARTS)
    const key = { person: seen.person, id: seen.referral }
    if (isCompleted) {
      await network.execute(serveReferral, key, seen.bruno)
      await network.execute(closeReferral, { ...key, feedback: 'Quiterilda vino' }, seen.bruno)
    }
    await network.execute(withdrawConsent, { person: seen.person, id: seen.consent }, rosa)
    // A notice names the person until the receiver confirms.
    const { notices } = await network.ask(listNotices, {}, seen.bruno)
    for (const { person, id } of notices) await network.execute(acknowledgeNotice, { person, id }, seen.bruno)
  })

  test('no query and no device shows anything', async () => {
    const told: string[] = []
    const look = (address: string, text: string) => {
      for (const secret of all) if (text.includes(secret)) told.push(`${address} tells ${secret}`)
    }
    for (const query of queries) look(query.name, (await answers(seen, query)).join('\n'))
    look('a device', await documents(seen))
    expect(told).toEqual([])
  })

  test('no row of any table shows anything, even if a query forgets to leave it out', async () => {
    const { pool } = network.database
    const { rows: tables } = await pool.query<{ name: string; column: string }>(
      `select c.oid::regclass::text as name, a.attname as column from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname in ('person', 'subject') and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and has_table_privilege('arraigo_app', c.oid, 'select')`,
    )
    expect(tables.length).toBeGreaterThan(30)
    const told: string[] = []
    for (const { name, column } of tables)
      await transaction(network.app.appPool, seen.bruno, async (_tx, db) => {
        // A fact keeps the codes by which reports disaggregate, as docs/consent.md says.
        const columns = name === 'fact' ? 'data' : '*'
        const { rows } = await db.query(`select ${columns} from ${name} where ${column} = $1`, [seen.person])
        const text = JSON.stringify(rows)
        for (const secret of [...all, ...WORDS])
          if (text.includes(secret)) told.push(`${name} tells ${secret}`)
      })
    expect(told).toEqual([])
  })
})

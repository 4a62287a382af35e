// A number marked unsafe stays unsafe under every spelling; only the keeper of the record may mark it safe
// again.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { safeContacts } from '../../platform/safe-contact.ts'
import { sync } from '../../platform/sync/sync.ts'
import { addContact, changeContact, getPerson, registerPerson } from './operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import type { Contact } from './rules/shapes.ts'

let network: TestNetwork
let person: Id
let safe: Contact
let unsafe: Contact

beforeAll(async () => {
  network = await testNetwork()
})

const contacts = async () => (await network.ask(getPerson, { id: person }, network.actors.ana)).contacts

/** The numbers to which a message may be sent. */
const handedOut = () =>
  transaction(network.app.appPool, network.actors.ana, (tx) =>
    safeContacts({ tx, actor: network.actors.ana }, person, 'text'),
  ).then((all) => all.map(({ value }) => value))

/** Lina, whose contact points Raíces sees: one number is safe to write to, and one is not. */
beforeEach(async () => {
  const it = await lina(network)
  ;({ person } = it)
  await it.shared(['identity', 'contact'])
  const all = await contacts()
  safe = all.find(({ safeToText }) => safeToText) as Contact
  unsafe = all.find(({ safeToText }) => !safeToText) as Contact
})

const change = (contact: Contact, more: object) => ({
  person,
  id: contact.id,
  base: contact.version,
  ...more,
})
const add = (value: string, more: object = {}) => ({
  person,
  id: network.newId(),
  kind: 'phone',
  value,
  ...more,
})

describe('a receiver', () => {
  test('marks a number unsafe at once, from however old a version', async () => {
    const { ana, beto } = network.actors
    await network.execute(changeContact, change(safe, { note: 'Después de las seis' }), ana)
    const { status } = await network.http(beto).post(changeContact.name, change(safe, { safeToText: false }))
    expect(status).toBe(200)
    expect(await handedOut()).toEqual([])
  })

  test('cannot mark an unsafe number safe, online or from a device', async () => {
    const { beto } = network.actors
    const input = change(unsafe, { safeToText: true })
    const { status, body } = await network.http(beto).post(changeContact.name, input)
    expect({ status, body }).toMatchObject({ status: 403, body: { code: 'contact.unsafe_stays' } })
    const occurredAt = network.clock.now.toISOString()
    const envelope = { id: network.newId(), seq: 1, name: changeContact.name, input, occurredAt }
    const { outcomes } = await sync(network.app, beto, { device: network.newId(), commands: [envelope] })
    expect(outcomes).toMatchObject([{ outcome: 'rejected', problem: { code: 'contact.unsafe_stays' } }])
    expect(await handedOut()).toEqual([safe.value])
  })

  test.each([
    '3115550202',
    '00 57 311 555 0202',
    '(311) 555-02-02',
    '555 0202',
    '٣١١٥٥٥٠٢٠٢',
    '+57 311 555 0202 ext 4',
    '३११५५५०२०२',
    '+57 311 555 0202 @ casa',
    '311 555 0202 (avisar a vecina@example.net)',
    '\u202a57 311 555 0202\u202c',
    '311\u200f555\u200b0202',
  ])('does not make it safe by adding it again as %s', async (value) => {
    await network.execute(addContact, add(value, { safeToCall: true, safeToText: true }), network.actors.beto)
    expect(await handedOut()).toEqual([safe.value])
    const added = (await contacts()).find((one) => one.value === value.replaceAll(/[\u202a\u202c]/gu, ''))
    expect(added).toMatchObject({ safeToCall: false, safeToText: false, version: 1 })
  })

  test('does not make it safe by writing it over a safe number, or by setting it aside first', async () => {
    const { beto } = network.actors
    const over = change(safe, { value: '3115550202', safeToText: true })
    expect(await refusal(network.execute(changeContact, over, beto))).toMatchObject({
      code: 'contact.unsafe_stays',
    })
    await network.execute(changeContact, change(safe, { value: '3115550202' }), beto)
    expect(await handedOut()).toEqual([])
    await network.execute(changeContact, change(unsafe, { retired: true }), beto)
    await network.execute(addContact, add('+57 311 555 0202', { safeToText: true }), beto)
    expect(await handedOut()).toEqual([])
  })

  test('does not make a number safe by writing another into its place and adding it anew', async () => {
    const { beto } = network.actors
    await network.execute(changeContact, change(unsafe, { value: '3009990000' }), beto)
    await network.execute(addContact, add('3115550202', { safeToText: true }), beto)
    expect(await handedOut()).toEqual([safe.value])
  })
})

test('a number other than the one that the person called safe is not safe', async () => {
  const { ana } = network.actors
  await network.execute(changeContact, change(safe, { value: '3007776655' }), ana)
  expect(await handedOut()).toEqual([])
})

test('another spelling of the same number is still the one that is safe', async () => {
  await network.execute(changeContact, change(safe, { value: '311 555 0101' }), network.actors.beto)
  expect(await handedOut()).toEqual(['311 555 0101'])
})

test('the keeper may mark it safe again: in every contact point, and on the timeline with who recorded it', async () => {
  const { ana, beto } = network.actors
  await network.execute(addContact, add('3115550202', { safeToText: true }), ana)
  expect(await handedOut()).toEqual([safe.value])
  await network.execute(changeContact, change(unsafe, { safeToText: true }), ana)
  expect(await handedOut()).toEqual(['+57 311 555 0101', '+57 311 555 0202', '3115550202'])
  const { facts } = await network.ask(getTimeline, { id: person }, ana)
  expect(facts.find(({ kind }) => kind === 'person.contact_safe_again')).toMatchObject({
    actorName: 'Ana',
    occurredAt: network.clock.now.toISOString(),
    data: { kind: 'phone', channels: ['text'] },
  })
  // The receiver may mark it as unsafe once more.
  const [again] = (await contacts()).filter((one) => one.value === '3115550202')
  await network.execute(changeContact, change(again as Contact, { safeToText: false }), beto)
  expect(await handedOut()).toEqual([safe.value])
})

test('a device of the keeper that did not know it was unsafe does not make it safe', async () => {
  const { ana, beto } = network.actors
  const added = add('3115550101', { safeToText: true })
  await network.execute(addContact, added, ana)
  const spelt = (await contacts()).find(({ id }) => id === added.id) as Contact
  await network.execute(changeContact, change(safe, { safeToText: false }), beto)
  const late = network.execute(changeContact, change(spelt, { safeToText: true }), ana)
  expect(await refusal(late)).toMatchObject({ code: 'contact.changed_meanwhile' })
  expect(await handedOut()).toEqual([])
})

test('an address with signs in it that nobody sees is the same address', async () => {
  person = network.newId()
  const points = ['rosa@example.org', 'ro\u200fsa@example.org', 'rosa@example\u00ad.org', '3001112233'].map(
    (value, at) => ({
      id: network.newId(),
      kind: value.includes('@') ? 'email' : 'phone',
      value,
      safeToText: at !== 0,
    }),
  )
  const input = { id: person, searched: 'device' as const, called: 'Rosa', contacts: points }
  await network.execute(registerPerson, input, network.actors.ana)
  expect(await handedOut()).toEqual(['3001112233'])
})

test('a number registered both as safe and as unsafe is unsafe', async () => {
  person = network.newId()
  const points = ['rosa@example.org', 'Rosa+hogar@Example.ORG', '3001112233'].map((value, at) => ({
    id: network.newId(),
    kind: value.includes('@') ? 'email' : 'phone',
    value,
    safeToText: at !== 1,
  }))
  await network.execute(
    registerPerson,
    { id: person, searched: 'device', called: 'Rosa', contacts: points },
    network.actors.ana,
  )
  expect(await handedOut()).toEqual(['3001112233'])
})

test('the migration makes every spelling of an unsafe number unsafe, and leaves the others', async () => {
  const { pool } = await testDatabase({ empty: true })
  await migrate(pool, '0053')
  const [garden, whose] = [uuidv7(), uuidv7()]
  await pool.query(
    `insert into organisation (id, name, class, time_zone, locale, second_factor)
     values ($1, 'Huerta', 'cso', 'UTC', 'es', 'optional')`,
    [garden],
  )
  await pool.query(
    `insert into person (person, organisation, pack_release, registered_at, registered_by, touched_at)
     values ($1, $2, '', now(), $3, now())`,
    [whose, garden, uuidv7()],
  )
  for (const [value, toText, retired] of [
    ['+57 300 123 4567', true, false],
    ['3001234567', false, true],
    ['3007654321', true, false],
    ['ro\u200esa@example.org', true, false],
    ['rosa@example.org', false, true],
    ['\u2068luz@example.org\u2069', false, true],
    ['luz@example.org', true, false],
  ])
    await pool.query(
      `insert into person_contact (person, contact, organisation, kind, value, safe_to_text, retired, noted_at)
       values ($1, $2, $3, 'phone', $4, $5, $6, now())`,
      [whose, uuidv7(), garden, value, toText, retired],
    )
  await migrate(pool)
  const { rows } = await pool.query('select value from person_contact where safe_to_text')
  expect(rows).toEqual([{ value: '3007654321' }])
  expect((await pool.query('select value from read.safe_contact')).rows).toEqual(rows)
})

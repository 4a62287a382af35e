// A no to a whole class ends earlier yeses to single organisations of it, on the server, in the database and
// on a device alike.
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { filesOf, PNG } from '../../../tests/harness/files.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { noLists } from '../../../tests/harness/no-lists.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays, dateIn } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { systemActor } from '../../platform/jobs.ts'
import {
  listConsents,
  listExpiring,
  withdrawConsent,
  RecipientClass,
  type Consent,
  decisionsOf,
  allowedGroups,
  present,
} from './operations.ts'
import { deviceCapability } from './device.ts'
import { decisionsAbout } from './reads.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor
let eve: Actor
let it: Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto, eve } = network.actors)
})
beforeEach(async () => {
  it = await lina(network)
})

const query = (text: string, values: unknown[]) => network.database.pool.query(text, values)
const listed = async (person: Id) => await network.ask(listConsents, { person }, ana)
const gone = async (receiver: Actor) => (await refusal(it.seenBy(receiver)))?.code === 'person.unknown'

describe('a no to a class', () => {
  test('ends the access of an organisation with an earlier yes of its own, which is notified', async () => {
    await it.shared(['identity', 'contact'])
    await it.shared(['identity'], eve)
    await it.refuse(['contact'], 'cso')
    expect((await it.seenBy(beto)).contacts).toEqual([])
    await it.refuse(['identity'], 'cso')
    expect([await gone(beto), await gone(eve)]).toEqual([true, true])
    expect(await it.notices(beto)).toHaveLength(2)
  })

  test('is not lifted for it by a later yes to the class, and is by one to it, with its proof', async () => {
    await it.shared(['identity'])
    await it.refuse(['identity'], 'cso')
    it.later()
    const attachment = (await filesOf(network, network.folder, ana).upload(it.person, PNG)).id
    const toAll = await it.allow(['identity'], { recipient: 'cso', attachment })
    expect((await refusal(it.refer(toAll)))?.code).toBe('consent.missing')
    expect(await it.refer(toAll, eve.organisation)).toBeDefined()
    const bare = await it.allow(['identity'])
    expect((await refusal(it.refer(bare)))?.code).toBe('consent.missing')
    const proven = await it.allow(['identity'], { attachment })
    expect(await it.refer(proven)).toBeDefined()
  })

  test('leaves a no to one of them as it is when a yes to the class follows', async () => {
    await it.refuse(['identity'])
    const toAll = await it.allow(['identity'], { recipient: 'cso' })
    expect((await refusal(it.refer(toAll)))?.code).toBe('consent.missing')
    expect(await it.refer(toAll, eve.organisation)).toBeDefined()
  })

  test('leaves nothing of an ended yes to be asked again', async () => {
    const soon = { expiresOn: addDays(dateIn(network.clock.now.toISOString(), ana.timeZone), 5) }
    const yes = await it.allow(['identity'], soon)
    const ending = async () =>
      (await network.ask(listExpiring, {}, ana)).consents.some(({ id }) => id === yes)
    expect(await ending()).toBe(true)
    await it.refuse(['identity'], 'cso')
    expect(await ending()).toBe(false)
  })

  test('names who sees the record, for the screen to say whom it ends for', async () => {
    expect((await listed(it.person)).receivers).toEqual([])
    await it.shared(['identity'])
    expect((await listed(it.person)).receivers).toEqual([beto.organisation])
  })
})

describe('what an earlier version left open', () => {
  const sharingStays = async (no: Id) => {
    const { rows } = await query(
      `update consent set to_apply = true where person = $1 and id = $2 returning id`,
      [it.person, no],
    )
    expect(rows).toHaveLength(1)
  }
  const openAgain = (receiver: Actor) =>
    query(
      `with shared as (update person set shared_with = array[$2]::uuid[], shown_to = jsonb_build_object($2::text, array['identity'])
         where person = $1)
       insert into person_share (person, recipient, organisation, shared_with, since, field_groups)
       values ($1, $2, $3, array[$2]::uuid[], now(), '{identity}')
       on conflict (person, recipient) do update set field_groups = '{identity}', shared_with = excluded.shared_with`,
      [it.person, receiver.organisation, ana.organisation],
    )

  test('after a no to a class is closed once, and the receiver is notified', async () => {
    await it.shared(['identity'])
    const no = await it.refuse(['identity'], 'cso')
    await openAgain(beto)
    await sharingStays(no)
    expect((await it.seenBy(beto)).called).toBe('Lina')
    const before = (await it.notices(beto)).length
    await network.runJob('consent.expire')
    expect(await gone(beto)).toBe(true)
    expect((await it.notices(beto)).length).toBe(before + 1)
    await network.runJob('consent.expire')
    const { rows } = await query(
      `select count(*)::int as n from fact where subject = $1 and kind = 'consent.applied'`,
      [it.person],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('after a withdrawal from elsewhere is suspended: the keeper asks the person, and a yes gives it back', async () => {
    const { consent } = await it.shared(['identity'])
    await network.execute(withdrawConsent, { person: it.person, id: consent }, beto)
    await openAgain(beto)
    await sharingStays(consent)
    await network.runJob('consent.expire')
    expect(await gone(beto)).toBe(true)
    it.later()
    const attachment = (await filesOf(network, network.folder, ana).upload(it.person, PNG)).id
    await it.allow(['identity'], { attachment })
    expect((await it.seenBy(beto)).called).toBe('Lina')
  })
})

const START = Date.parse('2026-01-01T12:00:00Z')
const note = fc.record({
  said: fc.constantFrom('yes', 'yes', 'no'),
  recipient: fc.constantFrom('roots', 'fence', 'company', 'cso', 'public'),
  fieldGroups: fc.uniqueArray(fc.constantFrom('identity', 'contact', 'needs'), { minLength: 1 }),
  day: fc.nat(6),
  takenBack: fc.option(fc.nat(3), { freq: 3 }),
  waits: fc.constantFrom(false, false, false, true),
})

test('server, database and device agree on any history', async () => {
  const { organisations } = network
  const classes: readonly string[] = RecipientClass.options
  const instant = (day: number) => new Date(START + day * 86_400_000).toISOString()
  const answerOf = deviceCapability.queries?.find((one) => one.operation === listConsents)
  const today = dateIn(network.clock.now.toISOString(), ana.timeZone)
  const opens = new Set<boolean>()
  for (const history of fc.sample(fc.array(note, { minLength: 2, maxLength: 6 }), { numRuns: 30, seed: 5 })) {
    const { person } = await lina(network)
    for (const { said, recipient, fieldGroups, day, takenBack, waits } of history) {
      const isClass = classes.includes(recipient)
      const isYes = said === 'yes'
      await query(
        `insert into consent (person, id, organisation, shared_with, said, purpose, recipient, recipient_class, field_groups,
           text_version, text_hash, pack_release, locale, how, obtained_by, given_at, expires_on, opened_at, withdrawn_at,
           withdrawn_by)
         values ($1, $2, $3, '{}', $4, 'referral', $5, $6, $7, 'v1', '', '', 'es', $8, $9, $10, $11, $12, $13, $14)`,
        [
          person,
          network.newId(),
          ana.organisation,
          said,
          isClass ? null : organisations[recipient as 'roots'],
          isClass ? recipient : null,
          fieldGroups,
          isYes ? 'signature' : null,
          ana.user,
          instant(day),
          isYes ? '2099-01-01' : null,
          isYes && !waits ? instant(day) : null,
          isYes && takenBack !== null ? instant(day + takenBack) : null,
          isYes && takenBack !== null ? ana.user : null,
        ],
      )
    }
    const inDatabase = await transaction(network.app.appPool, systemActor('test'), (tx) =>
      decisionsAbout(tx, [person]),
    )
    const { consents } = await listed(person)
    const kept = { person, parts: { consent: consents.map((one) => ({ ...one })) } }
    const people = { find: async () => kept, all: async () => [kept], search: async () => [kept] }
    const onDevice = (await answerOf?.run(people, { person } as never, ana, noLists)) as {
      consents: Consent[]
    }
    expect(onDevice.consents).toEqual(consents)
    for (const [name, organisationClass] of [
      ['roots', 'cso'],
      ['fence', 'cso'],
      ['garden', 'public'],
    ] as const) {
      const use = { purpose: 'referral', organisation: organisations[name], organisationClass }
      const [there, here] = [inDatabase, decisionsOf(onDevice.consents)].map((decisions) =>
        [...allowedGroups(decisions, use, present(today))].sort(),
      )
      expect(here).toEqual(there)
      opens.add((there ?? []).length > 0)
    }
  }
  expect(opens).toEqual(new Set([true, false]))
})

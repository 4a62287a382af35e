// Facts about a household or an organisation: recorded beside those about people, never taken for them, and seen by
// nobody who could learn of people through them.
import { beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import {
  changeOrganisation,
  openCentre,
  registerOrganisation,
} from '../src/identity/organisations/operations.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { person as personKind } from '../src/kernel/fact.ts'
import type { CommandContext } from '../src/platform/capability.ts'
import { beginAs } from '../src/platform/database/connect.ts'
import { applyRowScope } from '../src/platform/database/row-scope.ts'
import { api } from '../src/platform/http/http.ts'
import { liveRoute } from '../src/platform/live.ts'
import { startNotifications } from '../src/platform/notify.ts'
import { askErasure, erasePerson } from '../src/protect/retention/operations.ts'
import { wordlessFields } from '../src/protect/retention/rules.ts'
import {
  addHouseholdMember,
  formHousehold,
  removeHouseholdMember,
} from '../src/serve/households/operations.ts'
import { registerPerson } from '../src/serve/record/operations.ts'
import { changeService, offerService } from '../src/serve/services/operations.ts'
import { getTimeline } from '../src/serve/timeline/operations.ts'
import { earlierTransactionsEnded } from './harness/earlier-transactions.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'
import { ownActor } from './harness/own-view.ts'

let network: TestNetwork
let ana: Actor
let dora: Actor
let garden: string
/** Ana with a role that reaches her own people only. */
let narrow: Actor

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, dora } = network.actors)
  garden = network.organisations.garden
  narrow = { ...ana, grants: ana.grants.map((grant) => ({ ...grant, scope: 'own' as const })) }
})

async function register(by = ana): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file', sex: 'female' }, by)
  return id
}
async function household(id = network.newId(), by = ana): Promise<{ id: string; member: string }> {
  const member = await register(by)
  await network.execute(
    formHousehold,
    { id, members: [{ person: member, relation: 'head', head: true }] },
    by,
  )
  return { id, member }
}
async function factsOf(subject: string) {
  const { rows } = await network.database.pool.query(
    `select subject_kind, kind, data, organisation, shared_with, sex, age_band from fact
     where subject = $1 order by id`,
    [subject],
  )
  return rows
}
const kinds = async (subject: string) => (await factsOf(subject)).map(({ kind }) => kind)

describe('what is recorded', () => {
  test('a household begins, is joined and left, and ends with its last member', async () => {
    const { id, member } = await household()
    const second = await register()
    await network.execute(addHouseholdMember, { id, person: second, relation: 'child' }, ana)
    await network.execute(removeHouseholdMember, { id, person: second }, ana)
    await network.execute(removeHouseholdMember, { id, person: member }, ana)
    expect(await kinds(id)).toEqual([
      'household.began',
      'household.joined',
      'household.left',
      'household.left',
      'household.ended',
    ])
    expect((await factsOf(id))[0]).toEqual({
      subject_kind: 'household',
      kind: 'household.began',
      data: { members: 1 },
      organisation: garden,
      shared_with: [],
      sex: null,
      age_band: null,
    })
    // Those about its members are what they were.
    expect(await kinds(second)).toEqual([
      'person.registered',
      'household.member_added',
      'household.member_removed',
    ])
  })

  test('an organisation is registered, changed, opens centres, and offers services', async () => {
    const details = { timeZone: 'America/Bogota', locale: 'es', secondFactor: 'optional' } as const
    const asked = { id: network.newId(), name: 'Los Almendros', class: 'cso', ...details } as const
    const { id } = await network.execute(registerOrganisation, asked, dora)
    expect(await factsOf(id)).toMatchObject([
      {
        subject_kind: 'organisation',
        kind: 'organisation.registered',
        data: { class: 'cso' },
        organisation: garden,
        shared_with: [id],
      },
    ])
    const closed = { ...asked, id: network.newId(), name: 'La Aduana', class: 'enforcement' } as const
    const behind = await network.execute(registerOrganisation, closed, dora)
    expect(await factsOf(behind.id)).toMatchObject([{ kind: 'organisation.registered', shared_with: [] }])

    await network.execute(changeOrganisation, { name: 'La Huerta Grande', ...details }, dora)
    await network.execute(openCentre, { id: network.newId(), name: 'El Vivero' }, dora)
    const service = network.newId()
    const code = network.app.packs.active().pack.taxonomies.serviceKinds[0]?.code ?? ''
    await network.execute(offerService, { id: service, kind: code, name: 'Riego' }, dora)
    for (const change of [{ capacity: 3 }, {}, { open: false }, { open: true }])
      await network.execute(changeService, { id: service, base: await version(service), ...change }, dora)
    expect(await kinds(garden)).toEqual([
      'organisation.changed',
      'centre.opened',
      'service.offered',
      'service.changed',
      'service.confirmed',
      'service.withdrawn',
      'service.resumed',
    ])
  })
  const version = async (id: string) =>
    (await network.database.pool.query('select version from service where id = $1', [id])).rows[0].version

  test('a fact about another kind of subject than its kind declares does not compile, nor is it recorded', () => {
    const compiled = (ctx: CommandContext<'household.joined' | 'person.registered'>, id: string) => {
      ctx.record('household.joined', { subject: { household: id }, data: {} })
      // @ts-expect-error A household is no person.
      ctx.record('household.joined', { person: id, data: {} })
      // @ts-expect-error Nor an organisation.
      ctx.record('household.joined', { subject: { organisation: id }, data: {} })
      // @ts-expect-error One fact is about one subject.
      ctx.record('household.joined', { subject: { household: id, organisation: id }, data: {} })
      // @ts-expect-error A person is named as such.
      ctx.record('person.registered', { subject: { person: id }, data: {} })
    }
    expect(compiled).toBeTypeOf('function')
  })

  test('only people have a snapshot, and all of them do', async () => {
    const { id, member } = await household()
    const change = (set: string, subject: string) =>
      network.database.pool.query(`update fact set ${set} where subject = $1`, [subject])
    await expect(change(`sex = 'unknown'`, id)).rejects.toThrow('fact_snapshot')
    await expect(change('sex = null', member)).rejects.toThrow('fact_snapshot')
    await expect(change(`subject_kind = 'household'`, member)).rejects.toThrow('fact_snapshot')
    await expect(change(`subject_kind = 'Place one'`, id)).rejects.toThrow('fact_subject_kind')
  })

  test('facts about no person hold ids, codes, dates and numbers, and name no person: nothing erases them', () => {
    const others = capabilities
      .flatMap(({ facts = [] }) => facts)
      .filter(({ subject }) => subject !== personKind)
    expect(others.length).toBeGreaterThan(10)
    const wrong = others.flatMap((kind) => {
      const fields = Object.keys((kind.data as { shape?: object }).shape ?? {})
      const wordless = wordlessFields(kind)
      return fields
        .filter((field) => !wordless.includes(field) || /person|member$|actor|user|name/u.test(field))
        .map((field) => `${kind.kind} ${field}`)
    })
    expect(wrong).toEqual([])
  })

  test('a kind of subject is declared once', () => {
    const declared = new Set(capabilities.flatMap(({ facts = [] }) => facts.map(({ subject }) => subject)))
    const names = [...declared].map(({ kind }) => kind)
    expect(names).toEqual([...new Set(names)])
  })
})

describe('what is known of people', () => {
  test('is not mixed with a household that a client gave the id of a person', async () => {
    const person = await register()
    await household(person)
    expect(new Set((await factsOf(person)).map((one) => one.subject_kind))).toEqual(
      new Set(['person', 'household']),
    )
    const { facts } = await network.ask(getTimeline, { id: person }, ana)
    expect(facts.map(({ kind }) => kind)).toEqual(['person.registered'])
    const { rows } = await network.database.pool.query(
      'select kind from read.person_fact where person = $1',
      [person],
    )
    expect(rows).toEqual([{ kind: 'person.registered' }])
  })

  test('is erased without what happened to their household, which says nothing of them', async () => {
    const { id, member } = await household()
    const before = await factsOf(id)
    const review = network.newId()
    await network.execute(askErasure, { id: review, person: member }, dora)
    await network.execute(erasePerson, { person: member, id: review }, dora)
    expect(await factsOf(id)).toEqual(before)
  })
})

describe('who sees it', () => {
  const seenBy = async (actor: Actor, scoped = false) => {
    const client = await network.database.pool.connect()
    try {
      await client.query(beginAs(actor))
      if (scoped) await applyRowScope(client, actor)
      const { rows } = await client.query<{ kind: string }>(
        `select distinct subject_kind as kind from fact order by 1`,
      )
      return rows.map(({ kind }) => kind)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('the organisation that keeps it; not an outsider, nor a person in their own view, nor a narrower role', async () => {
    const { member } = await household()
    await network.execute(openCentre, { id: network.newId(), name: `Centro ${member.slice(-6)}` }, dora)
    expect(await seenBy(ana)).toEqual(['household', 'organisation', 'person'])
    expect(await seenBy(network.actors.eve)).toEqual([])
    expect(await seenBy(ownActor(member, ana))).toEqual(['person'])
    expect(await seenBy(narrow, true)).toEqual(['person'])
  })

  test('a role that reaches only its own people records it all the same', async () => {
    const { id } = await household(network.newId(), narrow)
    expect(await kinds(id)).toEqual(['household.began'])
  })

  test('an open screen, as far as its user may read people; of an organisation everybody in it', async () => {
    await earlierTransactionsEnded(network.database.pool)
    const stop = startNotifications(network.app)
    const fia = { ...ana, grants: [] }
    const screens = await Promise.all([ana, narrow, fia, network.actors.eve].map(watch))
    const [all, own, none, outside] = screens as [Screen, Screen, Screen, Screen]
    const { id } = await household()
    await network.execute(openCentre, { id: network.newId(), name: `Centro ${id.slice(-6)}` }, dora)
    const details = { timeZone: 'America/Bogota', locale: 'es', secondFactor: 'optional' } as const
    await network.execute(changeOrganisation, { name: 'La Cerca', ...details }, network.actors.eve)
    const told = await Promise.all([
      all.until('centre.opened'),
      own.until('centre.opened'),
      none.until('centre.opened'),
      outside.until('organisation.changed'),
    ])
    expect(told.map(({ kinds: heard }) => heard.includes('household.began'))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(told[0]?.subjects).toEqual(expect.arrayContaining([id, garden]))
    expect([told[2]?.subjects, told[2]?.kinds]).toEqual([[garden], ['centre.opened']])
    expect(told[3]?.kinds).toEqual(['organisation.changed'])
    for (const each of screens) each.close()
    await stop()
  })
})

type Told = { kinds: string[]; persons: string[]; subjects: string[] }
type Screen = { until(kind: string): Promise<Told>; close(): void }

/** An open screen, and all that it was told until a kind of fact. */
async function watch(actor: Actor): Promise<Screen> {
  const closing = new AbortController()
  const hono = api(network.app, async () => actor, [liveRoute])
  const response = await hono.request('/api/live', { signal: closing.signal })
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  const read = async () => {
    const { value, done } = await reader.read()
    if (done) throw new Error('The stream ended.')
    text += new TextDecoder().decode(value)
  }
  while (!text.includes('event: ready')) await read()
  return {
    async until(kind) {
      while (!text.includes(`"${kind}"`) || !text.endsWith('\n\n')) await read()
      const events = [...text.matchAll(/^data: (\{"kinds".*)$/gmu)].map(
        ([, data = '']) => JSON.parse(data) as Partial<Told>,
      )
      const all = (field: keyof Told) => events.flatMap((event) => event[field] ?? [])
      return { kinds: all('kinds'), persons: all('persons'), subjects: all('subjects') }
    },
    close: () => closing.abort(),
  }
}

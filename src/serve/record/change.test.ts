// Records that several people edit: conflicting edits, contact points that become unsafe, sharing.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Actor } from '../../kernel/actor.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import {
  addContact,
  addIdentifier,
  changeContact,
  changePerson,
  getPerson,
  listCaseload,
  registerPerson,
  retireIdentifier,
  searchPeople,
  sharePerson,
  stopSharingPerson,
} from './operations.ts'
import { getTimeline } from '../timeline/operations.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto } = network.actors)
})

async function register(input: Partial<InputOf<typeof registerPerson>> = {}): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file', ...input }, ana)
  return id
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (problem: Problem) => ({ code: problem.code, status: problem.status, data: problem.data }),
  )

/** The actor of a job of the system, on behalf of the garden. */
const systemActor = (): Actor => ({ ...ana, scope: 'system' })

describe('an edit', () => {
  let id: string

  beforeEach(async () => {
    id = await register({ givenNames: 'Lucía', firstSurname: 'Padrón', place: 'xa_01001' })
  })

  test('changes what it names and says so in a fact without the values', async () => {
    const changes = { secondSurname: 'Sequera', place: null }
    expect(await network.execute(changePerson, { id, base: 1, changes }, ana)).toEqual({ version: 2 })
    expect(await network.ask(getPerson, { id }, ana)).toMatchObject({
      givenNames: 'Lucía',
      secondSurname: 'Sequera',
      place: null,
      version: 2,
    })
    const { facts } = await network.ask(getTimeline, { id }, ana)
    expect(facts[0]).toMatchObject({
      kind: 'person.changed',
      data: { fields: ['secondSurname', 'place'], version: 2 },
    })
  })

  test('of another field made on an older version is accepted', async () => {
    await network.execute(changePerson, { id, base: 1, changes: { place: 'xa_01002' } }, ana)
    expect(await network.execute(changePerson, { id, base: 1, changes: { called: 'Lu' } }, ana)).toEqual({
      version: 3,
    })
  })

  test('of the same field made on an older version is shown to a person, with both values', async () => {
    await network.execute(changePerson, { id, base: 1, changes: { place: 'xa_01002' } }, ana)
    const stale = network.execute(
      changePerson,
      { id, base: 1, changes: { place: 'xa_01' } },
      network.actors.clara,
    )
    expect(await refusal(stale)).toMatchObject({
      code: 'person.changed_meanwhile',
      status: 409,
      data: {
        version: 2,
        fields: [{ field: 'place', before: 'xa_01001', theirs: 'xa_01002', yours: 'xa_01' }],
      },
    })
    expect(await network.ask(getPerson, { id }, ana)).toMatchObject({ place: 'xa_01002', version: 2 })
  })

  test('by two desks at the same moment: one is accepted, the other is shown the conflict', async () => {
    const both = ['xa_01002', 'xa_01'].map((place) =>
      refusal(network.execute(changePerson, { id, base: 1, changes: { place } }, ana)),
    )
    const refused = (await Promise.all(both)).filter((one) => one !== undefined)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ code: 'person.changed_meanwhile' })
  })

  test('of the name makes the person found by the new name', async () => {
    await network.execute(changePerson, { id, base: 1, changes: { firstSurname: 'Troconis' } }, ana)
    const now = await network.ask(searchPeople, { text: 'lucia troco' }, ana)
    expect(now.people.map((person) => person.id)).toContain(id)
    const before = await network.ask(searchPeople, { text: 'lucia padron' }, ana)
    expect(before.people.map((person) => person.id)).not.toContain(id)
  })

  test('of somebody of another organisation finds nobody', async () => {
    const foreign = network.execute(
      changePerson,
      { id, base: 1, changes: { called: 'X' } },
      network.actors.eve,
    )
    expect(await refusal(foreign)).toMatchObject({ code: 'person.unknown', status: 404 })
  })
})

test('a mistyped document is retired with its reason and no longer found', async () => {
  const identifier = network.newId()
  const id = await register({ identifiers: [{ id: identifier, type: 'library_card', number: '6006006' }] })
  const retire = { person: id, id: identifier, because: 'Two digits changed round.' }
  await network.execute(retireIdentifier, retire, ana)
  expect((await network.ask(searchPeople, { text: '6006006' }, ana)).people).toEqual([])
  expect((await network.ask(getPerson, { id }, ana)).identifiers).toMatchObject([{ retired: retire.because }])
  expect(await refusal(network.execute(retireIdentifier, retire, ana))).toMatchObject({
    code: 'identifier.unknown',
  })
  const again = { person: id, id: network.newId(), type: 'library_card', number: '6006006' }
  expect(await network.execute(addIdentifier, again, ana)).toEqual({ openDuplicates: 0 })
})

test('a telephone stops being safe; an edit made before that is shown the conflict', async () => {
  const id = await register()
  const contact = network.newId()
  const added = {
    person: id,
    id: contact,
    kind: 'phone',
    value: '3009998877',
    safeToCall: true,
    safeToText: true,
  }
  await network.execute(addContact, added, ana)
  const twice = network.execute(addContact, { ...added, id: network.newId() }, ana)
  expect(await refusal(twice)).toMatchObject({ code: 'contact.twice' })
  const unsafe = { person: id, id: contact, base: 1, safeToCall: false, safeToText: false }
  expect(await network.execute(changeContact, unsafe, ana)).toEqual({ version: 2 })
  const stale = network.execute(changeContact, { person: id, id: contact, base: 1, note: 'After six' }, ana)
  expect(await refusal(stale)).toMatchObject({ code: 'contact.changed_meanwhile' })
  const [standing] = (await network.ask(getPerson, { id }, ana)).contacts
  expect(standing).toMatchObject({ safeToCall: false, safeToText: false, version: 2 })
})

describe('a shared record', () => {
  let id: string

  beforeAll(async () => {
    id = await register({ givenNames: 'Haydée', firstSurname: 'Atencio' })
    const withoutConsent = network.execute(
      sharePerson,
      { person: id, with: beto.organisation },
      systemActor(),
    )
    expect(await refusal(withoutConsent)).toMatchObject({
      code: 'consent.missing',
      data: { purpose: 'referral', recipient: beto.organisation },
    })
    await network.execute(
      giveConsent,
      {
        id: network.newId(),
        person: id,
        purpose: 'referral',
        recipient: beto.organisation,
        fieldGroups: ['identity'],
        textVersion: 'v1',
        locale: 'es',
        how: 'signature',
      },
      ana,
    )
    await network.execute(sharePerson, { person: id, with: beto.organisation }, systemActor())
  })

  test('is shared by the system alone, never by a user', async () => {
    const byHand = network.execute(sharePerson, { person: id, with: beto.organisation }, ana)
    expect(await refusal(byHand)).toMatchObject({ code: 'actor.not_allowed' })
  })

  test('is found, read and edited by who it was shared with, and both see what happened', async () => {
    const found = await network.ask(searchPeople, { text: 'haydee' }, beto)
    expect(found.people.map((person) => person.id)).toEqual([id])
    expect((await network.ask(listCaseload, {}, beto)).people.map((person) => person.id)).toEqual([id])
    await network.execute(changePerson, { id, base: 1, changes: { called: 'Haydecita' } }, beto)
    expect((await network.ask(searchPeople, { text: 'haydecita' }, ana)).people).toHaveLength(1)
    const { facts } = await network.ask(getTimeline, { id }, ana)
    expect(facts.map((fact) => [fact.kind, fact.organisationName, fact.actorName])).toContainEqual([
      'person.changed',
      'Raíces',
      'Beto',
    ])
  })

  test('shows its keeper who read it', async () => {
    await network.ask(getPerson, { id }, beto)
    const { seen } = await network.ask(getTimeline, { id }, ana)
    expect(seen).toContainEqual(
      expect.objectContaining({
        actorName: 'Beto',
        organisationName: 'Raíces',
        via: 'person.get',
        purpose: 'record',
      }),
    )
  })

  test('is shared nowhere once the sharing stops', async () => {
    await network.execute(stopSharingPerson, { person: id, with: beto.organisation }, systemActor())
    expect(await refusal(network.ask(getPerson, { id }, beto))).toMatchObject({ code: 'person.unknown' })
    expect((await network.ask(searchPeople, { text: 'haydee' }, beto)).people).toEqual([])
    expect((await network.ask(listCaseload, {}, beto)).people).toEqual([])
  })
})

test('the caseload comes in pages, the last touched first, nobody twice and nobody lost', async () => {
  const other = await network.join('Rita', 'fence', ['front_desk'])
  const ids: string[] = []
  for (let at = 0; at < 7; at++) {
    network.clock.now = new Date(network.clock.now.getTime() + 1000)
    const id = network.newId()
    await network.execute(registerPerson, { id, searched: 'file' }, other)
    ids.push(id)
  }
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: { people: { id: string }[]; next: string | null } = await network.ask(
      listCaseload,
      { limit: 3, ...(after ? { after } : {}) },
      other,
    )
    seen.push(...page.people.map((person) => person.id))
    after = page.next
  } while (after)
  expect(seen).toEqual(ids.toReversed())
})

test('search finds by the beginnings of names in any order, by sound, and by a telephone', async () => {
  const id = await register({
    givenNames: 'Yusmary del Valle',
    firstSurname: 'Colmenares',
    secondSurname: 'Vílchez',
    contacts: [{ id: network.newId(), kind: 'phone', value: '+57 311 222 3344' }],
  })
  const search = async (text: string) =>
    (await network.ask(searchPeople, { text }, ana)).people.map((person) => person.id)
  for (const text of [
    'yus',
    'Colmenares Yusm',
    'vilchez',
    'YUSMARY VALLE COLMEN',
    '3112223344',
    'jusmari colmenares',
  ]) {
    expect(await search(text), text).toContain(id)
  }
  expect(await search('yusmary rangel')).toEqual([])
  expect(await search('%')).toEqual([])
})

test('a search is sent in the body of a request, so that no name appears in a URL', async () => {
  const id = await register({ givenNames: 'Oriana', firstSurname: 'Bracho' })
  const answer = await network.http(ana).post('person.search', { text: 'oriana bra' })
  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({ people: [{ id }] })
})

test('an invented cursor is refused', async () => {
  expect(await refusal(network.ask(listCaseload, { after: 'yesterday' }, ana))).toMatchObject({
    code: 'input.invalid',
  })
})

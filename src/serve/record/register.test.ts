// Registration on a real database: who is accepted, and what other organisations may not see.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Problem } from '../../kernel/problem.ts'
import { getPerson, registerPerson, searchPeople } from './operations.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

type NewPerson = Omit<InputOf<typeof registerPerson>, 'id' | 'searched'> &
  Partial<InputOf<typeof registerPerson>>

/** Registers at Ana's desk after a search in all records she may see. */
async function register(input: NewPerson, actor = network.actors.ana): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'everywhere', ...input }, actor)
  return id
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (problem: Problem) => ({ code: problem.code, status: problem.status, data: problem.data }),
  )

const card = (number: string) => ({ id: network.newId(), type: 'library_card', number })

test('somebody without a name or a document gets a record', async () => {
  const id = await register({})
  const person = await network.ask(getPerson, { id }, network.actors.ana)
  expect(person).toMatchObject({
    called: null,
    givenNames: null,
    identifiers: [],
    version: 1,
    openDuplicates: 0,
  })
})

test('everything that was said at the desk is on the record', async () => {
  const id = await register({
    givenNames: 'Mayerlin  Sofía',
    firstSurname: 'Epieyú',
    secondSurname: 'Uriana',
    called: 'Maye',
    born: { age: 31, on: '2026-03-02' },
    sex: 'female',
    nationalities: ['xa', 'xb'],
    migrationStatus: 'prefers_not_to_say',
    statusPurpose: 'right_plot',
    disability: 'walking',
    place: 'xa_01001',
    identifiers: [card('7654321'), { id: network.newId(), type: 'school_number', number: 'E-30119' }],
    contacts: [{ id: network.newId(), kind: 'phone', value: '+57 300 111 2233', safeToText: true }],
    consentText: 'v1',
  })
  const person = await network.ask(getPerson, { id }, network.actors.ana)
  expect(person).toMatchObject({
    called: 'Maye',
    born: { age: 31, on: '2026-03-02' },
    nationalities: ['xa', 'xb'],
    identifiers: [
      { type: 'library_card', country: null, number: '7654321' },
      { type: 'school_number', country: 'xa', number: 'E30119' },
    ],
    contacts: [{ kind: 'phone', safeToCall: false, safeToText: true, version: 1 }],
    consentText: 'v1',
  })
})

test('a draft with a document typed without its country finds the record with the same document', async () => {
  const number = 'E-40227'
  const id = await register({
    givenNames: 'Yurleidy',
    firstSurname: 'Sapuana',
    identifiers: [{ id: network.newId(), type: 'school_number', number }],
  })
  const draft = { firstSurname: 'Sapuana', identifiers: [{ type: 'school_number', number }] }
  const { people } = await network.ask(searchPeople, { draft }, network.actors.ana)
  expect(people).toMatchObject([{ id, reasons: expect.arrayContaining(['same_document']) as unknown }])
  const ofAnother = { ...draft, identifiers: [{ type: 'school_number', country: 'xb', number }] }
  const others = await network.ask(searchPeople, { draft: ofAnother }, network.actors.ana)
  for (const one of others.people) expect(one.reasons).not.toContain('same_document')
})

test('the fact of a registration carries a snapshot of the person on that day', async () => {
  const id = await register({
    born: { year: 2010 },
    sex: 'male',
    migrationStatus: 'visitor',
    statusPurpose: 'right_plot',
    place: 'xa_01002',
  })
  const { rows } = await network.database.pool.query(
    `select kind, sex, age_band, migration_status, place, data from fact
     where subject = $1 and kind = 'person.registered'`,
    [id],
  )
  expect(rows).toEqual([
    {
      kind: 'person.registered',
      sex: 'male',
      age_band: '12-17',
      migration_status: 'visitor',
      place: 'xa_01002',
      data: { searched: 'everywhere', documents: 0, possibleDuplicates: 0 },
    },
  ])
})

test.each([
  ['person.born_in_future', { born: { date: '2027-01-01' } }],
  ['code.unknown', { sex: 'martian' }],
  ['code.unknown', { nationalities: ['xa', 'zz'] }],
  ['code.unknown', { consentText: 'v99' }],
  [
    'identifier.wrong_shape',
    { identifiers: [{ id: '0195a8a0-0000-7000-8000-000000000001', type: 'garden_card', number: '12' }] },
  ],
  [
    'identifier.strange_character',
    {
      identifiers: [{ id: '0195a8a0-0000-7000-8000-000000000004', type: 'library_card', number: '600193Ñ' }],
    },
  ],
  [
    'identifier.twice',
    {
      identifiers: [
        { id: '0195a8a0-0000-7000-8000-000000000002', type: 'library_card', number: '123456' },
        { id: '0195a8a0-0000-7000-8000-000000000003', type: 'library_card', number: '12-34-56' },
      ],
    },
  ],
] as const)('%s is refused before anything is written', async (code, input) => {
  const id = network.newId()
  const problem = await refusal(register({ id, ...(input as unknown as NewPerson) }))
  expect(problem).toMatchObject({ code })
  const { rows } = await network.database.pool.query('select from person where person = $1', [id])
  expect(rows).toHaveLength(0)
})

test('an id that is already taken is refused', async () => {
  const id = await register({ givenNames: 'Elena' })
  expect(await refusal(register({ id, givenNames: 'Another' }))).toMatchObject({
    code: 'person.already_registered',
  })
})

test('Eve sees nobody: not by id, not by search, not by document, not in any table', async () => {
  const { ana, eve } = network.actors
  const id = await register({
    givenNames: 'Zoraida',
    firstSurname: 'Sulbarán',
    identifiers: [card('9898989')],
  })
  expect(await refusal(network.ask(getPerson, { id }, eve))).toMatchObject({
    code: 'person.unknown',
    status: 404,
  })
  for (const text of ['zoraida', '9898989']) {
    expect((await network.ask(searchPeople, { text }, ana)).people).toHaveLength(1)
    expect((await network.ask(searchPeople, { text }, eve)).people).toEqual([])
  }
  const client = await network.database.pool.connect()
  try {
    await client.query(
      `begin; set local role arraigo_app; set local app.organisation = '${eve.organisation}'`,
    )
    for (const table of [
      'person',
      'person_identifier',
      'person_contact',
      'match_key',
      'name_word',
      'duplicate_pair',
    ]) {
      const { rows } = await client.query(`select count(*)::int as count from ${table}`)
      expect(rows[0]).toEqual({ count: 0 })
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
})

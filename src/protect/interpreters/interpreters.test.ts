// Who interprets: read by their own organisation alone, forgotten in time, and called for a person without a word of what
// was said.
import { beforeAll, expect, test } from 'vitest'
import { lina } from '../../../tests/harness/lina.ts'
import { fileOf, provePages } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { changePerson } from '../../serve/record/operations.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { addInterpreter, listInterpreters } from './operations.ts'

let network: TestNetwork

const nena = {
  name: 'Nena Uriana',
  kind: 'volunteer' as const,
  languages: ['ar', 'es'],
  telephone: '+57 300 555 0177',
  hours: 'Por las mañanas',
  days: ['mon' as const],
  from: '08:00',
  until: '12:00',
  confidentialUntil: '2027-01-01',
}

beforeAll(async () => {
  network = await testNetwork()
})

async function add(more: object = {}): Promise<Id> {
  const id = network.newId()
  const { status } = await network.http(network.actors.sol).post('interpreter.add', { id, ...nena, ...more })
  expect(status).toBe(200)
  return id
}

const named = (body: unknown) => (body as { interpreters: { id: string }[] }).interpreters.map(({ id }) => id)

test('what is said of somebody is read by the organisation they interpret for, and by no other', async () => {
  const id = await add()
  const { sol, ana, beto, eve } = network.actors
  const own = await network.http(ana).get('interpreter.list')
  expect((own.body as { interpreters: object[] }).interpreters).toContainEqual({
    id,
    ...nena,
    version: 1,
    retiredAt: null,
  })
  for (const other of [beto, eve]) {
    expect(named((await network.http(other).get('interpreter.list')).body)).toEqual([])
    expect(named((await network.http(other).get('interpreter.list', { id })).body)).toEqual([])
  }
  expect(await network.http(beto).post('interpreter.change', { id, base: 1, name: 'Otra' })).toMatchObject({
    status: 404,
    body: { code: 'interpreter.unknown' },
  })
  expect(await network.http(ana).post('interpreter.change', { id, base: 1, name: 'Otra' })).toMatchObject({
    status: 403,
  })
  expect(await network.http(sol).post('interpreter.change', { id, base: 1, until: '13:00' })).toMatchObject({
    status: 200,
    body: { version: 2 },
  })
  expect(await network.http(sol).post('interpreter.change', { id, base: 1, until: '14:00' })).toMatchObject({
    status: 409,
    body: { code: 'interpreter.changed_meanwhile' },
  })
})

test('a language that the pack lacks, and hours without an end, are refused', async () => {
  const id = network.newId()
  const sol = network.http(network.actors.sol)
  expect(await sol.post('interpreter.add', { id, ...nena, languages: ['xx'] })).toMatchObject({
    body: { code: 'code.unknown' },
  })
  const { until: _until, ...open } = nena
  expect(await sol.post('interpreter.add', { id, ...open })).toMatchObject({
    body: { code: 'interpreter.times' },
  })
})

test('neither the log of commands nor a fact holds what reaches them', async () => {
  await add({ telephone: '+57 300 555 0999', name: 'Marca Única' })
  const { rows } = await network.database.pool.query(
    `select input::text as text from command_log union all select data::text from fact`,
  )
  const texts = rows.map(({ text }: { text: string }) => text).join(' ')
  expect(texts).not.toContain('0999')
  expect(texts).not.toContain('Marca')
})

test('who no longer interprets loses telephone and hours at once, and is deleted after a year', async () => {
  const id = await add({ name: 'Quien se va' })
  const { sol, ana } = network.actors
  expect((await network.http(sol).post('interpreter.retire', { id })).status).toBe(200)
  expect(named((await network.http(ana).get('interpreter.list')).body)).not.toContain(id)
  const gone = await network.http(ana).get('interpreter.list', { retired: true })
  expect(named(gone.body)).toEqual([id])
  const row = async () =>
    (await network.database.pool.query('select * from interpreter where id = $1', [id])).rows[0] as unknown
  expect(await row()).toMatchObject({ telephone: null, hours: null, days: [], reached_from: null })
  network.clock.advance(364)
  await network.runJob('interpreter.forget')
  expect(await row()).toBeDefined()
  network.clock.advance(2)
  await network.runJob('interpreter.forget')
  expect(await row()).toBeUndefined()
})

test('a person who speaks another language has those who interpret, and a call leaves its language alone', async () => {
  const id = await add()
  const { ana, beto, eve } = network.actors
  const { person } = await lina(network)
  const changes = { languages: ['ar'], reading: 'not' as const, needsInterpreter: 'yes' as const }
  await network.execute(changePerson, { id: person, base: 1, changes }, ana)
  const { body } = await network.http(ana).get('interpreter.for', { person })
  expect(body).toMatchObject({ languages: ['ar'], reading: 'not', needsInterpreter: 'yes' })
  expect(named(body)).toContain(id)
  expect((await network.http(eve).get('interpreter.for', { person })).status).toBe(404)
  const call = { person, interpreter: id, language: 'ar', reached: true }
  expect((await network.http(eve).post('interpreter.note_call', call)).status).toBe(404)
  expect((await network.http(beto).post('interpreter.note_call', call)).status).toBe(404)
  expect((await network.http(ana).post('interpreter.note_call', call)).status).toBe(200)
  const { facts } = await network.ask(getTimeline, { id: person }, ana)
  expect(facts.filter(({ kind }) => kind === 'interpreter.called').map(({ data }) => data)).toEqual([
    { kind: 'volunteer', language: 'ar', reached: true },
  ])
})

test('the pages of the list are the whole of it', async () => {
  for (const name of ['Alba', 'Berta', 'Celia', 'Delia']) await add({ name })
  const { ana, sol } = network.actors
  await provePages(
    {
      network,
      actor: ana,
      query: listInterpreters,
      ids: ({ interpreters }) => interpreters.map(({ id }) => id),
    },
    {},
    ['name'],
    async () => {
      await network.execute(
        addInterpreter,
        { id: network.newId(), name: 'Zoe', kind: 'staff', languages: ['en'] },
        sol,
      )
    },
  )
  const english = await network.ask(listInterpreters, { language: 'en' }, ana)
  expect(new Set(english.interpreters.map(({ name }) => name))).toEqual(new Set(['Zoe']))
  const staff = await network.ask(listInterpreters, { kind: 'staff', words: 'zoe', count: true }, ana)
  expect(staff.total).toBe(staff.interpreters.length)
  const list = { network, actor: ana, query: listInterpreters }
  expect(await fileOf(list, { words: 'alba' })).toEqual([expect.arrayContaining(['Alba', 'Voluntariado'])])
  expect(await fileOf(list, { kind: 'staff' })).toHaveLength(staff.interpreters.length)
})

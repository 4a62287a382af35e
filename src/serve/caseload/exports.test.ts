// Lists of people that leave, over HTTP: fifty by the will of one, more by the will of two, each person in the log.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { streamXlsxRows } from 'hucre/xlsx'
import { referred, world, type World } from '../../../tests/authorization/world.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { everyAddress, type Addresses } from '../../../tests/leaks/addresses.ts'
import type { Actor } from '../../kernel/actor.ts'
import { askErasure, erasePerson, listErasures } from '../../protect/retention/operations.ts'
import { transaction } from '../../platform/database/connect.ts'
import { systemActor } from '../../platform/jobs.ts'
import { endNeed, identifyNeed } from '../cases/operations.ts'
import { changePerson, registerPerson, stopSharingPerson } from '../record/operations.ts'
import { listWork } from '../worklist/operations.ts'
import { askExport, decideExport, exportPeople, listExports, listPeople } from './operations.ts'
import { endAll } from './sql/exports.ts'

let network: TestNetwork
let fixture: World
let reach: Addresses
let kofi: Actor
let kora: Actor
let rufo: Actor
const people: string[] = []

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  reach = await everyAddress(network)
  kofi = await network.join('Kofi', 'garden', ['coordinator', 'case_manager'])
  kora = await network.join('Kora', 'garden', ['coordinator'])
  rufo = await network.join('Rufo', 'roots', ['coordinator'])
  for (let one = 1; one <= 50; one++) people.push(await register(`Persona ${String(one).padStart(2, '0')}`))
})

async function register(called: string): Promise<string> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file', called }, fixture.rosa)
  return id
}

/** One more than fifty; only in the tests that need them. */
let extra: string | undefined
const among = async (count: 50 | 51) => {
  if (count === 51) extra ??= await register('Persona 51')
  const total = (await network.ask(listPeople, { count: true, limit: 1 }, kofi)).total
  expect(total).toBe(count)
}

const ALLOWED = `update people_export set people = $1, state = 'allowed' where id in ($2, $3)`

type Wish = Parameters<typeof network.execute<typeof askExport>>[1]
const wish = (more: Partial<Wish> = {}): Wish => ({
  id: network.newId(),
  narrowing: {},
  columns: ['name', 'age'],
  format: 'csv',
  purpose: 'activity',
  words: 'Excursión al vivero',
  ...more,
})

async function take(actor: Actor, id: string) {
  const { status, text } = await reach.send(actor, '/api/person.export/file', {
    method: 'POST',
    body: JSON.stringify({ id }),
  })
  const code = status === 200 ? undefined : (JSON.parse(text) as { code: string }).code
  return {
    status,
    code,
    rows: status === 200 ? (parse(text, { bom: true, relax_column_count: true }) as string[][]) : [],
  }
}

async function logged(purpose: string): Promise<{ person: string; fields: string[] }[]> {
  const { rows } = await network.database.pool.query<{ person: string; fields: string[] }>(
    `select person, fields from disclosure where via = 'person.export' and purpose = $1`,
    [purpose],
  )
  await network.database.pool.query('delete from disclosure where seal is null')
  return rows
}

const post = async (actor: Actor, name: string, input: object) => {
  const { status, body } = await network.http(actor).post(name, input)
  return { status, code: (body as { code?: string }).code }
}

// What was taken out alone counts for a day.
beforeEach(() => network.clock.advance(2))

describe('fifty people', () => {
  beforeEach(() => among(50))

  test('leave at once, and each is in the log with the purpose', async () => {
    const asked = wish()
    const answer = await network.execute(exportPeople, asked, kofi)
    expect(answer.people).toBe(50)
    await logged('export_activity')
    const { rows } = await take(kofi, asked.id)
    const [origin = [], heads, ...others] = rows
    expect(origin).toEqual(
      expect.arrayContaining(['Kofi · Huerta del Barrio', 'Excursión al vivero']) as unknown,
    )
    expect(heads).toHaveLength(2)
    expect(new Set(others.map(([name]) => name))).toEqual(
      new Set(Array.from({ length: 50 }, (_, at) => `Persona ${String(at + 1).padStart(2, '0')}`)),
    )
    const entries = await logged('export_activity')
    expect(entries.map(({ person }) => person).toSorted()).toEqual(people.toSorted())
    expect(new Set(entries.map(({ fields }) => fields.join(' ')))).toEqual(
      new Set(['called givenNames firstSurname born']),
    )
  })

  test('are taken once, and by nobody but whoever asked', async () => {
    const asked = wish()
    await network.execute(exportPeople, asked, kofi)
    for (const other of [kora, rufo, fixture.rosa])
      expect(await take(other, asked.id)).toMatchObject({ status: 404, code: 'export.unknown' })
    const both = await Promise.all([take(kofi, asked.id), take(kofi, asked.id)])
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
    expect(await take(kofi, asked.id)).toMatchObject({ status: 409, code: 'export.taken' })
  })

  test('are all that one takes out alone in a day, in however many lists', async () => {
    const need = network.newId()
    const [first = ''] = people
    await network.execute(
      identifyNeed,
      { person: first, id: need, code: 'plot', urgency: 'low' },
      fixture.rosa,
    )
    const one = () => wish({ narrowing: { urgency: 'low' } })
    expect(await post(kofi, exportPeople.name, one())).toMatchObject({ status: 200 })
    expect(await post(kofi, exportPeople.name, wish())).toEqual({ status: 409, code: 'export.second_needed' })
    const asked = one()
    await network.execute(askExport, asked, kofi)
    await network.execute(decideExport, { id: asked.id, allow: true }, kora)
    expect(await post(kofi, exportPeople.name, one())).toMatchObject({ status: 200 })
    network.clock.advance(1)
    expect(await post(kofi, exportPeople.name, wish())).toMatchObject({ status: 200 })
    expect(await post(kofi, exportPeople.name, one())).toEqual({ status: 409, code: 'export.second_needed' })
    await network.execute(endNeed, { id: need, person: first, ending: 'met' }, fixture.rosa)
  })

  test('are not taken a day later', async () => {
    const asked = wish()
    await network.execute(exportPeople, asked, kofi)
    const { now } = network.clock
    network.clock.advance(1)
    expect(await take(kofi, asked.id)).toMatchObject({ status: 409, code: 'export.over' })
    network.clock.now = now
  })

  test('never include a need that the pack protects', async () => {
    const [first = ''] = people
    const shown = network.newId()
    const hidden = network.newId()
    const need = { person: first, urgency: 'high' }
    await network.execute(identifyNeed, { ...need, id: shown, code: 'plot' }, fixture.rosa)
    await network.execute(identifyNeed, { ...need, id: hidden, code: 'quarrel' }, fixture.rosa)
    for (const name of [exportPeople.name, askExport.name])
      expect(await post(kofi, name, wish({ narrowing: { need: 'quarrel' } }))).toEqual({
        status: 422,
        code: 'need.protected',
      })
    const asked = wish({ columns: ['name', 'needs'], narrowing: { urgency: 'high' } })
    await network.execute(exportPeople, asked, kofi)
    const { rows } = await take(kofi, asked.id)
    expect(rows.slice(2)).toEqual([['Persona 01', 'Una parcela propia']])
    for (const id of [shown, hidden])
      await network.execute(endNeed, { id, person: first, ending: 'met' }, fixture.rosa)
    for (const column of ['notes', 'sex', 'nationalities', 'migrationStatus', 'phone'])
      expect(await post(kofi, exportPeople.name, { ...wish(), columns: [column] })).toMatchObject({
        status: 422,
      })
    for (const key of ['status', 'sex', 'gender', 'disability'])
      expect(await post(kofi, exportPeople.name, { ...wish(), narrowing: { [key]: 'x' } })).toMatchObject({
        status: 422,
      })
  })

  test('need a purpose and words, and somebody on the list', async () => {
    const { purpose: _, ...without } = wish()
    expect(await post(kofi, exportPeople.name, without)).toMatchObject({ status: 422 })
    expect(await post(kofi, exportPeople.name, { ...wish(), words: ' ' })).toMatchObject({ status: 422 })
    expect(await post(kofi, exportPeople.name, wish({ narrowing: { need: 'hand_tools' } }))).toMatchObject({
      code: 'export.nobody',
    })
  })

  test('are not narrowed by what the asker may not see', async () => {
    for (const narrowing of [{ need: 'plot' }, { appointment: 'coming' as const }])
      expect(await post(kora, exportPeople.name, wish({ narrowing }))).toEqual({
        status: 403,
        code: 'narrowing.not_seen',
      })
    const asked = wish({ columns: ['name', 'needs', 'appointment'] })
    await network.execute(exportPeople, asked, kora)
    const { rows } = await take(kora, asked.id)
    expect(new Set(rows.slice(2).map(([, needs, appointment]) => `${needs}${appointment}`))).toEqual(
      new Set(['']),
    )
  })

  test('may be fewer at the download: who was erased is not there', async () => {
    const gone = await register('Persona 99')
    const asked = wish()
    await network.execute(askExport, asked, kofi)
    await network.execute(decideExport, { id: asked.id, allow: true }, kora)
    await erase(gone)
    const { rows } = await take(kofi, asked.id)
    expect(rows.slice(2)).toHaveLength(50)
    expect(rows.flat()).not.toContain('Persona 99')
    expect((await logged('export_activity')).map(({ person }) => person)).not.toContain(gone)
  })

  test('a name that begins like a formula is text', async () => {
    const [first = ''] = people
    const called = async (name: string) => {
      const { version } = (
        await network.database.pool.query<{ version: number }>(
          'select version from person where person = $1',
          [first],
        )
      ).rows[0]!
      await network.execute(
        changePerson,
        { id: first, base: version, changes: { called: name } },
        fixture.rosa,
      )
    }
    await called('=1+1')
    const [csv, xlsx] = [wish(), wish({ format: 'xlsx' })]
    await network.execute(exportPeople, csv, kofi)
    await network.execute(askExport, xlsx, kofi)
    await network.execute(decideExport, { id: xlsx.id, allow: true }, kora)
    expect((await take(kofi, csv.id)).rows.flat()).toContain("'=1+1")
    reach.actors.set(kofi.user, kofi)
    const response = await reach.http.request('/api/person.export/file', {
      method: 'POST',
      headers: { 'x-attacker': kofi.user },
      body: JSON.stringify({ id: xlsx.id }),
    })
    const cells: unknown[] = []
    for await (const { values } of streamXlsxRows(Buffer.from(await response.arrayBuffer())))
      cells.push(...values)
    expect(cells).toContain('=1+1')
    expect(cells).toContain('Excursión al vivero')
    await called('Persona 01')
  })
})

async function erase(person: string) {
  const officer = await network.join('Olga', 'garden', ['data_protection_officer'])
  const id = network.newId()
  await network.execute(askErasure, { person, id }, officer)
  expect(JSON.stringify(await network.ask(listErasures, {}, officer))).toContain(id)
  await network.execute(erasePerson, { person, id }, officer)
}

describe('fifty-one people', () => {
  beforeEach(() => among(51))

  const askedFor = async (more: Partial<Wish> = {}) => {
    const asked = wish(more)
    await network.execute(askExport, asked, kofi)
    return asked.id
  }

  test('do not leave by the will of one', async () => {
    expect(await post(kofi, exportPeople.name, wish())).toEqual({ status: 409, code: 'export.second_needed' })
    const id = await askedFor()
    expect(await take(kofi, id)).toMatchObject({ status: 409, code: 'export.not_allowed' })
  })

  test('are decided on by another who may take lists out, and by nobody else', async () => {
    const id = await askedFor()
    const decide = (actor: Actor, allow = true) => post(actor, decideExport.name, { id, allow })
    expect(await decide(kofi)).toEqual({ status: 403, code: 'export.own' })
    expect(await decide(rufo)).toEqual({ status: 404, code: 'export.unknown' })
    expect(await decide(network.actors.clara)).toEqual({ status: 403, code: 'actor.not_allowed' })
    expect(await decide(kora)).toEqual({ status: 200, code: undefined })
    expect(await decide(kora, false)).toEqual({ status: 409, code: 'export.decided' })
    await logged('export_activity')
    const { rows } = await take(kofi, id)
    expect(rows.slice(2)).toHaveLength(51)
    expect(await logged('export_activity')).toHaveLength(51)
  })

  test('the database refuses what the program would not do: both deciders, or nobody, above fifty', async () => {
    const id = await askedFor()
    const { pool } = network.database
    await expect(
      pool.query(
        `update people_export set decided_by = asked_by, decided_at = now(), state = 'allowed' where id = $1`,
        [id],
      ),
    ).rejects.toThrow('people_export_two_people')
    await expect(
      pool.query(`update people_export set state = 'allowed' where id = $1`, [id]),
    ).rejects.toThrow('people_export_second')
  })

  test('wait on the home screen of whoever may decide, and then of whoever asked', async () => {
    const id = await askedFor()
    const waits = async (actor: Actor) => {
      const { lines } = await network.ask(listWork, {}, actor)
      return lines.filter((line) => line.id === id).map(({ kind, name }) => [kind, name])
    }
    expect(await waits(kora)).toEqual([['export.decide', 'Kofi']])
    for (const other of [kofi, rufo, network.actors.clara]) expect(await waits(other)).toEqual([])
    await network.execute(decideExport, { id, allow: true }, kora)
    expect([await waits(kora), await waits(kofi)]).toEqual([[], [['export.take', 'Kora']]])
    await take(kofi, id)
    expect(await waits(kofi)).toEqual([])
  })

  test('two who decide at one moment decide once', async () => {
    const id = await askedFor()
    const other = await network.join('Kwame', 'garden', ['coordinator'])
    const both = await Promise.all([
      post(kora, decideExport.name, { id, allow: true }),
      post(other, decideExport.name, { id, allow: false }),
    ])
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 409]))
  })

  test('what was refused, or nobody decided on in a week, does not leave', async () => {
    const [refused, late] = [await askedFor(), await askedFor()]
    await network.execute(decideExport, { id: refused, allow: false, note: 'No hace falta' }, kora)
    expect(await take(kofi, refused)).toMatchObject({ code: 'export.not_allowed' })
    const { now } = network.clock
    network.clock.advance(7)
    const decided = await post(kora, decideExport.name, { id: late, allow: true })
    expect(decided).toEqual({ status: 409, code: 'export.over' })
    const state = async (id: string) => (await network.ask(listExports, { id }, kora)).exports[0]?.state
    expect([await state(refused), await state(late)]).toEqual(['refused', 'over'])
    network.clock.now = now
  })

  test('a list that grew by more than a tenth since it was allowed is asked for again', async () => {
    const id = await askedFor({ narrowing: { work: 'none' } })
    await network.execute(decideExport, { id, allow: true }, kora)
    await network.database.pool.query('update people_export set people = 46 where id = $1', [id])
    expect(await take(kofi, id)).toMatchObject({ status: 200 })
    const again = await askedFor()
    await network.execute(decideExport, { id: again, allow: true }, kora)
    await network.database.pool.query('update people_export set people = 45 where id = $1', [again])
    expect(await take(kofi, again)).toMatchObject({ status: 409, code: 'export.grown' })
  })

  test('what one was allowed alone is counted as it is taken: fifty, with what else may be taken', async () => {
    const [many, some] = [
      wish({ narrowing: { quietSince: '2030-01-01' } }),
      wish({ narrowing: { work: 'none' } }),
    ]
    for (const asked of [many, some]) await network.execute(askExport, asked, kofi)
    const allow = (count: number) => network.database.pool.query(ALLOWED, [count, many.id, some.id])
    await allow(50)
    expect(await take(kofi, many.id)).toMatchObject({ status: 409, code: 'export.grown' })
    expect(await take(kofi, some.id)).toMatchObject({ status: 409, code: 'export.second_needed' })
    await allow(1)
    expect(await take(kofi, some.id)).toMatchObject({ status: 409, code: 'export.grown' })
  })

  test('other organisations and other roles know of none of them', async () => {
    const id = await askedFor()
    expect((await network.ask(listExports, {}, rufo)).exports).toEqual([])
    expect(await post(network.actors.clara, listExports.name, {})).toMatchObject({ status: 403 })
    for (const name of [exportPeople.name, askExport.name])
      expect(await post(network.actors.clara, name, wish())).toMatchObject({ status: 403 })
    const officer = await network.join('Odila', 'garden', ['data_protection_officer'])
    expect(
      (await network.ask(listExports, { words: 'kofi vivero' }, officer)).exports.map((one) => one.id),
    ).toContain(id)
    expect(await post(officer, decideExport.name, { id, allow: true })).toMatchObject({ status: 403 })
  })
})

test('what an organisation that closes had asked for does not leave', async () => {
  const asked = wish({ narrowing: { work: 'open' } })
  await network.execute(exportPeople, asked, kofi)
  await transaction(network.database.appPool, kofi, (tx) =>
    endAll(tx, kofi.organisation, network.clock.now.toISOString()),
  )
  expect(await take(kofi, asked.id)).toMatchObject({ status: 409, code: 'export.over' })
})

test('a record that was withdrawn meanwhile is not in the file', async () => {
  const { person } = await referred(fixture)
  const asked = wish()
  expect(await network.execute(exportPeople, asked, rufo)).toMatchObject({ people: 1 })
  const { roots } = network.organisations
  await network.execute(stopSharingPerson, { person, with: roots }, systemActor('test'))
  const { status, rows } = await take(rufo, asked.id)
  expect([status, rows.slice(2)]).toEqual([200, []])
})

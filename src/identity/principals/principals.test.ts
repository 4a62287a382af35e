// A wall display as a principal: opened once by a code, in one browser; does what its use lists and nothing
// else; ends when it is revoked; and is in the logs as what it is.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actorIn, makeDisplay, openDisplay, screen } from '../../../tests/harness/principals.ts'
import { everyAddress } from '../../../tests/leaks/addresses.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { referred, world, type World } from '../../../tests/authorization/world.ts'
import { actorKind, type Actor } from '../../kernel/actor.ts'
import { reading } from '../../platform/ask.ts'
import { beginAs } from '../../platform/database/connect.ts'
import { addressesOf } from '../../platform/exposure.ts'
import { startNotifications } from '../../platform/notify.ts'
import { searchDisclosures } from '../../protect/disclosure/operations.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { listServices } from '../../serve/services/operations.ts'
import { opened } from '../../../tests/harness/own-view.ts'
import { CODE_MINUTES, listPrincipals, revokePrincipal } from './operations.ts'

let network: TestNetwork
let stage: World
let dora: Actor

const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code
const ended = { status: 401, body: { code: 'principal.ended' } }

beforeAll(async () => {
  network = await testNetwork()
  stage = await world(network)
  ;({ dora } = network.actors)
})
beforeEach(() => network.database.pool.query('delete from auth.attempt'))

/** Closes the garden, as an organisation that has moved behind the firewall is closed; or opens it again. */
async function close(closed: boolean): Promise<void> {
  await network.database.pool.query(
    'update organisation set closed_at = $2, moved_to = $3, lead = $2::timestamptz is null where id = $1',
    closed
      ? [network.organisations.garden, network.clock.now, 'ffffffff-0000-7000-8000-000000000001']
      : [network.organisations.garden, null, null],
  )
}

describe('a code', () => {
  test('opens a display once, in one browser, for as long as the display is valid', async () => {
    const { id, code } = await makeDisplay(network, dora)
    expect(code).toMatch(/^\d{16}$/u)
    const hall = screen(network.hono)
    const entered = await hall.enter(code.replaceAll(/\d{4}/gu, '$& '))
    expect(entered.status).toBe(200)
    expect(entered.headers.get('set-cookie')).toMatch(
      /^arraigo\.principal=[\w-]{43}; Path=\/api; Max-Age=2592000; HttpOnly; SameSite=Strict$/u,
    )
    expect(await hall.post('service.list')).toMatchObject({ status: 200 })
    expect(codeOf(await screen(network.hono).enter(code))).toBe('principal.code_wrong')
    const { principals } = await network.ask(listPrincipals, {}, dora)
    expect(principals.find((one) => one.id === id)).toMatchObject({
      use: 'hall_display',
      kind: 'display',
      name: 'Pantalla del vestíbulo',
      centre: { id: network.centre },
      operations: ['service.list', 'GET /api/live'],
      madeBy: 'Dora',
      state: 'open',
    })
  })

  test('waits for an hour to be typed', async () => {
    const { id, code } = await makeDisplay(network, dora)
    const state = async () =>
      (await network.ask(listPrincipals, {}, dora)).principals.find((one) => one.id === id)?.state
    expect(await state()).toBe('waiting')
    const { now } = network.clock
    network.clock.now = new Date(now.getTime() + CODE_MINUTES * 60_000)
    expect(await state()).toBe('expired')
    expect(codeOf(await screen(network.hono).enter(code))).toBe('principal.code_wrong')
    network.clock.now = now
  })

  test('is kept nowhere, nor is what it opens', async () => {
    const { code } = await makeDisplay(network, dora)
    const hall = screen(network.hono)
    await hall.enter(code)
    const [, secret = ''] = hall.cookie.split('=')
    const { rows } = await network.database.pool.query(
      `select p.id::text from principal p where position(convert_to($1, 'UTF8') in p.code_hash) > 0
         or position(convert_to($2, 'UTF8') in p.secret_hash) > 0
       union all select l.id::text from command_log l
         where concat(input, output::text) like '%' || $1 || '%' or concat(input, output::text) like '%' || $2 || '%'`,
      [code, secret],
    )
    expect(rows).toEqual([])
  })

  test('whatever is wrong with it, the answer is the same, letter for letter', async () => {
    const used = await makeDisplay(network, dora)
    await screen(network.hono).enter(used.code)
    const revoked = await makeDisplay(network, dora)
    await network.execute(revokePrincipal, { id: revoked.id }, dora)
    const late = await makeDisplay(network, dora)
    const answers = new Set<string>()
    const attempt = async (typed: unknown) => {
      const { status, body } = await screen(network.hono).enter(typed)
      answers.add(JSON.stringify([status, body]))
    }
    for (const typed of ['', 'nada', '1234', '0000000000000000', used.code, revoked.code, 7, null])
      await attempt(typed)
    const { now } = network.clock
    network.clock.now = new Date(now.getTime() + CODE_MINUTES * 60_000 + 1)
    await attempt(late.code)
    network.clock.now = now
    await close(true)
    await attempt(late.code)
    await close(false)
    expect([...answers]).toHaveLength(1)
    expect([...answers][0]).toContain('[401,')
    expect((await screen(network.hono).enter(late.code)).status).toBe(200)
  })

  test('opens one browser, whoever types it in the same moment', async () => {
    const { code } = await makeDisplay(network, dora)
    const tried = await Promise.all([1, 2, 3].map(() => screen(network.hono).enter(code)))
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('is not guessed: an address that tries too often waits', async () => {
    const wrong = () => screen(network.hono).enter('1111222233334444')
    for (let tries = 0; tries < 20; tries++) expect((await wrong()).status).toBe(401)
    expect(await wrong()).toMatchObject({ status: 429, body: { code: 'principal.too_many' } })
  })

  test('of the own view opens no display, and one of a display no own view', async () => {
    const { person } = await referred(stage)
    const own = await opened(network, person, stage.rosa)
    expect(await screen(network.hono).enter((await makeDisplay(network, dora)).id)).toMatchObject({
      status: 401,
    })
    const { code } = await makeDisplay(network, dora)
    expect((await own.enter(code)).status).toBe(401)
    expect((await screen(network.hono).enter(code)).status).toBe(200)
  })

  test('needs our own page', async () => {
    const { code } = await makeDisplay(network, dora)
    const init = { method: 'POST', body: JSON.stringify({ code }) }
    expect((await network.hono.request('/api/principal/enter', init)).status).toBe(403)
  })

  test('typed again where it opened something changes nothing; another one ends that', async () => {
    const first = await makeDisplay(network, dora)
    const hall = screen(network.hono)
    const entered = await hall.enter(first.code)
    expect(await hall.enter(first.code)).toMatchObject({ status: 200, body: entered.body })
    expect((await hall.post('service.list')).status).toBe(200)
    const before = hall.cookie
    expect((await hall.enter((await makeDisplay(network, dora)).code)).status).toBe(200)
    expect((await hall.post('service.list')).status).toBe(200)
    hall.cookie = before
    expect(await hall.post('service.list')).toMatchObject(ended)
    const { principals } = await network.ask(listPrincipals, {}, dora)
    expect(principals.find(({ id }) => id === first.id)).toMatchObject({ state: 'ended', endedBy: null })
  })
})

describe('a display', () => {
  test('calls what its use lists, and no other operation of the application', async () => {
    const hall = await openDisplay(network, dora)
    const { commands, queries } = network.app
    const names = [...commands.keys(), ...queries.keys()].filter((name) => name !== listServices.name)
    expect(names.length).toBeGreaterThan(100)
    const answers = new Set<string>()
    for (const name of names) {
      const { status, body } = await hall.post(name)
      answers.add(`${status} ${(body as { data: { because: string } }).data.because}`)
      const got = await hall.request(`/api/${name}`)
      expect([name, got.status]).toEqual([name, queries.has(name) ? 403 : 404])
    }
    expect([...answers]).toEqual(['403 reason.not_listed'])
    expect((await hall.post('service.list')).status).toBe(200)
  })

  test('reaches no address but those that are open to everybody, and live updates', async () => {
    const hall = await openDisplay(network, dora)
    const reached: string[] = []
    for (const { method, path } of addressesOf(network.hono)) {
      if (path === '/api/live') continue
      const named = path.replaceAll(/:(\w+)(\{[^}]*\})?/gu, () => network.newId())
      const { status } = await hall.request(named, method === 'GET' ? {} : { method, body: '{}' })
      expect(status, `${method} ${path}`).toBeLessThan(500)
      if (![401, 403, 404].includes(status)) reached.push(`${method} ${path}`)
    }
    // The last takes what a device had sealed for it, from whoever brings it.
    const open = [
      'GET /api',
      'GET /api/health',
      'GET /api/openapi.json',
      'GET /api/page.css',
      'POST /api/late',
    ]
    expect(reached.sort()).toEqual(open)
  })

  test('is allowed by no policy of users', async () => {
    const actor = await actorIn(network, await openDisplay(network, dora))
    expect(actorKind(actor)).toBe('display')
    const { commands, queries } = network.app
    const allowed = [...commands.values(), ...queries.values()]
      .filter(({ may }) => may(actor) === true)
      .map(({ operation }) => operation.name)
    // Those that only principals call; the list of its use has neither.
    expect(allowed.sort()).toEqual(['principal.close', 'principal.open'])
    const granted = { ...actor, grants: dora.grants, roles: dora.roles }
    expect([...queries.values()].filter(({ may }) => may(granted) === true)).toEqual([])
  })

  test('row-level security shows it no row of anybody, in any table', async () => {
    await referred(stage)
    const actor = await actorIn(network, await openDisplay(network, dora))
    const { pool } = network.database
    const { rows: tables } = await pool.query<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
        and has_table_privilege('arraigo_app', c.oid, 'select') order by 1`)
    const client = await pool.connect()
    const seen: string[] = []
    try {
      await client.query(beginAs(actor))
      for (const { name } of tables) {
        const mine = name === 'command_log' ? `where actor <> '${actor.user}'` : ''
        const { rows } = await client.query(`select from ${name} ${mine} limit 1`)
        if (rows.length > 0) seen.push(name)
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
    expect(seen).toEqual([])
    expect(tables.length).toBeGreaterThan(50)
  })

  test('ends when it is revoked, also while it holds live updates open', async () => {
    const stop = startNotifications(network.app)
    const hall = await openDisplay(network, dora)
    const response = await hall.request('/api/live')
    expect(response.status).toBe(200)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    const read = async () => {
      const { value, done } = await reader.read()
      text += new TextDecoder().decode(value)
      return done
    }
    while (!text.includes('event: ready')) await read()
    // What happens to people is not told to it, and the list that changed is.
    await referred(stage)
    await makeDisplay(network, dora)
    while (!text.includes('event: fact')) await read()
    expect(text).toContain('data: {"kinds":["principal"],"persons":[]}')
    await network.execute(revokePrincipal, { id: hall.id }, dora)
    while (!(await read()));
    expect(text).not.toMatch(/person\.|referral|outcome/u)
    expect(await hall.post('service.list')).toMatchObject(ended)
    expect((await hall.request('/api/live')).status).toBe(401)
    await stop()
  })

  test('ends when its time is over, its organisation closes, or the program no longer declares its use', async () => {
    const { pool } = network.database
    const hall = await openDisplay(network, dora)
    const { now } = network.clock
    network.clock.now = new Date(now.getTime() + 30 * 86_400_000 + 1)
    expect(await hall.post('service.list')).toMatchObject(ended)
    network.clock.now = now
    await close(true)
    expect(await hall.post('service.list')).toMatchObject(ended)
    await close(false)
    expect((await hall.post('service.list')).status).toBe(200)
    await pool.query(
      `begin; set local app.scope = 'system'; update principal set use = 'gone' where id = '${hall.id}'; commit`,
    )
    expect(await hall.post('service.list')).toMatchObject(ended)
    const { principals } = await network.ask(listPrincipals, {}, dora)
    expect(principals.find(({ id }) => id === hall.id)).toMatchObject({ operations: [] })
  })

  test('is in the logs as a display, with its name, and neither as a user nor as the system', async () => {
    const { person } = await referred(stage)
    const hall = await openDisplay(network, dora)
    const actor = await actorIn(network, hall)
    await hall.post('person.register', {})
    const { rows } = await network.database.pool.query(
      `select name, outcome, organisation from command_log where actor = $1 order by received_at, name`,
      [hall.id],
    )
    const { garden } = network.organisations
    expect(rows).toContainEqual({ name: 'principal.open', outcome: 'applied', organisation: garden })
    expect(rows).toContainEqual({ name: 'person.register', outcome: 'rejected', organisation: garden })
    // No use of a display shows people; one that did would be in the log of who saw whom.
    await reading(network.app, actor, 'test.show', async (ctx) =>
      ctx.disclose([{ person, fields: ['called'], purpose: 'care' }]),
    )
    const shown = { id: hall.id, name: 'Pantalla del vestíbulo', principal: 'display' }
    const { looks } = await network.ask(searchDisclosures, { person }, dora)
    expect(looks.find(({ via }) => via === 'test.show')).toMatchObject({ user: shown })
    const { seen } = await network.ask(getTimeline, { id: person }, stage.rosa)
    expect(seen.find(({ via }) => via === 'test.show')).toMatchObject({
      actorName: shown.name,
      actorPrincipal: 'display',
    })
    const { send } = await everyAddress(network)
    const { text } = await send(dora, `/api/disclosures.csv?person=${person}`)
    expect(text).toContain('Pantalla · Pantalla del vestíbulo')
    const own = await opened(network, person, stage.rosa)
    await own.post('look', { locale: 'es' })
    const again = await own.post('look', { locale: 'es' })
    expect(JSON.stringify(again.body)).toContain('"who":"Pantalla · Pantalla del vestíbulo"')
    const later = await network.ask(searchDisclosures, { person }, dora)
    expect(later.looks.find(({ via }) => via === 'own.look')).toMatchObject({
      user: { id: person, name: null, principal: 'link' },
    })
  })
})

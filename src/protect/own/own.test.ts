// One-time codes: made once, used once, limited in time, not guessable; and a view of one person only.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { person as madePerson, referred, world, type World } from '../../../tests/authorization/world.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { codeFor, opened, ownActor, telephone } from '../../../tests/harness/own-view.ts'
import { beginAs } from '../../platform/database/connect.ts'
import { isFirewalledId } from '../../kernel/firewall.ts'
import type { Id } from '../../kernel/words.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { withdrawConsent } from '../consent/operations.ts'
import { askCorrection, listCodes, makeCode, revokeCode } from './operations.ts'

let network: TestNetwork
let stage: World
let lina: Id
let zoe: Id

const look = { locale: 'es' }
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code

async function welcome(called: string): Promise<Id> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'everywhere', called }, network.actors.ana)
  return id
}

async function viewOf(code: Id): Promise<Id> {
  const { rows } = await network.database.pool.query<{ id: Id }>(
    'select id from own_session where code = $1',
    [code],
  )
  return rows[0]?.id as Id
}

beforeAll(async () => {
  network = await testNetwork()
  stage = await world(network)
  lina = await welcome('Lina')
  zoe = await welcome('Zoe')
})

describe('a code', () => {
  test('opens the view of the one it was made for, once', async () => {
    const { code, id } = await codeFor(network, lina, network.actors.ana)
    expect(code).toMatch(/^\d{16}$/u)
    const own = telephone(network.hono)
    const entered = await own.enter(code.replaceAll(/\d{4}/gu, '$& '))
    expect(entered.status).toBe(200)
    expect(entered.headers.get('set-cookie')).toMatch(
      /^arraigo\.own=[\w-]{43}; Path=\/api\/own; Max-Age=1800; HttpOnly; SameSite=Strict$/u,
    )
    expect(await own.post('look', look)).toMatchObject({ status: 200, body: { called: 'Lina' } })
    expect(codeOf(await telephone(network.hono).enter(code))).toBe('own.code_wrong')
    const { codes } = await network.ask(listCodes, { person: lina }, network.actors.ana)
    expect(codes.find((one) => one.id === id)).toMatchObject({
      state: 'used',
      madeBy: 'Ana',
      checked: 'known',
    })
  })

  test('may be typed in the digits of a person’s own script', async () => {
    const { code } = await codeFor(network, lina, network.actors.ana)
    const typed = [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('')
    expect((await telephone(network.hono).enter(typed)).status).toBe(200)
  })

  test('is kept nowhere: not in its table, not in the log of commands', async () => {
    const { code } = await codeFor(network, lina, network.actors.ana)
    const { rows } = await network.database.pool.query(
      `select from own_code c where position(convert_to($1, 'UTF8') in c.hash) > 0
       union all select from command_log where concat(input, output::text) like '%' || $1 || '%'`,
      [code],
    )
    expect(rows).toEqual([])
  })

  test('ends when a newer one is made, and so does what an older one opened', async () => {
    const before = await codeFor(network, zoe, network.actors.ana)
    const own = await opened(network, zoe, network.actors.ana)
    expect(codeOf(await telephone(network.hono).enter(before.code))).toBe('own.code_wrong')
    expect((await own.post('look', look)).status).toBe(200)
    await codeFor(network, zoe, network.actors.clara)
    expect(await own.post('look', look)).toMatchObject({ status: 401, body: { code: 'own.ended' } })
  })

  test('opens nothing more, and takes no request, once the organisation that gave it lost access to the record', async () => {
    const { person, consent } = await referred(stage)
    const own = await opened(network, person, stage.bruno)
    expect((await own.post('look', look)).status).toBe(200)
    await stage.run(stage.rosa, withdrawConsent, { person, id: consent })
    const ended = { status: 401, body: { code: 'own.ended' } }
    expect(await own.post('look', look)).toMatchObject(ended)
    const asked = { id: network.newId(), about: 'a', wrong: 'b', proposed: 'c' }
    expect(await own.post('ask_correction', asked)).toMatchObject(ended)
  })

  test('is the only one, whoever makes another in the same moment', async () => {
    const { ana, clara } = network.actors
    const made = await Promise.all([ana, clara, ana, clara].map((by) => codeFor(network, zoe, by)))
    const tried = await Promise.all(made.map(({ code }) => telephone(network.hono).enter(code)))
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('is taken back by staff, with what it opened', async () => {
    const { id, code } = await codeFor(network, zoe, network.actors.ana)
    const own = telephone(network.hono)
    await own.enter(code)
    await network.execute(revokeCode, { person: zoe, id }, network.actors.clara)
    expect((await own.post('look', look)).status).toBe(401)
    await expect(network.execute(revokeCode, { person: zoe, id }, network.actors.ana)).rejects.toThrow(
      'own_code.over',
    )
  })

  test('does nothing more once it is taken back, though what was sent with its view is still on the way', async () => {
    const { ana, clara } = network.actors
    const { id, code } = await codeFor(network, zoe, ana)
    const own = telephone(network.hono)
    await own.enter(code)
    const asked = { id: network.newId(), about: 'El nombre', wrong: 'Zoe', proposed: 'Otro' }
    const body = new ReadableStream({
      async pull(sent) {
        await network.execute(revokeCode, { person: zoe, id }, clara)
        sent.enqueue(new TextEncoder().encode(JSON.stringify(asked)))
        sent.close()
      },
    })
    const headers = { cookie: own.cookie, 'x-requested-with': 'arraigo' }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const answer = await network.hono.request('/api/own/ask_correction', init as RequestInit)
    expect([answer.status, codeOf({ body: await answer.json() })]).toEqual([401, 'own.ended'])
    // Nor when it ends between the route's check and the command.
    const late = ownActor(zoe, ana, await viewOf(id))
    await expect(network.execute(askCorrection, asked, late)).rejects.toMatchObject({ code: 'own.ended' })
  })

  test('is over after its hours, and the view after half an hour', async () => {
    const now = network.clock.now
    const id = network.newId()
    const made = await network.execute(
      makeCode,
      { person: zoe, id, checked: 'document', hours: 2 },
      network.actors.ana,
    )
    expect(made.until).toBe(new Date(now.getTime() + 7_200_000).toISOString())
    network.clock.now = new Date(now.getTime() + 7_200_001)
    expect(codeOf(await telephone(network.hono).enter(made.code ?? ''))).toBe('own.code_wrong')
    const own = await opened(network, zoe, network.actors.ana)
    network.clock.now = new Date(network.clock.now.getTime() + 29 * 60_000)
    expect((await own.post('look', look)).status).toBe(200)
    network.clock.now = new Date(network.clock.now.getTime() + 60_001)
    expect((await own.post('look', look)).status).toBe(401)
    network.clock.now = now
  })

  test('is made only for people whom the user may see', async () => {
    const { eve } = network.actors
    const asked = { person: zoe, id: network.newId(), checked: 'known' as const }
    await expect(network.execute(makeCode, asked, eve)).rejects.toThrow('person.unknown')
  })

  test('whatever is wrong with it, the answer is the same, letter for letter', async () => {
    const used = await codeFor(network, zoe, network.actors.ana)
    await telephone(network.hono).enter(used.code)
    const answers = new Set<string>()
    for (const typed of ['', 'nada', '1234', '0000000000000000', used.code, '9'.repeat(5000)]) {
      const { status, body } = await telephone(network.hono).enter(typed)
      answers.add(JSON.stringify([status, body]))
    }
    for (const input of [{}, { code: 7 }, { code: null }, []]) {
      const { status, body } = await telephone(network.hono).post('enter', input)
      answers.add(JSON.stringify([status, body]))
    }
    expect(answers.size).toBe(1)
    expect([...answers][0]).toContain('[401,')
  })

  test('is not guessed: an address that tries too often waits, a right one starts the count anew', async () => {
    await network.database.pool.query('delete from auth.attempt')
    const wrong = () => telephone(network.hono).enter('1111222233334444')
    for (let tries = 0; tries < 19; tries++) expect((await wrong()).status).toBe(401)
    await opened(network, zoe, network.actors.ana)
    for (let tries = 0; tries < 20; tries++) expect((await wrong()).status).toBe(401)
    const late = await wrong()
    expect(late).toMatchObject({ status: 429, body: { code: 'own.too_many' } })
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    const { code } = await codeFor(network, zoe, network.actors.ana)
    expect((await telephone(network.hono).enter(code)).status).toBe(429)
    // However many attempts come from however many addresses, they lock nobody else out.
    await network.database.pool.query(
      `update auth.attempt set key = 'own_code:somewhere else', failures = 1000000`,
    )
    expect((await telephone(network.hono).enter(code)).status).toBe(200)
  })
})

describe('the view', () => {
  test('opens nothing of staff, and no session or key of staff opens it', async () => {
    const own = await opened(network, lina, network.actors.ana)
    for (const name of ['person.get', 'enter_own', 'own.look', 'get', 'constructor', '__proto__'])
      expect((await own.post(name)).status, name).toBe(404)
    expect(await telephone(network.hono).post('look', look)).toMatchObject({ status: 401 })
    const staff = network.http(network.actors.ana)
    expect(await staff.post('own.look', look)).toMatchObject({
      status: 403,
      body: { code: 'actor.not_allowed', data: { because: 'reason.own_only' } },
    })
  })

  test('its actor may run its own operations, and no other of the application', () => {
    const actor = ownActor(lina, network.actors.ana)
    const { commands, queries } = network.app
    const allowed = [...commands.values(), ...queries.values()]
      .filter(({ may }) => may(actor) === true)
      .map(({ operation }) => operation.name)
    expect(allowed.sort()).toEqual([
      'own.ask_correction',
      'own.ask_erasure',
      'own.confirm',
      'own.enter',
      'own.finish',
      'own.look',
      'own.withdraw',
    ])
  })

  test('needs our own page, and ends when it is closed', async () => {
    const own = await opened(network, lina, network.actors.ana)
    const foreign = { method: 'POST', body: '{}', headers: { cookie: own.cookie } }
    expect((await network.hono.request('/api/own/finish', foreign)).status).toBe(403)
    const still = own.cookie
    const { headers } = await own.post('finish')
    expect(headers.get('set-cookie')).toContain('Max-Age=0')
    own.cookie = still
    expect((await own.post('look', look)).status).toBe(401)
  })

  test('says how long it stays open by the server’s clock only', async () => {
    const own = await opened(network, lina, network.actors.ana)
    expect(await own.post('look', look)).toMatchObject({ body: { secondsLeft: 1800 } })
    network.clock.now = new Date(network.clock.now.getTime() + 600_000)
    expect(await own.post('look', look)).toMatchObject({ body: { secondsLeft: 1200 } })
    expect((await own.get('download/json?locale=es')).body).not.toHaveProperty('secondsLeft')
  })

  test('closes as soon as another code is typed where it is open, right or wrong', async () => {
    const own = await opened(network, lina, network.actors.ana)
    expect(codeOf(await own.enter('1111222233334444'))).toBe('own.code_wrong')
    expect((await own.post('look', look)).status).toBe(401)
    const again = await opened(network, lina, network.actors.ana)
    const before = again.cookie
    expect((await again.enter((await codeFor(network, zoe, network.actors.ana)).code)).status).toBe(200)
    expect(await again.post('look', look)).toMatchObject({ body: { called: 'Zoe' } })
    again.cookie = before
    expect((await again.post('look', look)).status).toBe(401)
  })

  test('is not changed by a page on which another person’s code was typed since', async () => {
    const own = await opened(network, lina, network.actors.ana)
    const { view } = (await own.post('look', look)).body as { view: Id }
    expect((await own.post(`look?view=${view}`, look)).status).toBe(200)
    await own.enter((await codeFor(network, zoe, network.actors.ana)).code)
    expect((await own.post(`ask_erasure?view=${view}`, { id: network.newId() })).status).toBe(401)
    expect((await own.get(`download/json?locale=es&view=${view}`)).status).toBe(401)
    expect(await own.post('look', look)).toMatchObject({ status: 200, body: { called: 'Zoe' } })
  })

  test('stays open where its own code is sent again, because the answer was lost', async () => {
    const { code } = await codeFor(network, lina, network.actors.ana)
    const own = telephone(network.hono)
    const first = await own.enter(code)
    expect(await own.enter(code)).toMatchObject({ status: 200, body: first.body })
    expect((await own.post('look', look)).status).toBe(200)
    expect(codeOf(await telephone(network.hono).enter(code))).toBe('own.code_wrong')
  })

  test('a view is logged, in the name of the person', async () => {
    const own = await opened(network, lina, network.actors.ana)
    await own.post('look', look)
    const { rows } = await network.database.pool.query(
      `select actor, purpose from disclosure where person = $1 and via = 'own.look' order by at desc limit 1`,
      [lina],
    )
    expect(rows).toEqual([{ actor: lina, purpose: 'own' }])
  })
})

test('whatever is sent to the route, it answers or refuses, and opens nothing', async () => {
  const own = await opened(network, lina, network.actors.ana)
  const names = fc.constantFrom('look', 'withdraw', 'ask_correction', 'ask_erasure', 'person.get', '%2e%2e')
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ id: fc.uuid(), locale: fc.string() }).map((one) => JSON.stringify(one)),
  )
  await fc.assert(
    fc.asyncProperty(names, bodies, fc.boolean(), async (name, body, inside) => {
      const headers = { 'x-requested-with': 'arraigo', ...(inside && { cookie: own.cookie }) }
      const { status } = await network.hono.request(`/api/own/${name}`, { method: 'POST', body, headers })
      // Random ids are at times those of an organisation behind the firewall.
      const namesFirewalled = /[0-9a-f]{8}-[0-9a-f-]{27}/u.exec(body)?.some(isFirewalledId)
      expect(inside ? [404, 409, 422, ...(namesFirewalled ? [403] : [])] : [401, 404]).toContain(status)
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

describe('for a person who reads their own record', () => {
  test('there is no row of anybody else in any table, by raw SQL as that actor', async () => {
    const { person: whose } = await madePerson(stage)
    await referred(stage)
    const actor = ownActor(whose, network.actors.ana)
    const { pool } = network.database
    const { rows: tables } = await pool.query<{ name: string; about: string | null }>(`
      select c.oid::regclass::text as name, (select a.attname from pg_attribute a
        where a.attrelid = c.oid and a.attname in ('person', 'subject') and not a.attisdropped) as about
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
        and has_table_privilege('arraigo_app', c.oid, 'select') order by 1`)
    const client = await pool.connect()
    const seen: Record<string, number> = {}
    let own = 0
    try {
      await client.query(beginAs(actor))
      for (const { name, about } of tables) {
        const count = async (where: string) =>
          (await client.query<{ n: number }>(`select count(*)::int as n from ${name} ${where}`)).rows[0]?.n ??
          0
        const others = await count(about ? `where ${about} <> '${whose}'` : '')
        if (others > 0) seen[name] = others
        if (about) own += await count(`where ${about} = '${whose}'`)
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
    expect(seen).toEqual({})
    expect(own).toBeGreaterThan(5)
    expect(tables.length).toBeGreaterThan(50)
  })

  test('every table under row-level security is narrowed to them, or closed to them', async () => {
    const { rows } = await network.database.pool.query(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
          and p.polname in ('within', 'at_work'))`)
    expect(rows, 'create policy at_work on … as restrictive using (arraigo.at_work())').toEqual([])
  })
})

// Keys for programs over HTTP: what a key allows, and every way of being refused.
import { beforeAll, expect, test } from 'vitest'
import { confirmAll } from '../../../tests/harness/second-administrator.ts'
import { PASSWORD, type Reply, signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'
import { addDays, addMonths, dateIn } from '../../kernel/time.ts'
import { registerOrganisation } from '../organisations/operations.ts'
import { deactivateUser, reinviteUser, getInvitation } from '../users/operations.ts'
import { issueKey, revokeKey, listKeys, listNames } from '../keys/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'

/**
 * Keys expire and roles begin by the real date, whatever the clock of the test network says: it is set to the
 * same moment.
 */
const NOW = new Date()
/** By the calendar of the garden, which for five hours a night differs from UTC. */
const TODAY = dateIn(NOW.toISOString(), 'America/Bogota')
const UNTIL = addDays(TODAY, 300)

let world: SignInWorld
let rosa: Awaited<ReturnType<SignInWorld['network']['join']>>
beforeAll(async () => {
  world = await signInWorld()
  world.network.clock.now = NOW
  rosa = await world.network.join('Rosa', 'garden', ['administrator'])
})

type Wanted = { allows?: string[]; until?: string; user?: string; name?: string; roles?: ['front_desk'] }

/** A key of the garden's for a program that registers people. */
async function issued({
  allows = ['person.register', 'person.get', 'organisation.get'],
  ...more
}: Wanted = {}) {
  const { execute, newId, actors } = world.network
  const program = { user: newId(), name: 'Ventanilla única', roles: ['front_desk' as const] }
  const given = { ...(more.user === undefined && program), until: UNTIL, ...more }
  const input = { id: newId(), user: program.user, allows, ...given }
  const { id, key = '' } = await execute(issueKey, input, actors.dora)
  await confirmAll(world.network, rosa)
  return { id, key, user: input.user, input }
}

async function ask(key: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await world.network.hono.request(path, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply }
}

const person = () => ({
  id: world.network.newId(),
  givenNames: 'Lina',
  firstSurname: 'Parra',
  searched: 'everywhere',
})

test('a key runs the commands and queries of its list, and what it did bears its program’s name', async () => {
  const { key, user } = await issued()
  const input = person()
  const done = await ask(key, '/api/person.register', input)
  expect(done).toMatchObject({ status: 200, body: { id: input.id } })
  for (const body of [undefined, { id: input.id }]) {
    const path = `/api/person.get${body ? '' : `?input=${encodeURIComponent(JSON.stringify({ id: input.id }))}`}`
    expect(await ask(key, path, body)).toMatchObject({ status: 200, body: { givenNames: 'Lina' } })
  }
  const { pool } = world
  const { rows: told } = await pool.query(
    `select a.name, d.via from disclosure d join read.app_user a on a.id = d.actor where d.person = $1`,
    [input.id],
  )
  expect(told).toContainEqual({ name: 'Ventanilla única', via: 'person.get' })
  const { rows: log } = await pool.query(
    `select actor, organisation from command_log where name = 'person.register' and actor = $1`,
    [user],
  )
  expect(log).toEqual([{ actor: user, organisation: world.network.organisations.garden }])
})

test('a key runs nothing that is not on its list, and no route that has no operation name', async () => {
  const { key } = await issued()
  for (const [path, body] of [
    ['/api/person.search', { text: 'Lina' }],
    ['/api/need.identify', {}],
    ['/api/no.such'],
    ['/api/person%2Eget', { id: world.network.newId() }],
    ['/api/sync', { device: world.network.newId(), commands: [] }],
    ['/api/live'],
    ['/api/attachments', {}],
  ] as const) {
    const { status, body: said } = await ask(key, path, body)
    expect([path, status, said.code]).toEqual([path, 403, 'key.out_of_scope'])
  }
  expect((await ask(key, '/api/session')).status).toBe(401)
  expect((await ask(key, '/api/auth/sessions')).status).toBe(401)
})

test('an operation on the list still needs the roles, and row-level security holds', async () => {
  const { key } = await issued({ allows: ['organisation.change', 'person.get', 'import.list'] })
  const { actors, execute, newId } = world.network
  expect((await ask(key, '/api/import.list')).body).toMatchObject({ code: 'actor.not_allowed', status: 403 })
  expect((await ask(key, '/api/organisation.change', {})).status).toBeGreaterThanOrEqual(403)
  const theirs = newId()
  await execute(registerPerson, { id: theirs, searched: 'everywhere', givenNames: 'Nilo' }, actors.beto)
  expect((await ask(key, '/api/person.get', { id: theirs })).body).toMatchObject({ code: 'person.unknown' })
  const elsewhere = await ask(
    key,
    '/api/person.get',
    { id: theirs },
    {
      'x-organisation': world.network.organisations.roots,
    },
  )
  expect(elsewhere.body).toMatchObject({ code: 'organisation.not_yours', status: 403 })
})

test('a key that is revoked, expired, unknown or whose program was closed is refused as what it is', async () => {
  const { execute, actors } = world.network
  const dead = await issued()
  await execute(revokeKey, { id: dead.id }, actors.dora)
  const old = await issued()
  await world.pool.query(`update auth.api_key set valid_until = current_date - 2 where id = $1`, [old.id])
  const closed = await issued()
  await execute(deactivateUser, { user: closed.user }, actors.dora)
  const powerless = await issued()
  await world.pool.query(`update role_assignment set revoked_at = now() where app_user = $1`, [
    powerless.user,
  ])
  const { key } = await issued()
  const said = await Promise.all(
    [dead.key, old.key, closed.key, powerless.key, `${key}x`, 'arraigo_', 'x'.repeat(5000), key].map(
      async (one) => {
        const { status, body } = await ask(one, '/api/organisation.get')
        return [status, status === 200 ? 'good' : body.code]
      },
    ),
  )
  expect(said).toEqual([
    [401, 'key.revoked'],
    [401, 'key.expired'],
    [403, 'user.deactivated'],
    [403, 'role.none'],
    [401, 'key.unknown'],
    [401, 'key.unknown'],
    [401, 'key.unknown'],
    [200, 'good'],
  ])
  await world.pool.query('delete from auth.attempt')
})

test('guessing keys is counted by address, and a right key from there goes on working', async () => {
  const { key } = await issued()
  const codes: unknown[] = []
  for (let guess = 0; guess < 22; guess++)
    codes.push((await ask(`arraigo_guess${guess}`, '/api/organisation.get')).body.code)
  expect(codes.filter((code) => code === 'key.unknown')).toHaveLength(20)
  const locked = await ask('arraigo_guess', '/api/organisation.get')
  expect(locked).toMatchObject({ status: 429, body: { code: 'key.locked' } })
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(key, '/api/organisation.get')).status).toBe(200)
})

test('only the hash is kept: the key stands in no table, and a repeat is answered without it', async () => {
  const { key, id, input } = await issued()
  expect(key).toMatch(/^arraigo_[\w-]{43}$/u)
  const { rows: tables } = await world.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth', 'graphile_worker')`,
  )
  for (const { name } of tables) {
    const { rows } = await world.pool.query(`select from ${name} t where t::text like '%' || $1 || '%'`, [
      key,
    ])
    expect([name, rows.length]).toEqual([name, 0])
  }
  const { rows } = await world.pool.query<{ id: string }>(
    `select id from command_log where name = 'key.issue' and output ->> 'id' = $1`,
    [id],
  )
  const again = await world.network.execute(issueKey, input, world.network.actors.dora, {
    id: rows[0]?.id ?? '',
  })
  expect(again).toEqual({ id })
})

test('the list shows what a key is for and when it was used, and never the key', async () => {
  const { key, id, user } = await issued()
  const before = Date.now()
  await ask(key, '/api/organisation.get')
  const { keys: all } = await world.network.ask(listKeys, {}, world.network.actors.dora)
  const one = all.find((each) => each.id === id)
  expect(one).toMatchObject({
    user,
    name: 'Ventanilla única',
    prefix: key.slice(0, 14),
    until: UNTIL,
    issuedBy: 'Dora',
    revokedAt: null,
  })
  expect(Date.parse(one?.usedAt ?? '')).toBeGreaterThanOrEqual(before)
  expect(JSON.stringify(all)).not.toContain(key)
})

test('a second key for the same program lets the first be withdrawn; it stays withdrawn since the first day', async () => {
  const { execute, actors, newId } = world.network
  const first = await issued()
  const second = await issued({ user: first.user })
  await execute(revokeKey, { id: first.id }, actors.dora)
  expect((await ask(first.key, '/api/organisation.get')).body.code).toBe('key.revoked')
  expect((await ask(second.key, '/api/organisation.get')).status).toBe(200)
  await expect(issued({ user: actors.ana.user })).rejects.toMatchObject({ code: 'user.unknown' })
  await expect(execute(revokeKey, { id: newId() }, actors.dora)).rejects.toMatchObject({
    code: 'key.none',
  })
  const theirs = world.network.join('Rita', 'roots', ['administrator'])
  await expect(execute(revokeKey, { id: second.id }, await theirs)).rejects.toMatchObject({
    code: 'key.none',
  })
})

test('a key lasts a year at most, and operations that give access are never on its list', async () => {
  // One day more than 364 when a leap day lies between.
  const longest = addDays(addMonths(TODAY, 12), -1)
  await expect(issued({ until: addDays(longest, 1) })).rejects.toMatchObject({
    code: 'key.period',
    data: { longest },
  })
  await expect(issued({ until: addDays(TODAY, -1) })).rejects.toMatchObject({ code: 'key.period' })
  expect((await issued({ until: longest })).key).not.toBe('')
  for (const name of ['key.issue', 'sign_on.configure', 'user.invitation', 'role.grant'])
    await expect(issued({ allows: ['person.get', name] })).rejects.toMatchObject({
      code: 'key.not_for_keys',
      data: { name },
    })
  for (const name of ['person.vanish', 'person.share'])
    await expect(issued({ allows: [name] })).rejects.toMatchObject({
      code: 'key.name_unknown',
      data: { name },
    })
  const { names } = await world.network.ask(listNames, {}, world.network.actors.dora)
  expect(names).toContainEqual({ name: 'person.get', is: 'query' })
  expect(names.filter(({ name }) => /^(?:key|role|sign_on)\./.test(name))).toEqual([])
  await expect(issued({ roles: ['administrator'] as never })).rejects.toMatchObject({
    code: 'key.role_of_people',
  })
})

test('the database itself refuses a key to those who enforce migration law', async () => {
  const { execute, newId, actors, clock } = world.network
  const about = { contact: 'x', timeZone: 'America/Bogota', locale: 'es', secondFactor: 'required' } as const
  const { id } = await execute(
    registerOrganisation,
    { id: newId(), name: 'Control de Frontera', class: 'enforcement', ...about },
    actors.dora,
  )
  const insert = (organisation: string, kind: string) =>
    world.pool.query(
      `insert into auth.api_key (id, organisation, organisation_class, app_user, prefix, hash, allows, valid_until,
         issued_at, issued_by)
       values ($1::uuid, $2, $3, $4, 'x', decode(md5($1::uuid::text), 'hex'), '{person.get}',
         ($5::timestamptz)::date, $5::timestamptz, $4)`,
      [newId(), organisation, kind, actors.dora.user, clock.now.toISOString()],
    )
  await expect(insert(id, 'enforcement')).rejects.toMatchObject({ constraint: 'api_key_firewall' })
  await expect(insert(id, 'public')).rejects.toMatchObject({ constraint: 'api_key_organisation' })
  expect((await insert(world.network.organisations.garden, 'public')).rowCount).toBe(1)
})

test('nobody signs in as a program, not with a new link either', async () => {
  const { user } = await issued()
  const { execute, ask: look, actors } = world.network
  await execute(reinviteUser, { user }, actors.dora)
  const { path, email } = await look(getInvitation, { user }, actors.dora)
  await world.browser().post('set-password', { token: path.split('/').at(-1), password: PASSWORD })
  expect((await world.browser().post('sign-in', { email, password: PASSWORD })).body).toMatchObject({
    code: 'user.is_program',
    status: 403,
  })
})

test('a key needs no header of our pages, and a cookie beside it changes nothing', async () => {
  const { key } = await issued()
  const { email } = await world.somebody('roots')
  const one = await world.signedIn(email)
  const cookie = `arraigo.session_token=${one.jar.get('arraigo.session_token')}`
  expect((await ask(key, '/api/organisation.get', undefined, { cookie })).body).toMatchObject({
    name: 'Huerta del Barrio',
  })
  expect((await ask(key, '/api/person.register', person(), { cookie })).body).toMatchObject({
    code: 'request.foreign_page',
  })
})

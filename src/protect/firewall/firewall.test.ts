// The firewall as users meet it: what is refused and recorded, where status is asked, and how a demand may be
// answered.
import { Hono } from 'hono'
import * as z from 'zod/mini'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { PNG } from '../../../tests/harness/files.ts'
import type { Actor } from '../../kernel/actor.ts'
import { query } from '../../kernel/command.ts'
import { isFirewalledId, organisationIdFor, exposureOf, firewallProblem } from '../../kernel/firewall.ts'
import { grantsOf, Role } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import { api } from '../../platform/http/http.ts'
import { addressesOf, exposes } from '../../platform/exposure.ts'
import { giveConsent } from '../consent/operations.ts'
import { listOrganisations, registerOrganisation } from '../../identity/organisations/operations.ts'
import { changePerson, getPerson, listCaseload, registerPerson } from '../../serve/record/operations.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { sendReferral } from '../../serve/referrals/operations.ts'
import {
  listRefusals,
  getStatusRule,
  setStatusRule,
  listStatusRules,
  type AuthorityClass,
  receiveDemand,
  decideDemand,
  getDemand,
} from './operations.ts'
import { demandRoutes } from './server/documents.ts'

let network: TestNetwork
let consulate: Id
let border: Id
let lina: Id

const register = async (name: string, kind: 'enforcement' | 'consular') =>
  (
    await network.execute(
      registerOrganisation,
      {
        id: network.newId(),
        name,
        class: kind,
        timeZone: 'America/Bogota',
        locale: 'es',
        secondFactor: 'required',
      },
      network.actors.dora,
    )
  ).id

const welcome = async (more: object = {}): Promise<Id> => {
  const id = network.newId()
  await network.execute(
    registerPerson,
    { id, searched: 'device', called: 'Lina', ...more },
    network.actors.ana,
  )
  return id
}

/** An actor that cannot exist, with every role there is. */
const officer = (): Actor => ({
  ...network.actors.eve,
  user: network.newId(),
  organisation: border,
  organisationClass: 'enforcement',
  grants: grantsOf(Role.options),
})

beforeAll(async () => {
  network = await testNetwork()
  consulate = await register('Consulado de Floria', 'consular')
  border = await register('Control de la Cerca', 'enforcement')
  lina = await welcome()
})

test('an operation or address without exposure is closed to organisations behind the firewall', () => {
  const silent = query({
    name: 'plot.list',
    summary: 'Plots.',
    input: z.strictObject({}),
    output: z.object({}),
  })
  expect(exposureOf(silent)).toBeUndefined()
  const consular = { organisation: consulate, organisationClass: 'consular', scope: 'organisation' } as const
  expect(firewallProblem(exposureOf(silent), consular)?.code).toBe('firewall.closed')
  expect(firewallProblem('open', consular)).toBeUndefined()
  const routes = new Hono()
  routes.get('/api/plots', (context) => context.text(''))
  routes.get('/api/beds', exposes('staff'), (context) => context.text(''))
  expect(addressesOf(routes)).toEqual([
    { method: 'GET', path: '/api/plots', exposure: undefined },
    { method: 'GET', path: '/api/beds', exposure: 'staff' },
  ])
})

test('an organisation behind the firewall is recognised by its id, and the database allows no other', async () => {
  expect([consulate, border].every(isFirewalledId)).toBe(true)
  expect(Object.values(network.organisations).some(isFirewalledId)).toBe(false)
  expect(organisationIdFor('cso', network.newId())).not.toMatch(/^ffffffff/u)
  const insert = (id: Id, kind: string) =>
    network.database.pool.query(
      `insert into organisation (id, name, class, time_zone, locale) values ($1, $2, $3, 'UTC', 'es')`,
      [id, `Otra ${id}`, kind],
    )
  await expect(insert(network.newId(), 'consular')).rejects.toMatchObject({
    constraint: 'organisation_firewall',
  })
  await expect(insert(organisationIdFor('consular', network.newId()), 'cso')).rejects.toMatchObject({
    constraint: 'organisation_firewall',
  })
})

test('a user behind the firewall is refused before anything is read, and the attempt is kept', async () => {
  const there = officer()
  await expect(network.ask(listCaseload, {}, there)).rejects.toMatchObject({
    code: 'firewall.closed',
    status: 403,
  })
  await expect(network.ask(getPerson, { id: lina }, there)).rejects.toMatchObject({ code: 'firewall.closed' })
  await expect(
    network.execute(changePerson, { id: lina, base: 1, changes: { called: 'Otra' } }, there),
  ).rejects.toMatchObject({ code: 'firewall.closed' })
  expect(await network.ask(listOrganisations, {}, there)).not.toHaveLength(0)

  const { total, refusals, byRoute } = await network.ask(listRefusals, {}, network.actors.dora)
  expect(total).toBe(3)
  expect(byRoute.map(({ route }) => route).toSorted()).toEqual([
    'person.caseload',
    'person.change',
    'person.get',
  ])
  expect(refusals[0]).toMatchObject({ actingFor: 'Control de la Cerca', actingClass: 'enforcement' })
})

test('they are never accepted as a recipient of anything about a person, consent or not', async () => {
  const { beto, dora } = network.actors
  const before = (await network.ask(listRefusals, {}, dora)).total
  const send = {
    person: lina,
    id: network.newId(),
    to: consulate,
    reason: 'Papeles',
    consent: network.newId(),
  }
  await expect(network.execute(sendReferral, send, beto)).rejects.toMatchObject({
    code: 'firewall.recipient',
    data: { recipient: consulate },
  })
  const { total, refusals } = await network.ask(listRefusals, {}, dora)
  expect(total).toBe(before + 1)
  expect(refusals[0]).toMatchObject({
    actorName: 'Beto',
    actingFor: 'Raíces',
    route: 'referral.send',
    recipientName: 'Consulado de Floria',
  })
  const outsider = await network.ask(listRefusals, {}, network.actors.eve)
  expect(outsider.total).toBe(0)
})

test('a person cannot consent to them either: it would let nothing through, and nobody is to be asked for it', async () => {
  const terms = {
    id: network.newId(),
    person: lina,
    purpose: 'referral',
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
    how: 'signature' as const,
  }
  await expect(
    network.execute(giveConsent, { ...terms, recipient: consulate }, network.actors.ana),
  ).rejects.toMatchObject({ code: 'firewall.recipient' })
  const asClass = await network
    .http(network.actors.ana)
    .post('consent.give', { ...terms, recipient: 'consular' })
  expect(asClass).toMatchObject({ status: 422, body: { code: 'input.invalid' } })
})

test('the same command sent again is refused with the same problem', async () => {
  const input = { person: lina, id: network.newId(), to: border, reason: 'Papeles', consent: network.newId() }
  const key = { 'idempotency-key': network.newId() }
  const client = network.http(network.actors.ana)
  const first = await client.post('referral.send', input, key)
  const again = await client.post('referral.send', input, key)
  expect([first.status, again.status]).toEqual([403, 403])
  expect(again.body).toEqual(first.body)
})

test('the database holds where everything else failed: nothing is shared with them and they see nothing', async () => {
  const { pool } = network.database
  await expect(
    pool.query('update person set shared_with = array[$1::uuid] where person = $2', [consulate, lina]),
  ).rejects.toMatchObject({ constraint: 'person_shared_with_firewall' })
  await expect(
    pool.query(
      `insert into app_user (id, organisation, name, locale) select id, $1, name, 'es' from auth."user" limit 1`,
      [border],
    ),
  ).rejects.toMatchObject({ constraint: 'app_user_organisation_firewall' })
  const client = await pool.connect()
  try {
    await client.query(
      `begin; set local role arraigo_app; set local app.organisation = '${border}'; set local app.scope = 'system'`,
    )
    expect((await client.query('select from person')).rows).toEqual([])
    expect((await client.query('select from fact')).rows).toEqual([])
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('a centre that never asks refuses the answer; a question elsewhere stands on the timeline with its purpose', async () => {
  const { ana, dora } = network.actors
  expect(await network.ask(getStatusRule, {}, ana)).toEqual({ asking: 'with_purpose' })
  const asking = { migrationStatus: 'visitor', statusPurpose: 'right_plot' }
  const asked = await welcome(asking)
  const { facts } = await network.ask(getTimeline, { id: asked }, ana)
  expect(facts.find(({ kind }) => kind === 'person.status_asked')).toMatchObject({
    actorName: 'Ana',
    data: { purpose: asking.statusPurpose },
  })
  await expect(welcome({ migrationStatus: 'visitor' })).rejects.toThrow('status.purpose_missing')

  await network.execute(setStatusRule, { centre: network.centre, asking: 'never' }, dora)
  expect(await network.ask(getStatusRule, {}, ana)).toEqual({ asking: 'never' })
  await expect(welcome({ migrationStatus: 'visitor', statusPurpose: 'right_plot' })).rejects.toThrow(
    'status.not_asked_here',
  )
  await welcome({ migrationStatus: 'not_asked' })
  const change = { id: asked, base: 1, changes: { migrationStatus: 'member' }, statusPurpose: 'right_plot' }
  await expect(network.execute(changePerson, change, ana)).rejects.toThrow('status.not_asked_here')
  await network.execute(setStatusRule, { centre: network.centre, asking: 'with_purpose' }, dora)
  await network.execute(changePerson, change, ana)
  expect((await network.ask(listStatusRules, {}, dora)).rules).toEqual([
    { centre: null, centreName: null, asking: 'with_purpose', decided: false },
    { centre: network.centre, centreName: 'Invernadero', asking: 'with_purpose', decided: true },
  ])
})

const demand = async (authorityClass: AuthorityClass): Promise<Id> => {
  const id = network.newId()
  await network.execute(
    receiveDemand,
    {
      id,
      authority: 'Juzgado Tercero',
      authorityClass,
      instrument: 'Oficio 31 de 2026',
      scope: 'El nombre y la dirección de una persona.',
      receivedOn: '2026-02-20',
      answerBy: '2026-03-06',
    },
    network.actors.dora,
  )
  return id
}
const answer = (id: Id, more: object) => ({
  id: network.newId(),
  demand: id,
  decision: 'partly' as const,
  because: 'La orden la firma una jueza.',
  signedBy: 'Dora Uriana',
  decidedOn: '2026-03-01',
  disclosed: [{ person: lina, fieldGroups: ['identity'] }],
  ...more,
})

test('a demand is answered under a signature, and the person can see what was disclosed', async () => {
  const { dora, ana } = network.actors
  const id = await demand('court')
  const decide = (more: object) => network.execute(decideDemand, answer(id, more), dora)
  await expect(decide({ decision: 'refused' })).rejects.toThrow('demand.disclosed_though_refused')
  await expect(decide({ disclosed: [] })).rejects.toThrow('demand.nothing_disclosed')
  await expect(decide({ decidedOn: '2026-01-01' })).rejects.toThrow('demand.dates')
  await expect(
    decide({ disclosed: [{ person: network.newId(), fieldGroups: ['identity'] }] }),
  ).rejects.toThrow('person.unknown')
  await decide({ decision: 'challenged', disclosed: [] })
  await decide({})
  const found = await network.ask(getDemand, { id }, dora)
  expect(found.decision).toBe('partly')
  expect(found.decisions.map(({ decision, signedBy }) => [decision, signedBy])).toEqual([
    ['challenged', 'Dora Uriana'],
    ['partly', 'Dora Uriana'],
  ])
  expect(found.decisions[1]?.disclosed).toEqual([{ person: lina, name: 'Lina', fieldGroups: ['identity'] }])
  const { facts, seen } = await network.ask(getTimeline, { id: lina }, ana)
  expect(facts.some(({ kind }) => kind === 'demand.disclosed')).toBe(true)
  expect(seen.some(({ purpose }) => purpose === 'legal_demand')).toBe(true)
  await expect(network.ask(getDemand, { id }, network.actors.eve)).rejects.toThrow('demand.unknown')
})

test('whoever sought protection is never named to a consulate, and delicate matters never reach one', async () => {
  const { dora } = network.actors
  const id = await demand('consular')
  const sought = await welcome({ migrationStatus: 'waiting_list', statusPurpose: 'right_plot' })
  const change = { id: sought, base: 1, changes: { migrationStatus: 'member' }, statusPurpose: 'right_plot' }
  await network.execute(changePerson, change, network.actors.ana)
  for (const disclosed of [
    // A fact that is no longer current stays a reason: it is kept.
    [{ person: sought, fieldGroups: ['identity'] }],
    [{ person: lina, fieldGroups: ['identity', 'protection'] }],
  ])
    await expect(network.execute(decideDemand, answer(id, { disclosed }), dora)).rejects.toThrow(
      'demand.asylum',
    )
  await network.execute(decideDemand, answer(id, { decision: 'refused', disclosed: [] }), dora)
  const court = await demand('court')
  await network.execute(
    decideDemand,
    answer(court, { disclosed: [{ person: sought, fieldGroups: ['identity'] }] }),
    dora,
  )
})

test('papers of a demand are kept with it, for those who answer it only', async () => {
  const id = await demand('police')
  const paper = network.newId()
  const { dora, ana, eve } = network.actors
  const send = async (actor: Actor, path: string, init: RequestInit = {}) =>
    await api(network.app, async () => actor, [demandRoutes]).request(path, init)
  const path = `/api/demands/documents?id=${paper}&demand=${id}&name=oficio.png`
  expect((await send(ana, path, { method: 'POST', body: PNG })).status).toBe(403)
  expect((await send(dora, path, { method: 'POST', body: 'not a picture' })).status).toBe(422)
  expect((await send(dora, path, { method: 'POST', body: PNG })).status).toBe(200)
  expect((await network.ask(getDemand, { id }, dora)).documents).toMatchObject([
    { name: 'oficio.png', mediaType: 'image/png', attachedByName: 'Dora' },
  ])
  const given = await send(dora, `/api/demands/documents/${paper}`)
  expect(given.headers.get('content-type')).toBe('image/png')
  expect((await send(eve, `/api/demands/documents/${paper}`)).status).toBe(404)
  expect((await send(officer(), `/api/demands/documents/${paper}`)).status).toBe(403)
})

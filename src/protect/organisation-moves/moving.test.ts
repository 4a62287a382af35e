// An organisation that served people and begins to enforce migration law: two people decide, and all its
// access ends at once.
import { beforeAll, expect, test } from 'vitest'
import { Hono } from 'hono'
import { wrongSearchKeys } from '../../../tests/harness/search-keys.ts'
import { codeFor, opened, telephone, type Own } from '../../../tests/harness/own-view.ts'
import { confirmAll } from '../../../tests/harness/second-administrator.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { isFirewalledId } from '../../kernel/firewall.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { liveRoute } from '../../platform/live.ts'
import { giveConsent, listConsents } from '../consent/operations.ts'
import { issueKey } from '../../identity/keys/operations.ts'
import { getPerson, registerPerson } from '../../serve/record/operations.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { acceptReferral, getReferral, listReferrals, sendReferral } from '../../serve/referrals/operations.ts'
import { listServices, offerService } from '../../serve/services/operations.ts'
import { handOver } from '../../understand/reports/operations.ts'
import { listOrganisations } from '../../identity/organisations/operations.ts'
import { inviteUser } from '../../identity/users/operations.ts'
import { askMove, decideMove, listMoves } from './operations.ts'

let network: TestNetwork
let roots: Id
let julia: Actor
let lina: Id
let referral: Id
let ofClass: Id
let key: string
let moved: Id
let view: Own
let slip: string
/** Everything that Beto's live stream receives, until it ends. */
let told: Promise<string>

const BECAUSE = 'Desde marzo toma biometría para la autoridad migratoria.'

/**
 * Lina is referred to Raíces and accepted there; Rosa's referral waits there, by a consent to its whole
 * class.
 */
beforeAll(async () => {
  network = await testNetwork()
  roots = network.organisations.roots
  const { ana, beto } = network.actors
  julia = await network.join('Julia', 'garden', ['data_protection_officer'])
  const service = network.newId()
  await network.execute(offerService, { id: service, kind: 'tool_loan', name: 'Palas' }, beto)
  const refer = async (recipient: string) => {
    const [person, consent, id] = [network.newId(), network.newId(), network.newId()]
    await network.execute(registerPerson, { id: person, searched: 'file', called: 'Lina' }, ana)
    const terms = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' as const }
    await network.execute(
      giveConsent,
      { id: consent, person, recipient, fieldGroups: ['identity', 'contact'], ...terms },
      ana,
    )
    await network.execute(sendReferral, { person, id, to: roots, service, reason: 'Pala', consent }, ana)
    return { person, id }
  }
  const first = await refer(roots)
  lina = first.person
  referral = first.id
  await network.execute(acceptReferral, { person: lina, id: referral }, beto)
  ofClass = (await refer('cso')).person
  const administrator = await network.join('Aldo', 'roots', ['administrator'])
  const issued = await network.execute(
    issueKey,
    {
      id: network.newId(),
      user: network.newId(),
      name: 'Máquina',
      roles: ['front_desk'],
      allows: ['person.get'],
      until: '2027-03-01',
    },
    administrator,
  )
  key = issued.key ?? ''
  // A person kept by Raíces, with their own view open by a code of Raíces, and a slip that is not used yet.
  const [kept, other] = [network.newId(), network.newId()]
  for (const id of [kept, other])
    await network.execute(registerPerson, { id, searched: 'file', called: 'Saúl' }, beto)
  view = await opened(network, kept, beto)
  slip = (await codeFor(network, other, beto)).code
  await confirmAll(network, await network.join('Rita', 'roots', ['administrator']))
  // Keys expire by the real date, whatever the clock of the test network says.
  await network.database.pool.query(
    'update auth.api_key set issued_at = now(), valid_until = current_date + 30',
  )
  await network.work()
})

const ask = (organisation: Id, actor = network.actors.dora, id = network.newId()) =>
  network.execute(askMove, { id, organisation, class: 'enforcement', because: BECAUSE }, actor).then(() => id)

test('only people of the organisation that leads ask and decide, and never the same person twice', async () => {
  await expect(ask(roots, network.actors.eve)).rejects.toThrow('organisation.not_lead')
  await expect(ask(network.organisations.garden)).rejects.toThrow('organisation_move.not_possible')
  const id = await ask(roots)
  await expect(ask(roots)).rejects.toThrow('organisation_move.asked_already')
  await expect(network.execute(decideMove, { id, allow: true }, network.actors.dora)).rejects.toThrow(
    'organisation_move.own',
  )
  await network.execute(decideMove, { id, allow: false }, julia)
  await expect(network.execute(decideMove, { id, allow: true }, julia)).rejects.toThrow(
    'organisation_move.decided',
  )
  expect((await network.ask(getPerson, { id: lina }, network.actors.beto)).id).toBe(lina)
})

test('once moved, it is registered anew behind the firewall, and everything it was allowed to do and see ends at once', async () => {
  const { ana, beto, dora } = network.actors
  await network.execute(handOver, { recipient: roots, from: '2026-01-01', until: '2026-02-28' }, dora)
  expect(key).not.toBe('')
  const withKey = () =>
    network.hono.request('/api/person.get', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: lina }),
    })
  expect((await withKey()).status).toBe(200)
  expect((await view.post('look', { locale: 'es' })).status).toBe(200)
  const screens = new Hono()
  liveRoute(screens, { app: network.app, identify: async () => beto })
  const line = await screens.request('/api/live')
  told = line.text()
  const { organisation } = await network.execute(decideMove, { id: await ask(roots), allow: true }, julia)
  moved = organisation as Id
  expect(isFirewalledId(moved)).toBe(true)
  const directory = await network.ask(listOrganisations, {}, ana)
  expect(directory.filter(({ name }) => name === 'Raíces')).toMatchObject([
    { id: moved, class: 'enforcement' },
  ])
  expect(directory.some(({ id }) => id === roots)).toBe(false)

  // The row scope, in the database too, before any job has run.
  await expect(network.ask(getPerson, { id: lina }, beto)).rejects.toThrow('person.unknown')
  expect((await withKey()).status).toBeGreaterThanOrEqual(401)
  // An open screen receives nothing of it, not even what ended.
  expect(await told).not.toContain(lina)
  // Every holder of a code of theirs, also of one that staff made the day before.
  expect((await view.post('look', { locale: 'es' })).body).toMatchObject({ code: 'own.ended' })
  expect((await telephone(network.hono).enter(slip)).body).toMatchObject({ code: 'own.code_wrong' })
  const { consents } = await network.ask(listConsents, { person: lina }, ana)
  expect(consents.map(({ withdrawnAt }) => withdrawnAt !== null)).toEqual([true])
  expect(await network.ask(getReferral, { person: lina, id: referral }, ana)).toMatchObject({
    state: 'cancelled',
  })
  await network.work()
  const { referrals } = await network.ask(listReferrals, { side: 'sender', person: ofClass }, ana)
  expect(referrals.map(({ state }) => state)).toEqual(['cancelled'])
  expect(await sharedWith(roots)).toEqual([])
  const { facts } = await network.ask(getTimeline, { id: lina }, ana)
  expect(facts.some(({ kind }) => kind === 'consent.withdrawn')).toBe(true)
  const { rows } = await network.database.pool.query<{ sessions: number; active: number; members: number }>(
    `select (select count(*)::int from auth.session s join app_user a on a.id = s.user_id where a.organisation = $1) as sessions,
      (select count(*)::int from app_user where organisation = $1 and active) as active,
      (select count(*)::int from read.membership where organisation = $1) as members`,
    [roots],
  )
  expect(rows).toEqual([{ sessions: 0, active: 0, members: 0 }])
  const { moves } = await network.ask(listMoves, {}, dora)
  expect(moves[0]).toMatchObject({
    askedByName: 'Dora',
    decidedByName: 'Julia',
    allowed: true,
    class: 'enforcement',
  })
})

test('nothing begins with it again, under its old id or its new one', async () => {
  const { ana, dora } = network.actors
  const terms = { purpose: 'referral', textVersion: 'v1', locale: 'es', how: 'signature' as const }
  const give = (recipient: Id) =>
    network.execute(
      giveConsent,
      { id: network.newId(), person: lina, recipient, fieldGroups: ['identity'], ...terms },
      ana,
    )
  await expect(give(roots)).rejects.toThrow('organisation.closed')
  await expect(give(moved)).rejects.toThrow('firewall.recipient')
  await expect(
    network.execute(
      sendReferral,
      { person: ofClass, id: network.newId(), to: roots, reason: 'Pala', consent: network.newId() },
      ana,
    ),
  ).rejects.toThrow('organisation.closed')
  const { services } = await network.ask(listServices, {}, ana)
  expect(services.filter(({ organisation }) => organisation.id === roots)).toEqual([])
  const email = 'nadie@example.org'
  await expect(
    network.execute(
      inviteUser,
      {
        id: network.newId(),
        email,
        name: 'Nadie',
        locale: 'es',
        roles: [{ role: 'administrator' }],
        organisation: roots,
      },
      dora,
    ),
  ).rejects.toThrow('organisation.not_yours')
  await expect(ask(roots)).rejects.toThrow('organisation_move.not_possible')
  await expect(ask(moved)).rejects.toThrow('firewall.recipient')
  // The figures it received while it served people count as received behind the firewall.
  await expect(
    network.execute(handOver, { recipient: moved, from: '2026-02-01', until: '2026-02-28' }, dora),
  ).rejects.toThrow('report.given_otherwise')
})

test('the database decides by two people, and closes nothing but behind the firewall', async () => {
  const { pool } = network.database
  const dora = network.actors.dora.user
  await expect(
    pool.query(`update organisation_move set decided_by = asked_by where allowed`),
  ).rejects.toMatchObject({ constraint: 'organisation_move_by_two' })
  await expect(
    pool.query(`update organisation set closed_at = now(), moved_to = $2 where id = $1`, [
      network.organisations.fence,
      dora,
    ]),
  ).rejects.toMatchObject({ constraint: 'organisation_moved_behind' })
  await expect(pool.query(`select arraigo.end_sharing($1)`, [network.organisations.fence])).rejects.toThrow(
    'is not closed',
  )
})

test('nobody is found by it any more, and everybody by those who keep them', async () => {
  expect(await wrongSearchKeys(network.database)).toEqual([])
})

/**
 * Tables in which a row is still shared with the organisation; the disclosure log records what it saw before.
 */
async function sharedWith(organisation: Id): Promise<string[]> {
  const { pool } = network.database
  const { rows: tables } = await pool.query<{ name: string }>(
    `select distinct table_name as name from information_schema.columns c join information_schema.tables t
       using (table_schema, table_name)
     where column_name = 'shared_with' and table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name <> 'disclosure' order by 1`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rowCount } = await pool.query(`select 1 from ${name} where $1 = any (shared_with) limit 1`, [
      organisation,
    ])
    if ((rowCount ?? 0) > 0) found.push(name)
  }
  return found
}

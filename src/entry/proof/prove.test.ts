// The firewall's proof passes on a used database, is signed, leaves no row behind, and finds a hole in a
// policy.
import { createPublicKey, verify } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { everything } from '../../../tests/everything.ts'
import { organisationIdFor } from '../../kernel/firewall.ts'
import { makeSigningKey, openSigningKey } from '../../platform/signing-key.ts'
import { signed } from '../tasks/firewall.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { proveFirewall, type Proof } from './prove.ts'
import { beginDryRun } from './dry-run.ts'
import { proveTables } from './tables.ts'

let network: TestNetwork
let proof: Proof

const prove = () =>
  proveFirewall(network.database.pool, {
    origin: 'http://localhost:3000',
    secret: 'only for this test, long enough',
  })

/** The number of rows of every table, which a proof must not change. */
async function census(): Promise<Record<string, number>> {
  const { pool } = network.database
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth', 'graphile_worker') order by 1`,
  )
  const counted: Record<string, number> = {}
  for (const { name } of rows) {
    const { rows: found } = await pool.query<{ count: number }>(`select count(*) from ${name}`)
    counted[name] = found[0]?.count ?? -1
  }
  return counted
}

// Fills every table at least once, the firewall's refusals too, so that each table's rows are tried.
beforeAll(async () => {
  network = await testNetwork()
  await everything(network)
})

test('no operation or address returns anything about a person, and each declares its exposure', async () => {
  const before = await census()
  proof = await prove()
  expect(proof.faults).toEqual([])
  expect(proof.lines.length).toBeGreaterThan(150)
  expect(proof.attempts).toBeGreaterThan(1000)
  // A table without rows proves nothing about sharing them.
  const empty = proof.lines.filter(
    ({ subject, others }) => subject.startsWith('table ') && others === 'empty',
  )
  expect(empty.map(({ subject }) => subject)).toEqual([])
  expect(await census()).toEqual(before)
})

test('the other classes are answered by the same operations, so that refusing everything would not pass', () => {
  const line = (subject: string) => proof.lines.find((one) => one.subject === subject)
  expect(line('person.caseload')).toMatchObject({
    exposure: 'person',
    behind: ['refused', 'refused'],
    others: '6 of 6',
  })
  expect(line('organisation.list')).toMatchObject({ exposure: 'open', behind: ['open', 'open'] })
  expect(line('GET /api/attachments/:id')).toMatchObject({
    exposure: 'person',
    behind: ['refused', 'refused'],
  })
  expect(line('table person')).toMatchObject({
    behind: ['no rows', 'no rows'],
    others: 'rows',
    towards: 'refused',
  })
  expect(line('referral.send')?.towards).toMatch(/^\d+ refused$/u)
})

test('it names the organisations behind the firewall, and those closed because of it', () => {
  const named = proof.lines.filter(({ subject }) => subject.startsWith('organisation '))
  expect(named.map(({ subject }) => subject).toSorted()).toEqual([
    'organisation Fuera consular (consular)',
    'organisation Fuera enforcement (enforcement)',
    'organisation Otra Huerta (enforcement)',
    'organisation Otra Huerta (– 2026-03-02) (cso)',
  ])
  expect(proof.lines.find(({ subject }) => subject === 'figures handed over')).toMatchObject({
    towards: 'nothing',
    others: '1 periods',
  })
})

test('the table is signed: a changed word is noticed', () => {
  const key = openSigningKey(makeSigningKey())
  const text = signed(proof, key)
  const [, body = '', signature = ''] = /^(.*\n)signature (\S+)$/su.exec(text) ?? []
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' })
  const holds = (said: string) =>
    verify(null, Buffer.from(said), publicKey, Buffer.from(signature, 'base64url'))
  expect(body).toContain(`key ${key.publicKey}\n`)
  expect(holds(body)).toBe(true)
  expect(holds(body.replace('refused', 'granted'))).toBe(false)
})

test('a hole in the database is found by the proof', async () => {
  const { pool } = network.database
  const about = { id: network.newId(), searched: 'everywhere', called: 'Lina' } as const
  await network.execute(registerPerson, about, network.actors.ana)
  await pool.query(`create or replace function arraigo.visible(organisation uuid, shared_with uuid[]) returns boolean
    language sql stable parallel safe return true`)
  await pool.query('alter table person drop constraint person_shared_with_firewall')
  const dryRun = await beginDryRun(pool)
  const lines = await proveTables(dryRun, [organisationIdFor('consular', network.newId())])
  await dryRun.end()
  expect(lines.find(({ subject }) => subject === 'table person')).toMatchObject({
    behind: ['ROWS'],
    faults: ['row-level security shows rows', 'a row could be shared', 'no check holds the superuser'],
  })
})

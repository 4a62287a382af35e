// The addresses that are neither a command nor a query use the same authorization as operations: every role
// requests each address, and the answer is what the table of verbs says.
import { beforeAll, expect, test } from 'vitest'
import { may } from '../../src/kernel/actor.ts'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import { getVerb } from '../../src/kernel/roles.ts'
import { addressesOf } from '../../src/platform/exposure.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { everyAddress } from '../leaks/addresses.ts'
import type { Reach } from './address.ts'
import { addresses } from './declared.ts'
import { ROLES } from './roles.ts'
import { referred, world } from './world.ts'

let network: TestNetwork
let fixture: Reach

beforeAll(async () => {
  network = await testNetwork()
  fixture = { ...(await world(network)), ...(await everyAddress(network)) }
})

test('every address is declared by its capability or by the platform, and no declared address is missing', () => {
  const there = addressesOf(fixture.http).map(({ method, path }) => `${method} ${path}`)
  expect(
    there.filter((address) => !addresses.has(address)),
    'addresses to declare in authorization.ts of their capability',
  ).toEqual([])
  expect([...addresses.keys()].filter((address) => !there.includes(address))).toEqual([])
})

const byVerb = [...addresses].flatMap(([address, { verb, works }]) =>
  verb !== undefined && works !== undefined ? [{ address, verb, works }] : [],
)

test.each(byVerb)('$address is allowed with $verb and refused without it', async ({ verb, works }) => {
  for (const [, role] of ROLES) {
    const one = await network.join(`Uno ${role}`, 'garden', [role])
    const { path, body } = await works(fixture)
    const sent = await fixture.send(one, path, body === undefined ? {} : { method: 'POST', body })
    const { status, headers } = sent
    expect(headers.get(ANSWER_MARK)).toBe(API_VERSION)
    if (may(one, getVerb(verb)) === true) expect([role, status]).not.toEqual([role, 403])
    else expect([role, status]).toEqual([role, 403])
    expect(status).toBeLessThan(500)
  }
})

test('every answer of the server carries its mark: of an address, a refusal, a file, of what does not exist', async () => {
  const there = addressesOf(fixture.http).map(({ method, path }) => ({ method, path }))
  const others = ['/', '/assets/none.js', '/api/none', '/api/none/none', '/own'].flatMap((path) =>
    ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'].map((method) => ({ method, path })),
  )
  const unmarked: string[] = []
  for (const { method, path } of [...there, ...others]) {
    const body = ['GET', 'HEAD'].includes(method) ? {} : { body: 'no JSON' }
    const response = await fixture.http.request(path.replaceAll(/:\w+(?:\{[^}]*\})?/gu, 'x'), {
      method,
      ...body,
    })
    if (response.headers.get(ANSWER_MARK) !== API_VERSION) unmarked.push(`${method} ${path}`)
    await response.body?.cancel()
  }
  expect(unmarked).toEqual([])
})

test('a device receives the parts of a record that its user may read one by one, and no others', async () => {
  const READ = {
    person: 'person.read',
    consent: 'consent.read',
    cases: 'case.read',
    forms: 'characterization.read',
    referrals: 'referral.read',
  } as const
  const { person } = await referred(fixture)
  for (const [, role] of ROLES) {
    const one = await network.join(`Dos ${role}`, 'garden', [role])
    const request = {
      device: network.newId(),
      commands: [],
      persons: [person],
      pull: { cursor: null },
    }
    const { text } = await fixture.send(one, '/api/sync', { method: 'POST', body: JSON.stringify(request) })
    const { changes } = JSON.parse(text) as {
      changes: { documents: { person: string; parts: Record<string, unknown> }[] }
    }
    const given = new Set(changes.documents.flatMap(({ parts }) => Object.keys(parts)))
    for (const [part, verb] of Object.entries(READ))
      if (may(one, getVerb(verb)) !== true) expect([role, part, given.has(part)]).toEqual([role, part, false])
    if (may(one, getVerb('person.read')) === true) expect([role, given.has('person')]).toEqual([role, true])
    else expect([role, [...given]]).toEqual([role, []])
  }
})

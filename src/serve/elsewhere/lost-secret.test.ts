// The key-encryption key that wraps the secret of the tokens is not there: nothing is told then, nobody's consent is lost, and
// once there is a secret again everybody who said yes is found, also whoever changed meanwhile.
import { beforeEach, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { inProcessKeys, makeKey } from '../../platform/key-service.ts'
import { giveConsent, refuseConsent } from '../../protect/consent/operations.ts'
import { addIdentifier, registerPerson } from '../record/operations.ts'
import { askElsewhere, renewTokens } from './operations.ts'

let network: TestNetwork
/** Of the civil-society organisation, with every role. */
let bruno: Actor
let ana: Actor

beforeEach(async () => {
  network = await testNetwork()
  ;({ ana } = network.actors)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

const card = (number: string) => ({
  id: network.newId(),
  type: 'library_card',
  country: 'xa' as const,
  number,
})

const said = (person: Id, recipient: string, fieldGroups: string[]) => ({
  id: network.newId(),
  person,
  purpose: 'known_elsewhere',
  recipient,
  fieldGroups,
  textVersion: 'known_v1',
  locale: 'es' as const,
})

async function allow(person: Id, recipient: string, by: Actor, parts = ['identity', 'documents']) {
  const yes = { ...said(person, recipient, parts), how: 'signature' as const }
  await network.execute(giveConsent, { ...yes, expiresOn: '2026-12-01' }, by)
}

async function allowing(number: string, recipient: string, by: Actor): Promise<Id> {
  const id = network.newId()
  const person = { id, searched: 'device' as const, givenNames: 'Yulia', identifiers: [card(number)] }
  await network.execute(registerPerson, person, by)
  await allow(id, recipient, by)
  return id
}

const ask = async (person: Id) =>
  (await network.execute(askElsewhere, { id: network.newId(), person }, ana)).answer

const changeKeys = (key: string) => Object.assign(network.app, { keys: inProcessKeys(() => key) })

async function renewAll(): Promise<void> {
  const system = { ...ana, scope: 'system' as const }
  while (!(await network.execute(renewTokens, {}, system)).ended);
}

const tokensOf = async (person: Id) =>
  (await network.database.pool.query('select 1 from known_token where person = $1', [person])).rowCount

test('whoever changed while no secret could be opened is found again after it was replaced', async () => {
  const [changed, quiet] = [
    await allowing('70000001', 'public', bruno),
    await allowing('70000002', 'public', bruno),
  ]
  const [here, hereQuiet] = [await allowing('70000001', 'cso', ana), await allowing('70000002', 'cso', ana)]
  const answers = async () => [await ask(here), await ask(hereQuiet)]
  expect(await answers()).toEqual(['known', 'known'])
  changeKeys(makeKey())
  expect(await answers()).toEqual(['not_known', 'not_known'])
  await network.execute(addIdentifier, { person: changed, ...card('82345678') }, bruno)
  const late = await allowing('70000003', 'public', bruno)
  expect([await tokensOf(changed), await tokensOf(quiet), await tokensOf(late)]).toEqual([1, 1, 0])
  await renewAll()
  expect(await answers()).toEqual(['known', 'known'])
  expect(await ask(await allowing('82345678', 'cso', ana))).toBe('known')
  expect(await ask(await allowing('70000003', 'cso', ana))).toBe('known')
  network.clock.advance(1)
  await renewAll()
  expect(await answers()).toEqual(['known', 'known'])
  const { rows } = await network.database.pool.query('select version, reached from known_secret')
  expect(rows).toEqual([{ version: 2, reached: null }])
})

test('a key that comes back opens nothing that was not allowed meanwhile, and what changed is made again', async () => {
  const key = makeKey()
  changeKeys(key)
  const [changed, refused, narrowed] = [
    await allowing('70000001', 'public', bruno),
    await allowing('70000002', 'public', bruno),
    await allowing('70000003', 'public', bruno),
  ]
  const here = await allowing('70000001', 'cso', ana)
  changeKeys(makeKey())
  await network.execute(addIdentifier, { person: changed, ...card('82345678') }, bruno)
  await network.execute(refuseConsent, said(refused, 'public', ['identity', 'documents']), bruno)
  await network.execute(refuseConsent, said(narrowed, 'public', ['identity', 'documents']), bruno)
  await allow(narrowed, 'public', bruno, ['identity'])
  expect([await tokensOf(changed), await tokensOf(refused), await tokensOf(narrowed)]).toEqual([1, 0, 0])
  changeKeys(key)
  expect(await ask(here)).toBe('known')
  const added = await allowing('82345678', 'cso', ana)
  expect(await ask(added)).toBe('not_known')
  await renewAll()
  expect([await ask(here), await ask(added)]).toEqual(['known', 'known'])
  const { rows } = await network.database.pool.query('select version, reached from known_secret')
  expect(rows).toEqual([{ version: 1, reached: null }])
})

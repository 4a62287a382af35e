// The list of referrals in pages: what search and filters find, on the server and on a device, and its file, which
// names nobody.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { referred, world, type World } from '../../../tests/authorization/world.ts'
import { listReferrals } from './operations.ts'

let network: TestNetwork
let fixture: World
let list: ListOf<typeof listReferrals>
let first: Awaited<ReturnType<typeof referred>>

beforeAll(async () => {
  network = await testNetwork()
  fixture = await world(network)
  list = {
    network,
    actor: fixture.rosa,
    query: listReferrals,
    ids: ({ referrals }) => referrals.map(({ id }) => id),
  }
  first = await referred(fixture, 'sent')
  await referred(fixture, 'declined')
  for (let more = 0; more < 4; more++) await referred(fixture, more % 2 === 0 ? 'sent' : 'accepted')
})

const found = async (input: object) =>
  list.ids(await network.ask(listReferrals, { side: 'sender', ...input }, fixture.rosa))

test('it is found by the name, the service, its kind and the other side, each word of them', async () => {
  const { referrals } = await network.ask(
    listReferrals,
    { side: 'sender', person: first.person },
    fixture.rosa,
  )
  const [one] = referrals
  const name = one?.introduction.calledName ?? ''
  expect(await found({ words: `${name} raices` })).toContain(first.referral)
  expect(await found({ words: `${name} nadie` })).toEqual([])
  expect((await found({ words: one?.service?.name ?? '' })).length).toBe((await found({})).length)
})

test('filters are joined', async () => {
  const { roots, fence } = network.organisations
  expect(await found({ person: first.person, other: roots, service: fixture.service })).toEqual([
    first.referral,
  ])
  expect(await found({ other: fence })).toEqual([])
  expect(await found({ states: ['declined'] })).toHaveLength(1)
  const received = await network.ask(
    listReferrals,
    { side: 'receiver', other: network.organisations.garden },
    fixture.bruno,
  )
  expect(received.referrals.length).toBe((await found({})).length)
})

test('sorted by the kind of service the pages are the whole list', async () => {
  await provePages(list, { side: 'sender' }, ['kind'], async () => {})
})

test('the pages are the whole list while others are sent', async () => {
  await provePages(list, { side: 'sender' }, ['pressing', 'sent', 'answer_by'], async () => {
    await referred(fixture, 'sent')
  })
})

test('where a page of an older release ended is still understood', async () => {
  const all = await found({ limit: 200 })
  const { referrals } = await network.ask(listReferrals, { side: 'sender', limit: 1 }, fixture.rosa)
  const after = `0${referrals[0]?.answerBy ?? ''}~${all[0] ?? ''}`
  expect(await found({ after, limit: 200 })).toEqual(all.slice(1))
})

test('the file has the same rows and names nobody; the log says so', async () => {
  const input = { side: 'sender' as const, states: ['sent' as const] }
  const rows = await fileOf(list, input)
  expect(rows).toHaveLength((await found({ ...input, limit: 200 })).length)
  const { referrals } = await network.ask(listReferrals, input, fixture.rosa)
  for (const { introduction, person, reason } of referrals)
    for (const secret of [introduction.calledName ?? '', person, reason])
      expect(JSON.stringify(rows)).not.toContain(secret)
  const { rows: logged } = await network.database.pool.query<{ fields: string[] }>(
    `select distinct fields from disclosure where via = 'referral.list.file'`,
  )
  expect(logged).toEqual([{ fields: ['referral'] }])
})

// A release of the pack that leaves a term out: records and unsent work that hold its code go on as if it were
// retired.
import { beforeAll, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../tests/harness/network.ts'
import type { Actor } from '../kernel/actor.ts'
import { getPack } from '../kernel/packs/pack-query.ts'
import { findTerm, offered, type Pack } from '../kernel/packs/pack.ts'
import type { Id } from '../kernel/words.ts'
import { getWork, identifyNeed } from '../serve/cases/operations.ts'
import { listCaseload, registerPerson, searchPeople } from '../serve/record/operations.ts'
import { getOverview } from '../understand/reports/operations.ts'
import { asOwner } from './database/connect.ts'
import { activateRelease, loadPack, type openPacks, readPack, releaseOf } from './packs/packs.ts'
import { sync } from './sync/sync.ts'

let network: TestNetwork
let ana: Actor
let lina: Id
let before: string

const owner = () => asOwner(network.database.pool)
const refresh = () => (network.app.packs as Awaited<ReturnType<typeof openPacks>>).refresh()

/** The garden's next version, without plants: neither the need nor the domain it was in. */
async function without(version: string, ...codes: string[]): Promise<Pack> {
  const pack = await readPack('packs/huerta')
  const left = (terms: Pack['taxonomies']['needs']) => terms.filter(({ code }) => !codes.includes(code))
  const { needs, needDomains } = pack.taxonomies
  return {
    ...pack,
    version,
    taxonomies: { ...pack.taxonomies, needs: left(needs), needDomains: left(needDomains) },
  }
}

const need = (code: string) => ({ id: network.newId(), person: lina, code, urgency: 'high' })
const word = async () => {
  const { pack } = await network.ask(getPack, {}, ana)
  return {
    term: findTerm(pack, 'needs', 'seedlings')?.label['es'],
    isOffered: offered(pack, 'needs').some(({ code }) => code === 'seedlings'),
  }
}

beforeAll(async () => {
  network = await testNetwork()
  ana = await network.join('Ana', 'garden', EVERY_ROLE)
  lina = network.newId()
  await network.execute(registerPerson, { id: lina, searched: 'everywhere', called: 'Lina' }, ana)
  await network.execute(identifyNeed, need('seedlings'), ana)
  before = network.app.packs.active().id
  await activateRelease(owner(), releaseOf(await without('90.0.0', 'seedlings', 'seeds')))
  await refresh()
})

test('what was recorded keeps its word, its lists and its figures, and the term is no longer offered', async () => {
  expect(network.app.packs.active().id).not.toBe(before)
  expect(await word()).toEqual({ term: 'Plántulas', isOffered: false })
  const { needs } = await network.ask(getWork, { person: lina }, ana)
  expect(needs).toMatchObject([{ code: 'seedlings', domain: 'seeds' }])
  expect((await network.ask(searchPeople, { text: 'lina' }, ana)).people).toHaveLength(1)
  expect((await network.ask(listCaseload, {}, ana)).people).toHaveLength(1)
  const { needs: figures } = await network.ask(getOverview, {}, ana)
  expect(figures.byDomain).toContainEqual({ code: 'seeds', count: 1 })
})

test.each(['the release it was made with', 'no release', 'the release of today'] as const)(
  'what a device made with the code, and sends now with %s, is taken in',
  async (release) => {
    const packRelease = { 'no release': undefined, 'the release it was made with': before }[release as string]
    const sent = {
      id: network.newId(),
      seq: 1,
      name: identifyNeed.name,
      input: need('seedlings'),
      occurredAt: '2026-03-01T10:00:00-05:00',
      ...(release === 'the release of today' && { packRelease: network.app.packs.active().id }),
      ...(packRelease !== undefined && { packRelease }),
    }
    const { outcomes, packRelease: now } = await sync(network.app, ana, {
      device: network.newId(),
      commands: [sent],
    })
    expect(outcomes).toMatchObject([{ outcome: 'applied' }])
    expect(now).toBe(network.app.packs.active().id)
  },
)

test('a code that no release ever had is refused by name', async () => {
  await expect(network.execute(identifyNeed, need('spades'), ana)).rejects.toMatchObject({
    code: 'code.unknown',
    data: { code: 'spades' },
  })
})

test('a later release that has the term again offers it, with its own words', async () => {
  await loadPack(owner(), 'packs/huerta')
  await refresh()
  expect(await word()).toEqual({ term: 'Plántulas', isOffered: true })
  expect(network.app.packs.active().id).toBe(before)
})

// The list of services on a real database: what its search and filters find, its pages, its file, and that the device
// finds the same.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, joined, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { namesOf } from '../../kernel/packs/pack.ts'
import { found } from './rules.ts'
import { changeService, listServices, offerService } from './operations.ts'

let network: TestNetwork
let list: ListOf<typeof listServices>

beforeAll(async () => {
  network = await testNetwork()
  const { beto } = network.actors
  list = { network, actor: beto, query: listServices, ids: ({ services }) => services.map(({ id }) => id) }
  const offers = [
    { kind: 'tool_loan', name: 'Árboles y azadas', about: 'Con cita', languages: ['es', 'ar'] },
    { kind: 'tool_loan', name: 'Palas', hours: 'Lunes, 8 a 12', telephone: '+57 605 000 0000' },
    { kind: 'seed_share', name: '=1+1', requirements: 'Una bolsa' },
    { kind: 'seed_share', name: 'Semillas de maíz' },
    { kind: 'plot_assignment', name: 'Parcelas' },
    { kind: 'plot_assignment', name: 'Parcelas cerradas' },
  ]
  for (const offer of offers) {
    const id = network.newId()
    await network.execute(offerService, { id, ...offer }, beto)
    network.clock.advance(1)
    if (offer.name === 'Parcelas cerradas')
      await network.execute(changeService, { id, base: 1, open: false }, beto)
  }
})

const problem = (code: string) => expect.objectContaining({ name: 'Problem', code })

const names = async (input: object) =>
  (await network.ask(listServices, { includeClosed: true, ...input }, network.actors.beto)).services.map(
    ({ name }) => name,
  )

test('every word of a search must be found, without accents, also in the kind and in what it is', async () => {
  expect(await names({ words: 'arboles' })).toEqual(['Árboles y azadas'])
  expect(await names({ words: 'CITA arboles' })).toEqual(['Árboles y azadas'])
  expect(await names({ words: 'arboles maiz' })).toEqual([])
  expect((await names({ words: 'prestamo herramientas' })).toSorted()).toEqual(['Palas', 'Árboles y azadas'])
  expect(await names({ words: '%' })).toEqual([])
})

test('filters are joined', async () => {
  expect(await names({ language: 'ar' })).toEqual(['Árboles y azadas'])
  expect(await names({ kind: 'plot_assignment', open: false })).toEqual(['Parcelas cerradas'])
  expect(await names({ open: true, kind: 'plot_assignment' })).toEqual(['Parcelas'])
  const [, second] = (await network.ask(listServices, { sort: 'assured' }, network.actors.beto)).services
  expect(await names({ assuredBefore: second?.assuredAt ?? '' })).toEqual(['Árboles y azadas'])
})

test('the device finds the same', async () => {
  const { services } = await network.ask(listServices, { includeClosed: true }, network.actors.beto)
  for (const by of [{ words: 'CITA arboles' }, { language: 'ar' }, { open: false }, { kind: 'seed_share' }])
    expect(found(services, { includeClosed: true, ...by }).map(({ name }) => name)).toEqual(await names(by))
})

test('by kind they stand in the order of its name in the language of the reader', async () => {
  const { pack } = network.app.packs.active()
  const kindsFor = async (locale: Actor['locale']) => {
    const actor = { ...network.actors.beto, locale }
    const { services } = await network.ask(listServices, { includeClosed: true, sort: 'kind' }, actor)
    const names = namesOf(pack, 'serviceKinds', locale)
    expect(found(services.toReversed(), { includeClosed: true, sort: 'kind' }, {}, names)[0]?.kind).toBe(
      services[0]?.kind,
    )
    return services.map(({ kind }) => names[kind] ?? '')
  }
  for (const locale of ['es', 'en', 'ar'] as const) {
    const kinds = await kindsFor(locale)
    expect(new Set(kinds).size).toBeGreaterThan(2)
    expect(kinds).toEqual(kinds.toSorted((one, other) => one.localeCompare(other, locale)))
  }
})

test('its pages are the whole list, no row twice, while others add services', async () => {
  let added = 0
  await provePages(list, { includeClosed: true }, ['name', 'organisation', 'assured', 'kind'], async () => {
    added += 1
    const id = network.newId()
    const name = `${added % 2 === 0 ? 'A' : 'Z'} ${added}`
    await network.execute(offerService, { id, kind: 'tool_loan', name }, network.actors.dora)
  })
})

test('a cursor that was made up, or is of another order, is refused', async () => {
  const { next = '' } = await network.ask(listServices, { sort: 'name', limit: 1 }, network.actors.beto)
  for (const asked of [
    { after: 'x' },
    { sort: 'assured' as const, after: next },
    { sort: 'name' as const, down: true, after: next },
    { sort: 'assured' as const, after: Buffer.from('["assured",false,"no day","x"]').toString('base64url') },
  ])
    await expect(network.ask(listServices, asked, network.actors.beto)).rejects.toEqual(
      problem('input.invalid'),
    )
})

test('the file has exactly what the list is narrowed to, and no formula', async () => {
  const input = { includeClosed: true, kind: 'seed_share', sort: 'name' as const }
  const ids = await joined(list, input, 500)
  const rows = await fileOf(list, input)
  expect(rows).toHaveLength(ids.length)
  expect(rows.map(([name]) => name)).toEqual(
    (await names(input)).map((name) => (name === '=1+1' ? "'=1+1" : name)),
  )
})

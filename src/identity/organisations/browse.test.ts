// The directory of the network in pages, its file, and the page of one organisation.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { browseOrganisations, openCentre, registerOrganisation, showOrganisation } from './operations.ts'

let network: TestNetwork
let list: ListOf<typeof browseOrganisations>

const details = { timeZone: 'America/Bogota', locale: 'es', secondFactor: 'optional' as const }

beforeAll(async () => {
  network = await testNetwork()
  list = {
    network,
    actor: network.actors.beto,
    query: browseOrganisations,
    ids: ({ organisations }) => organisations.map(({ id }) => id),
  }
})

const names = async (input: object) =>
  (await network.ask(browseOrganisations, input, network.actors.beto)).organisations.map(({ name }) => name)

test('they are found by every word, and by class', async () => {
  expect(await names({ words: 'raices' })).toEqual(['Raíces'])
  expect((await names({ words: 'HUERTA' })).toSorted()).toEqual(['Huerta del Barrio', 'Otra Huerta'])
  expect(await names({ words: 'huerta', class: 'cso' })).toEqual(['Otra Huerta'])
})

test('the pages are the whole directory while others are taken in', async () => {
  let added = 0
  await provePages(list, {}, ['name', 'class'], async () => {
    added += 1
    const name = `${added % 2 === 0 ? 'A' : 'Z'} ${added}`
    const one = { id: network.newId(), class: 'cso' as const, name, ...details }
    await network.execute(registerOrganisation, one, network.actors.dora)
  })
})

test('the file has the same rows', async () => {
  const input = { class: 'public' as const }
  expect((await fileOf(list, input)).map(([name]) => name)).toEqual(await names(input))
})

test('its page says how it is reached and where', async () => {
  const id = network.newId()
  const contact = 'Calle 1\nPregunte por Marta'
  await network.execute(
    registerOrganisation,
    { id, class: 'cso', name: 'Semillero', contact, ...details },
    network.actors.dora,
  )
  const centre = { id: network.newId(), name: 'Casa del Barrio', address: 'Calle 2' }
  await network.execute(openCentre, centre, network.actors.dora)
  const { beto } = network.actors
  expect(await network.ask(showOrganisation, { organisation: id }, beto)).toMatchObject({
    contact,
    centres: [],
  })
  const garden = await network.ask(showOrganisation, { organisation: network.organisations.garden }, beto)
  expect(garden.centres.map(({ name }) => name)).toContain('Casa del Barrio')
  await expect(network.ask(showOrganisation, { organisation: network.newId() }, beto)).rejects.toMatchObject({
    code: 'organisation.unknown',
  })
})

// Saved views: each user has their own in each organisation.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { listViews, removeView, saveView } from './operations.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
})

const save = async (actor: Actor, name: string, list = 'service') => {
  const id = network.newId()
  await network.execute(saveView, { id, list, name, search: 'state=closed&sort=-assured' }, actor)
  return id
}
const names = async (actor: Actor, list = 'service') =>
  (await network.ask(listViews, { list }, actor)).views.map(({ name }) => name)

test('a view is of its user and its list, and nobody else reads or deletes it', async () => {
  const { ana, clara } = network.actors
  const id = await save(ana, 'Cerrados')
  await save(ana, 'Cerradas', 'organisation')
  expect(await names(ana)).toEqual(['Cerrados'])
  expect(await names(clara)).toEqual([])
  await expect(network.execute(removeView, { id }, clara)).rejects.toMatchObject({ code: 'view.unknown' })
  await expect(
    network.execute(removeView, { id }, { ...ana, organisation: clara.organisation }),
  ).resolves.toBeTruthy()
  expect(await names(ana)).toEqual([])
})

test('in another organisation the same user has others', async () => {
  const { beto, eve } = network.actors
  await save(beto, 'Lo mío')
  expect(await names({ ...beto, organisation: eve.organisation })).toEqual([])
})

test('a name is given once, and there is a most', async () => {
  const { sol } = network.actors
  await save(sol, 'Una')
  await expect(save(sol, 'Una')).rejects.toMatchObject({ code: 'view.name_taken' })
  for (let at = 1; at < 50; at++) await save(sol, `Vista ${at}`)
  await expect(save(sol, 'Otra más')).rejects.toMatchObject({ code: 'view.too_many' })
})

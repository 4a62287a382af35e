// The users of an organisation in pages: what search and filters find, and the file.
import { beforeAll, expect, test } from 'vitest'
import { fileOf, provePages, type ListOf } from '../../../tests/harness/list-pages.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { browseUsers, deactivateUser, inviteUser, listUsers } from './operations.ts'

let network: TestNetwork
let list: ListOf<typeof browseUsers>
let invited = 0

async function invite(name: string, role: 'analyst' | 'front_desk' = 'analyst') {
  invited += 1
  const email = `${invited}@example.org`
  const one = { id: network.newId(), name, email, locale: 'es', roles: [{ role }] }
  return (await network.execute(inviteUser, one, network.actors.dora)).id
}

beforeAll(async () => {
  network = await testNetwork()
  list = {
    network,
    actor: network.actors.dora,
    query: browseUsers,
    ids: ({ users }) => users.map(({ id }) => id),
  }
  await invite('Íris Peña', 'front_desk')
  const closed = await invite('Óscar Díaz')
  await network.execute(deactivateUser, { user: closed }, network.actors.dora)
})

const names = async (input: object) =>
  (await network.ask(browseUsers, input, network.actors.dora)).users.map(({ name }) => name)

test('they are found by name, address and role', async () => {
  expect(await names({ words: 'iris' })).toEqual(['Íris Peña'])
  expect(await names({ words: '1@example pena' })).toEqual(['Íris Peña'])
  expect(await names({ words: 'oscar', state: 'closed' })).toEqual(['Óscar Díaz'])
  expect(await names({ words: 'oscar', state: 'active' })).toEqual([])
  expect(await names({ role: 'front_desk' })).toContain('Íris Peña')
  expect(await names({ words: 'recepcion' })).toEqual(await names({ role: 'front_desk' }))
})

test('each state finds those that the list shows in it', async () => {
  const { users } = await network.ask(browseUsers, { limit: 500 }, network.actors.dora)
  type Listed = (typeof users)[number]
  const states = {
    active: ({ active }: Listed) => active,
    closed: ({ active }: Listed) => !active,
    invited: ({ active, invited: waits }: Listed) => active && waits,
    program: ({ program }: Listed) => program,
    without_role: ({ active, roles }: Listed) => active && roles.length === 0,
    awaits: ({ roles }: Listed) => roles.some((role) => role.awaits !== undefined),
  }
  for (const [state, holds] of Object.entries(states))
    expect(await names({ state }), state).toEqual(users.filter(holds).map(({ name }) => name))
})

test('all of them are those of the list without pages', async () => {
  const all = (await network.ask(listUsers, {}, network.actors.dora)).map(({ id }) => id)
  const { users } = await network.ask(browseUsers, { limit: 500 }, network.actors.dora)
  expect(users.map(({ id }) => id).toSorted()).toEqual(all.toSorted())
})

test('the pages are the whole list while others are invited', async () => {
  await provePages(list, {}, ['name', 'email'], async () => {
    await invite(`${invited % 2 === 0 ? 'A' : 'Z'} ${invited}`)
  })
})

test('the file has the same rows', async () => {
  const input = { role: 'front_desk' as const }
  expect((await fileOf(list, input)).map(([name]) => name)).toEqual(await names(input))
})

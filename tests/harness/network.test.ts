// Tests the harness itself: which users belong to which organisation, and that a stranger reaches nothing.
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from './network.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

test('the people of the network belong to different organisations', () => {
  const { ana, beto, vera, eve } = network.actors
  expect(new Set([ana, beto, vera, eve].map((actor) => actor.organisation)).size).toBe(4)
  expect(ana.roles).toEqual(['front_desk'])
})

test('an unknown command is a problem with a code, in its own media type', async () => {
  const answer = await network.http(network.actors.ana).post('nothing.known', {})
  expect(answer.status).toBe(404)
  expect(answer.body).toMatchObject({ code: 'command.unknown' })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
})

test('a caller without a session reaches nothing', async () => {
  const answer = await network.http().post('person.register', {})
  expect(answer.status).toBe(401)
})

test('the clock stands still until a test moves it', () => {
  const before = network.app.now()
  network.clock.advance(90)
  expect(network.app.now().getTime() - before.getTime()).toBe(90 * 86_400_000)
})

// Answers of the API as they are sent: compressed when that makes them smaller and the caller can read it.
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { searchPeople } from '../../serve/record/operations.ts'
import { inventPerson, seeded } from '../../../tests/harness/names.ts'
import { insertPeople } from '../../../tests/harness/population.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { api } from './http.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
  const person = { ...inventPerson(seeded(1)), givenNames: 'Zoraida', firstSurname: 'Epinayú' }
  const rows = Array.from({ length: 20 }, () => ({ id: network.app.newId(), person }))
  await insertPeople(network.database.pool, network.actors.ana, rows)
})

async function search(text: string, encoding?: string) {
  const hono = api(network.app, async () => network.actors.ana)
  const response = await hono.request(`/api/${searchPeople.name}`, {
    method: 'POST',
    body: JSON.stringify({ text }),
    headers: { 'content-type': 'application/json', ...(encoding && { 'accept-encoding': encoding }) },
  })
  expect(response.status).toBe(200)
  const bytes = Buffer.from(await response.arrayBuffer())
  const sent = response.headers.get('content-encoding')
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(Number(response.headers.get('content-length'))).toBe(bytes.length)
  const body = sent === 'gzip' ? gunzipSync(bytes) : bytes
  const { people } = JSON.parse(body.toString()) as { people: object[] }
  return { sent, vary: response.headers.get('vary'), people: people.length }
}

test('an answer of some length is compressed for whoever accepts that', async () => {
  const all = { people: 20, vary: 'Accept-Encoding' }
  expect(await search('zoraida', 'gzip, deflate, br')).toEqual({ ...all, sent: 'gzip' })
  expect(await search('zoraida', 'br;q=1, gzip;q=0.2')).toEqual({ ...all, sent: 'gzip' })
  expect(await search('zoraida', 'gzip;q=0, br')).toEqual({ ...all, sent: null })
  expect(await search('zoraida')).toEqual({ ...all, sent: null })
})

test('a short answer is sent as it is', async () => {
  expect(await search('qqqq', 'gzip')).toEqual({ people: 0, vary: null, sent: null })
})

// The street map of an operator is served in the parts that are asked for, and in no other way.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { cleanups } from '../../../tests/harness/cleanup.ts'
import { streetMap } from './street-map.ts'
import { webPages } from './web.ts'

const BYTES = Uint8Array.from({ length: 1000 }, (_, at) => at % 251)
let file: string

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-streets-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  file = join(folder, 'streets.pmtiles')
  await writeFile(file, BYTES)
})

const ask = async (range?: string) =>
  await streetMap(file).request('/map/streets.pmtiles', { headers: range === undefined ? {} : { range } })

test.each([
  ['bytes=0-99', 0, 100],
  ['bytes=900-999', 900, 1000],
  ['bytes=990-16383', 990, 1000],
])('a part: %s', async (range, from, to) => {
  const answer = await ask(range)
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/1000`)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(BYTES.slice(from, to))
})

test.each([undefined, 'bytes=1000-1001', 'bytes=5-4', 'bytes=0-1,3-4', 'bytes=-5', 'bytes=0-', 'lines=0-1'])(
  'nothing else: %s',
  async (range) => {
    const answer = await ask(range)
    expect(answer.status).toBe(416)
    expect(answer.headers.get('content-range')).toBe('bytes */1000')
    expect(await answer.text()).toBe('')
  },
)

test('another file has another tag', async () => {
  const tag = async () => (await ask('bytes=0-1')).headers.get('etag')
  const before = await tag()
  expect(await tag()).toBe(before)
  await writeFile(file, BYTES.slice(1))
  expect(await tag()).not.toBe(before)
  await writeFile(file, BYTES)
})

test('pages learn whether there is one', async () => {
  const of = async (streets?: string) =>
    await (await webPages(undefined, streets).request('/map/base.json')).json()
  expect(await of(file)).toEqual({ streets: true })
  expect(await of()).toEqual({ streets: false })
  expect((await streetMap(undefined).request('/map/streets.pmtiles')).status).toBe(404)
})

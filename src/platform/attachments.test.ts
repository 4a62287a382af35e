// Files that prove something: judged by content, kept once by hash, handed out only as their row allows.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOf, PNG } from '../../tests/harness/files.ts'
import { testNetwork, type TestNetwork } from '../../tests/harness/network.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Id } from '../kernel/words.ts'
import { registerPerson } from '../serve/people/contract.ts'

let network: TestNetwork
let folder: string
let person: Id

beforeAll(async () => {
  network = await testNetwork()
  folder = await mkdtemp(join(tmpdir(), 'arraigo-attachments-'))
  person = network.newId()
  const ana = network.actors.ana
  await network.execute(registerPerson, { id: person, givenNames: 'Sofía', searched: 'everywhere' }, ana)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const as = (actor: Actor) => filesOf(network, folder, actor)
const status = async (sent: ReturnType<ReturnType<typeof as>['upload']>) => (await sent).response.status

async function kept(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

test('an upload is judged by its content, not by its name, and what is refused leaves nothing behind', async () => {
  const { ana, eve } = network.actors
  const before = await kept()
  expect(await status(as(ana).upload(person, Buffer.from('<script>alert(1)</script>'), 'photo.png'))).toBe(
    422,
  )
  expect(await status(as(ana).upload(person, Buffer.alloc(0)))).toBe(422)
  expect(await status(as(ana).upload(person, Buffer.concat([PNG, Buffer.alloc(10_000_000)])))).toBe(413)
  expect(await status(as(ana).upload(person, PNG, 'a\u0000b'))).toBe(422)
  expect(await status(as(eve).upload(person))).toBe(404)
  expect(await kept()).toEqual(before)
})

test('the same upload sent again is the same; another file under its id is refused', async () => {
  const { ana } = network.actors
  const { id } = await as(ana).upload(person)
  expect(await status(as(ana).upload(person, PNG, 'Rosa Díaz.png', id))).toBe(200)
  expect(await status(as(ana).upload(person, Buffer.concat([PNG, Buffer.from('more')]), 'b.png', id))).toBe(
    409,
  )
  const names = await kept()
  expect(new Set(names).size).toBe(names.length)
})

test('a download says in its headers that it is to be kept, not run, and is written down', async () => {
  const { ana, eve } = network.actors
  const { id } = await as(ana).upload(person)
  const response = await as(ana).download(id)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
  expect(response.headers.get('content-disposition')).toMatch(/^attachment;.*Rosa%20D%C3%ADaz\.png/u)
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await as(eve).download(id)).status).toBe(404)
  const { rows } = await network.database.pool.query(
    `select count(*)::int as looks from disclosure where person = $1 and via = 'attachment.open'`,
    [person],
  )
  expect(rows).toEqual([{ looks: 1 }])
})

// Tests files of evidence: checked by content, stored once by hash, returned only to the organisations of
// their row.
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOf, PNG, webm } from '../../../tests/harness/files.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { buildApp } from '../app.ts'
import { runJob } from '../jobs.ts'
import { sweeping } from '../sweep.ts'
import { registerPerson } from '../../serve/record/operations.ts'

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

test('a photograph whose location cannot be removed is refused, with what to do', async () => {
  const { ana } = network.actors
  const heic = (brand: string) =>
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(40)])
  for (const brand of ['heic', 'heix', 'mif1', 'msf1']) {
    const { response } = await as(ana).upload(person, heic(brand), 'IMG_0031.HEIC')
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'attachment.heic' }])
  }
})

test('the same upload sent again is the same; another file under its id is refused', async () => {
  const { ana } = network.actors
  const { id } = await as(ana).upload(person)
  expect(await status(as(ana).upload(person, PNG, 'Rosa Díaz.png', id))).toBe(200)
  expect(await status(as(ana).upload(person, Buffer.from('%PDF-1.7\n%%EOF'), 'b.pdf', id))).toBe(409)
  const names = await kept()
  expect(new Set(names).size).toBe(names.length)
})

test('a download is sent as an attachment that browsers do not run, and is logged', async () => {
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

test('the location of a photograph is removed when it is uploaded', async () => {
  const { ana } = network.actors
  const metadata = Buffer.from('00000010655849664750532031312e3534342c202d37322e1234', 'hex')
  metadata.writeUInt32BE(metadata.length - 12)
  const photo = Buffer.concat([PNG.subarray(0, 33), metadata, PNG.subarray(33)])
  const { id } = await as(ana).upload(person, photo)
  const body = Buffer.from(await (await as(ana).download(id)).arrayBuffer())
  expect(photo.includes('GPS')).toBe(true)
  expect(body).toEqual(PNG)
  const broken = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(20)])
  expect(await status(as(ana).upload(person, broken, 'photo.jpg'))).toBe(422)
})

test('a file without a row is deleted after a day, and no other file is', async () => {
  const { ana } = network.actors
  const { app, database, clock } = network
  await as(ana).upload(person)
  const wanted = await kept()
  const orphan = 'a'.repeat(64)
  await writeFile(join(folder, orphan), 'left by a killed server')
  await writeFile(join(folder, 'incoming', 'half'), 'half a photograph')
  const swept = buildApp([sweeping(folder)], { ...app, pool: database.pool })
  const age = async (hours: number) => {
    const then = new Date(clock.now.getTime() - hours * 3_600_000)
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    for (const file of files) await utimes(join(file.parentPath, file.name), then, then)
  }
  await age(23)
  await runJob(swept, 'attachment.sweep')
  expect(await kept()).toHaveLength(wanted.length + 2)
  await age(25)
  await runJob(swept, 'attachment.sweep')
  expect((await kept()).sort()).toEqual(wanted.sort())
  await runJob(swept, 'attachment.sweep')
  expect((await kept()).sort()).toEqual(wanted.sort())
})

test('a recording is accepted when it has sound only and no location, and is returned as a file', async () => {
  const { ana, beto, vera } = network.actors
  const { id, response } = await as(ana).upload(person, webm('sound'), 'Sofía dice que sí.webm')
  expect([response.status, await response.json()]).toMatchObject([200, { mediaType: 'audio/webm' }])
  const played = await as(ana).download(id)
  expect(played.status).toBe(200)
  expect(played.headers.get('content-type')).toBe('audio/webm')
  expect(played.headers.get('content-disposition')).toMatch(/^attachment;/u)
  expect(played.headers.get('content-security-policy')).toContain('sandbox')
  expect(played.headers.get('x-content-type-options')).toBe('nosniff')
  for (const actor of [beto, vera]) expect((await as(actor).download(id)).status).toBe(404)
  const box = (kind: string, body = Buffer.alloc(0)) =>
    Buffer.concat([Buffer.from([0, 0, 0, 8 + body.length]), Buffer.from(kind, 'latin1'), body])
  const mp4 = (handler: string, ...more: Buffer[]) =>
    Buffer.concat([
      box('ftyp', Buffer.from('isom\0\0\0\0isom')),
      box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(12)])),
      ...more,
    ])
  const wav = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt '), Buffer.alloc(40)])
  const tried: [Buffer, number][] = [
    [wav, 200],
    [mp4('soun'), 200],
    [mp4('vide'), 422],
    [mp4('soun', box('\u{a9}xyz', Buffer.from('+11.5-072.9'))), 422],
    [webm('pictures'), 422],
    [webm('sound').subarray(0, 45), 422],
  ]
  for (const [file, answer] of tried) expect(await status(as(ana).upload(person, file, 'voz'))).toBe(answer)
})

test('an id names one file of one person across organisations: no other file can replace it', async () => {
  const { ana, eve } = network.actors
  const { id } = await as(ana).upload(person)
  const [neighbour, strangers] = [network.newId(), network.newId()]
  const named = { givenNames: 'Otra', searched: 'everywhere' as const }
  await network.execute(registerPerson, { id: neighbour, ...named }, ana)
  await network.execute(registerPerson, { id: strangers, ...named }, eve)
  const other = Buffer.from('%PDF-1.7\n%%EOF')
  expect(await status(as(ana).upload(neighbour, other, 'b.pdf', id))).toBe(409)
  expect(await status(as(eve).upload(strangers, other, 'b.pdf', id))).toBe(409)
  expect(Buffer.from(await (await as(ana).download(id)).arrayBuffer())).toEqual(PNG)
  // Also when both uploads run at the same time.
  const fresh = network.newId()
  const both = await Promise.all([
    status(as(ana).upload(neighbour, other, 'b.pdf', fresh)),
    status(as(eve).upload(strangers, PNG, 'b.png', fresh)),
  ])
  expect(both.toSorted()).toEqual([200, 409])
})

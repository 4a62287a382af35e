// A text of the pack said aloud: used at once by who recorded it, by others after a second person, and by nobody once the
// words are others.
import { mkdir, mkdtemp, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { fileOf } from '../../../tests/harness/list-pages.ts'
import { pdf, webm } from '../../../tests/harness/files.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { wordsToSay } from '../../kernel/packs/pack-spoken.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { hashOf } from '../../platform/packs/pack-media.ts'
import { loadPack, readPack } from '../../platform/packs/packs.ts'
import { listRecordings } from './operations.ts'

let network: TestNetwork
const SOUND = webm('sound')
const KEY = 'consent/v1'

beforeAll(async () => {
  network = await testNetwork()
})

const post = (actor: Actor, name: string, input: object) => network.http(actor).post(name, input)

async function record(actor: Actor, more: object = {}): Promise<Id> {
  const id = network.newId()
  const input = { id, key: KEY, language: 'ar', sound: SOUND.toString('base64'), ...more }
  expect(await post(actor, 'recording.keep', input)).toMatchObject({ status: 200 })
  return id
}

async function heard(actor: Actor, more: object = {}) {
  const { body } = await network
    .http(actor)
    .get('recording.list', { organisation: actor.organisation, ...more })
  return (body as { recordings: { id: string; standing: string }[] }).recordings
}
const sound = async (actor: Actor, id: string) => await network.http(actor).get('recording.hear', { id })

test('whoever recorded it uses it at once, others once a second person has confirmed it', async () => {
  const { ana, sol, clara, beto } = network.actors
  const id = await record(ana)
  expect(await heard(ana)).toContainEqual({ id, key: KEY, language: 'ar', standing: 'own' })
  expect((await heard(clara)).map((one) => one.id)).not.toContain(id)
  expect((await sound(clara, id)).status).toBe(404)
  expect((await sound(ana, id)).body).toEqual({ type: 'audio/webm', sound: SOUND.toString('base64') })
  expect((await heard(sol)).map((one) => one.id)).not.toContain(id)
  expect((await heard(sol, { waiting: true })).find((one) => one.id === id)).toMatchObject({
    standing: 'waiting',
    by: 'Ana',
  })
  expect((await post(ana, 'recording.confirm', { id })).status).toBe(403)
  expect((await post(sol, 'recording.confirm', { id })).status).toBe(200)
  expect((await heard(clara)).find((one) => one.id === id)).toMatchObject({ standing: 'confirmed' })
  expect((await sound(clara, id)).status).toBe(200)
  // Another organisation says it in words of its own.
  expect(await heard(beto)).toEqual([])
  expect((await sound(beto, id)).status).toBe(404)
  expect(await heard(beto, { organisation: ana.organisation })).toEqual([])
})

test('a second take of the same words takes the place of the first, so that nobody fills the store', async () => {
  const { clara } = network.actors
  const [first, second] = [await record(clara, { language: 'es' }), await record(clara, { language: 'es' })]
  expect((await heard(clara)).map((one) => one.id)).toContain(second)
  expect((await heard(clara)).map((one) => one.id)).not.toContain(first)
  const { rows } = await network.database.pool.query('select sound from recording where id = $1', [first])
  expect(rows).toEqual([{ sound: null }])
})

test('the file of the list has the words, and only whom the list shows', async () => {
  const { clara, sol } = network.actors
  await record(clara, { language: 'en', key: 'question/characterization/has_gardened' })
  const fileFor = (actor: Actor) =>
    fileOf(
      { network, actor, query: listRecordings },
      { organisation: network.organisations.garden, waiting: true },
    )
  const said = '¿Has cultivado antes?'
  expect((await fileFor(clara)).filter(([words]) => words === said)).toEqual([
    [said, 'Inglés', 'Suya, sin confirmar', ''],
  ])
  expect((await fileFor(sol)).filter(([words]) => words === said)).toEqual([
    [said, 'Inglés', 'Por confirmar', 'Clara'],
  ])
  expect(await fileFor(network.actors.beto)).toEqual([])
})

test('nobody confirms what they recorded themselves', async () => {
  const { sol } = network.actors
  const id = await record(sol)
  expect(await post(sol, 'recording.confirm', { id })).toMatchObject({
    status: 403,
    body: { code: 'recording.own' },
  })
})

test('what is no sound, is too large, shows pictures, or is of no text of the pack is refused', async () => {
  const { ana } = network.actors
  const one = { id: network.newId(), key: KEY, language: 'ar' }
  const wrong = { status: 422, body: { code: 'recording.wrong_type' } }
  for (const file of [pdf(1), webm('pictures'), Buffer.from('<script>'), Buffer.alloc(10)])
    expect(
      await post(ana, 'recording.keep', { ...one, sound: file.toString('base64') || 'AAAA' }),
    ).toMatchObject(wrong)
  expect(await post(ana, 'recording.keep', { ...one, sound: 'A'.repeat(940_000) })).toMatchObject({
    body: { code: 'input.invalid' },
  })
  const said = { ...one, sound: SOUND.toString('base64') }
  for (const key of ['consent/v9', 'purpose/none', 'question/none/none'])
    expect(await post(ana, 'recording.keep', { ...said, key })).toMatchObject({
      status: 404,
      body: { code: 'recording.text_unknown' },
    })
  expect(await post(ana, 'recording.keep', { ...said, language: 'xx' })).toMatchObject({
    body: { code: 'code.unknown' },
  })
})

test('the sound is in no log, and is deleted when the recording is retired', async () => {
  const { ana, sol } = network.actors
  const id = await record(ana)
  const { rows: logged } = await network.database.pool.query(
    `select from command_log l where l::text like $1`,
    [`%${SOUND.toString('base64').slice(0, 40)}%`],
  )
  expect(logged).toEqual([])
  expect((await post(ana, 'recording.retire', { id })).status).toBe(200)
  const other = await record(ana)
  const ana2 = await network.join('Aura', 'garden', ['front_desk'])
  expect((await post(ana2, 'recording.retire', { id: other })).status).toBe(404)
  expect((await post(sol, 'recording.retire', { id: other })).status).toBe(200)
  const { rows } = await network.database.pool.query('select sound from recording where id = $1', [other])
  expect(rows).toEqual([{ sound: null }])
  expect((await sound(ana, other)).status).toBe(404)
})

test('a pack brings recordings, which are heard until the words are others; a forged one is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-pack-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp('packs/huerta', folder, { recursive: true })
  await mkdir(join(folder, 'recordings/ar'), { recursive: true })
  await writeFile(join(folder, 'recordings/ar/consent.v1.webm'), SOUND)
  const words = wordsToSay(await readPack('packs/huerta'), KEY, 'ar') ?? ''
  const entry = { key: KEY, language: 'ar', voiceAgreedOn: '2026-01-05', file: 'ar/consent.v1.webm' }
  const manifest = (text: string) =>
    writeFile(join(folder, 'recordings/manifest.json'), JSON.stringify([{ ...entry, text }]))
  await manifest(hashOf(words))
  const owner = asOwner(network.database.pool)
  await loadPack(owner, folder)
  const fresh = await asOfNow()
  expect((await fresh.heard()).filter(({ standing }) => standing === 'pack')).toHaveLength(1)
  expect((await fresh.sound(hashOf(SOUND))).body).toMatchObject({ type: 'audio/webm' })

  const text = JSON.parse(await readFile(join(folder, 'consent/v1.json'), 'utf8')) as {
    text: Record<string, string>
  }
  await writeFile(
    join(folder, 'consent/v1.json'),
    JSON.stringify({ ...text, text: { ...text.text, ar: `${text.text['ar']} كلمة` } }),
  )
  await loadPack(owner, folder)
  const later = await asOfNow()
  expect((await later.heard()).filter(({ standing }) => standing === 'pack')).toEqual([])

  await writeFile(join(folder, 'recordings/ar/consent.v1.webm'), pdf(1))
  await expect(readPack(folder)).rejects.toThrow('not a sound')
})

/** As Clara of the garden, with the pack that is active now. */
async function asOfNow() {
  await (network.app.packs as unknown as { refresh(): Promise<void> }).refresh()
  return {
    heard: () => heard(network.actors.clara),
    sound: (id: string) => sound(network.actors.clara, id),
  }
}

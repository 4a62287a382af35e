// The proof of a yes: a file of the right kind, for those who recorded it and those who keep the record, and
// for no verifier and no receiver.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { filesOf, PNG, webm } from '../../../tests/harness/files.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { attachEvidence, outcomesOfPerson } from '../../fund/outcomes/operations.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { listConsents } from './operations.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor
let person: Id
let { allow, shared } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto } = network.actors)
})
beforeEach(async () => {
  ;({ person, allow, shared } = await lina(network))
})

const files = (actor: Actor) => filesOf(network, network.folder, actor)
const bring = async (body: Buffer, actor = ana) => (await files(actor).upload(person, body)).id
const hears = async (actor: Actor, id: Id) => (await files(actor).download(id)).status

test('a yes by voice carries its recording, to be heard by whoever reads the consent here', async () => {
  const attachment = await bring(webm('sound'))
  const id = await allow(['identity'], { how: 'voice', attachment })
  const { consents } = await network.ask(listConsents, { person }, network.actors.clara)
  expect(consents).toMatchObject([{ id, how: 'voice', attachment, attachmentType: 'audio/webm' }])
  expect(await hears(network.actors.clara, attachment)).toBe(200)
  const { rows } = await network.database.pool.query(
    `select purpose from disclosure where person = $1 and via = 'attachment.open'`,
    [person],
  )
  expect(rows).toEqual([{ purpose: 'consent' }])
})

test('taken down by a receiver, it is the keeper’s to hear too; a receiver does not hear the keeper’s', async () => {
  const theirs = await bring(webm('sound'))
  await allow(['identity'], { how: 'voice', attachment: theirs })
  await shared(['identity'])
  const { consents } = await network.ask(listConsents, { person }, beto)
  expect(consents.find(({ attachment }) => attachment === theirs)).toMatchObject({ attachmentType: null })
  expect(await hears(beto, theirs)).toBe(404)
  const ours = await bring(webm('sound'), beto)
  await allow(['contact'], { how: 'voice', attachment: ours }, beto)
  expect(await hears(ana, ours)).toBe(200)
  for (const other of [network.actors.eve, network.actors.vera]) expect(await hears(other, ours)).toBe(404)
})

test('a file of another kind shows nothing, nor does one of somebody else', async () => {
  const unfit = { code: 'consent.attachment_unfit', status: 422 }
  const [voice, page] = [await bring(webm('sound')), await bring(PNG)]
  for (const [how, attachment] of [
    ['signature', voice],
    ['thumbprint', voice],
    ['voice', page],
  ] as const)
    expect(await refusal(allow(['identity'], { how, attachment }))).toMatchObject(unfit)
  const witnessed = { how: 'verbal_with_witness', witness: 'Rosa', attachment: voice } as const
  await allow(['identity'], witnessed)
  await allow(['identity'], { how: 'thumbprint', attachment: page })
  const other = await lina(network)
  expect(await refusal(other.allow(['identity'], { how: 'thumbprint', attachment: page }))).toMatchObject({
    code: 'attachment.unknown',
  })
})

test('a voice is never evidence of a result: a verifier must not hear whose it is', async () => {
  const { clara } = network.actors
  await network.execute(recordMilestone, { person, milestone: 'first_harvest', on: '2026-02-01' }, clara)
  await network.work()
  const { claims } = await network.ask(outcomesOfPerson, { person }, clara)
  const attachment = await bring(webm('sound'), clara)
  const evidence = { id: network.newId(), claim: claims[0]?.id as Id, attachment, type: 'harvest_photo' }
  expect(await refusal(network.execute(attachEvidence, evidence, clara))).toMatchObject({
    code: 'evidence.is_a_voice',
  })
})

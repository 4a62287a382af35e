// A file that was stored before the person said no proves an earlier yes, and never the one that reverses the
// no.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { filesOf, picture } from '../../../tests/harness/files.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { opened } from '../../../tests/harness/own-view.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { listConsents, confirmConsent, refuseConsent } from './operations.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor
let person: Id
let { later, allow, refuse, shared, seenBy } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, beto } = network.actors)
})
beforeEach(async () => {
  ;({ person, later, allow, refuse, shared, seenBy } = await lina(network))
})

let pages = 0
/** A different page each time, unless one is given. */
const bring = async (actor: Actor, page = picture(pages++)) =>
  (await filesOf(network, network.folder, actor).upload(person, page)).id
const one = async (id: Id) =>
  (await network.ask(listConsents, { person }, ana)).consents.find((each) => each.id === id)
const confirm = (id: Id, attachment?: Id) =>
  network.execute(confirmConsent, { person, id, ...(attachment && { attachment }) }, ana)

const older = { code: 'consent.proof_older', status: 409 }

test('a page that was here before the person said no proves no new yes, under another name and from another organisation neither', async () => {
  await shared(['identity', 'contact'])
  const [page, again] = [picture(pages++), picture(pages++)]
  const old = await bring(ana, page)
  await bring(beto, again)
  await refuse(['contact'])
  later()
  for (const attachment of [old, await bring(ana, page), await bring(ana, again)])
    expect(await refusal(allow(['contact'], { attachment }))).toMatchObject(older)
  const bare = await allow(['contact'])
  expect(await refusal(confirm(bare, old))).toMatchObject(older)
  expect((await seenBy(beto)).contacts).toEqual([])
  // For another part, which was never refused, it may prove a yes.
  await allow(['needs'], { attachment: old })
  await confirm(bare, await bring(ana))
  expect((await seenBy(beto)).contacts).toHaveLength(2)
  // The no is answered: it makes no page too old any more.
  await allow(['contact'], { attachment: old })
})

test('a receiver that records the yes does not learn that its page is older, and the keeper’s page replaces it', async () => {
  await shared(['identity', 'contact'])
  const old = await bring(beto)
  await refuse(['contact'], 'cso')
  const forged = await allow(['contact'], { attachment: old }, beto)
  expect(await refusal(confirm(forged))).toMatchObject(older)
  const own = await opened(network, person, ana)
  expect(await own.post('confirm', { id: forged })).toMatchObject({
    status: 409,
    body: { code: older.code },
  })
  expect((await seenBy(beto)).contacts).toEqual([])
  const attachment = await bring(ana)
  await confirm(forged, attachment)
  expect(await one(forged)).toMatchObject({ standing: 'in_force', attachment })
})

test('an older page does not keep a yes in force when the no arrives late; one stored after the no does', async () => {
  await shared(['identity'])
  const old = await bring(ana)
  later()
  const said = network.clock.now.toISOString()
  later()
  const attachment = await bring(ana)
  const [first, second] = [
    await allow(['contact'], { attachment: old }),
    await allow(['needs'], { attachment }),
  ]
  const no = { id: network.newId(), person, purpose: 'referral', recipient: beto.organisation }
  const asked = { ...no, fieldGroups: ['contact', 'needs'], textVersion: 'v1', locale: 'es' as const }
  await network.execute(refuseConsent, asked, ana, { occurredAt: said })
  expect(await one(first)).toMatchObject({ standing: 'waiting' })
  expect(await one(second)).toMatchObject({ standing: 'in_force' })
  expect(await refusal(confirm(first))).toMatchObject(older)
  await confirm(first, await bring(ana))
  expect(await one(first)).toMatchObject({ standing: 'in_force' })
})

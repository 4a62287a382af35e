// A request made through a receiver's code is shown there while the receiver sees the record, and no longer.
import { beforeAll, expect, test } from 'vitest'
import { atOnce } from '../../../tests/harness/at-once.ts'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { opened } from '../../../tests/harness/own-view.ts'
import type { Actor } from '../../kernel/actor.ts'
import { filesOf, PNG } from '../../../tests/harness/files.ts'
import { transaction } from '../../platform/database/connect.ts'
import { acceptReferral } from '../../serve/referrals/operations.ts'
import { answerCorrection, listCorrections } from './operations.ts'

let network: TestNetwork
let ana: Actor
let beto: Actor

beforeAll(async () => {
  network = await testNetwork()
  ana = await network.join('Rosa', 'garden', EVERY_ROLE)
  beto = await network.join('Bruno', 'roots', EVERY_ROLE)
})

test('a correction asked through a receiver’s code ends with its access, and returns with it', async () => {
  const its = await lina(network)
  await its.shared(['identity'], beto)
  await its.shared(['identity'], network.actors.eve)
  const asked = { id: network.newId(), about: 'El nombre', wrong: 'Lina', proposed: 'Una palabra muy suya' }
  for (const by of [beto, ana]) {
    const own = await opened(network, its.person, by)
    expect(
      (await own.post('ask_correction', by === ana ? { ...asked, id: network.newId() } : asked)).status,
    ).toBe(200)
  }
  const key = { person: its.person, id: asked.id }
  const listed = async (by: Actor) =>
    (await network.ask(listCorrections, { person: its.person }, by)).waiting.map(({ id }) => id)
  const rows = (by: Actor) =>
    transaction(network.app.appPool, by, async (_tx, db) =>
      (await db.query('select id from correction where person = $1', [its.person])).rows.map(
        ({ id }) => id as string,
      ),
    )
  const answering = { ...key, answer: 'corrected' as const }
  expect(await listed(beto)).toEqual([asked.id])
  await its.refuse(['identity'])
  expect([await listed(beto), await rows(beto)]).toEqual([[], []])
  expect(await refusal(network.execute(answerCorrection, answering, beto))).toMatchObject({
    code: 'correction.unknown',
  })
  expect(await listed(ana)).toHaveLength(1)
  its.later()
  const attachment = (await filesOf(network, network.folder, ana).upload(its.person, PNG)).id
  const yes = await its.allow(['identity'], { attachment })
  expect(await rows(beto)).toEqual([])
  await its.refer(yes).then((referral) => network.execute(acceptReferral, referral, beto))
  expect(await listed(beto)).toEqual([asked.id])
  await network.execute(answerCorrection, answering, beto)
})

test('a correction asked for in the moment of a no is read by no receiver afterwards', async () => {
  const its = await lina(network)
  await its.shared(['identity'], beto)
  const own = await opened(network, its.person, beto)
  const asked = { id: network.newId(), about: 'El nombre', wrong: 'Lina', proposed: 'Una palabra muy suya' }
  const works = [() => own.post('ask_correction', asked), () => its.refuse(['identity'])]
  await atOnce<unknown>(network.database.pool, 'fact', works)
  const { rows } = await network.database.pool.query(
    'select id from correction where person = $1 and shared_with <> $2',
    [its.person, []],
  )
  expect(rows).toEqual([])
})

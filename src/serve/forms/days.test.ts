// A day in the person's life that a questionnaire asks for lies neither before their birth nor in the future.
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { refusal } from '../../../tests/harness/known-elsewhere.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner } from '../../platform/database/connect.ts'
import { loadPack } from '../../platform/packs/packs.ts'
import { registerPerson } from '../record/operations.ts'
import { recordCharacterization } from './operations.ts'

let network: TestNetwork
let person: Id
let packRelease: string

beforeAll(async () => {
  network = await testNetwork()
  person = network.newId()
  const born = { date: '2001-05-06' }
  await network.execute(
    registerPerson,
    { id: person, searched: 'device', called: 'Rut', born },
    network.actors.ana,
  )
  // The questions of the pack ask for no such day: one of them does here.
  const pack = join(network.folder, 'pack')
  await cp('packs/huerta', pack, { recursive: true })
  const path = join(pack, 'questionnaires/characterization.v1.json')
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace('"name": "start_on",', '"name": "start_on", "happened": true,'))
  packRelease = (await loadPack(asOwner(network.database.pool), pack)).id
})

const said = (on: string) =>
  network.execute(
    recordCharacterization,
    {
      id: network.newId(),
      person,
      questionnaire: 'characterization',
      version: 1,
      answers: { has_gardened: false, people_at_home: 3, start_on: on },
    },
    network.actors.clara,
    { packRelease },
  )

test.each([
  ['2001-05-05', 'person.not_born_yet'],
  ['2026-03-03', 'answer.invalid'],
] as const)('%s is refused', async (on, code) => expect(await refusal(said(on))).toBe(code))

test('the day of their birth, and today, are taken in', async () => {
  for (const on of ['2001-05-06', '2026-03-02']) await said(on)
})

// The languages that a person speaks and reads in: on the record of those who may see who they are, and on a phone.
import { beforeAll, expect, test } from 'vitest'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { changePerson, getPerson, registerPerson } from './operations.ts'

let network: TestNetwork
let ana: Actor

const spoken = {
  languages: ['ar', 'es'],
  reading: 'little' as const,
  readsIn: ['ar'],
  needsInterpreter: 'yes' as const,
}

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana } = network.actors)
})

test('what was asked at the desk is on the record, and is corrected as every detail', async () => {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file', ...spoken }, ana)
  expect(await network.ask(getPerson, { id }, ana)).toMatchObject(spoken)
  const changes = { reading: 'not' as const, readsIn: [], needsInterpreter: null }
  await network.execute(changePerson, { id, base: 1, changes }, ana)
  expect(await network.ask(getPerson, { id }, ana)).toMatchObject({ ...changes, languages: ['ar', 'es'] })
})

test('a language that the pack lacks is refused, spoken or read', async () => {
  const one = { id: network.newId(), searched: 'file' as const }
  expect(await refusal(network.execute(registerPerson, { ...one, readsIn: ['xx'] }, ana))).toMatchObject({
    code: 'code.unknown',
    data: { field: 'readsIn', taxonomy: 'languages' },
  })
})

test('whoever was not asked yet has no answer, and nothing is guessed', async () => {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file' }, ana)
  expect(await network.ask(getPerson, { id }, ana)).toMatchObject({
    languages: [],
    reading: null,
    readsIn: [],
    needsInterpreter: null,
  })
})

test('a receiver reads it with the part of who they are, and of another part nothing of it', async () => {
  const { person, shared, seenBy } = await lina(network)
  await network.execute(changePerson, { id: person, base: 1, changes: spoken }, ana)
  await shared(['identity', 'contact'])
  const { beto } = network.actors
  expect(await seenBy(beto)).toMatchObject(spoken)
  const parts: 'contact'[] = ['contact']
  expect(await network.ask(getPerson, { id: person, parts }, beto)).toMatchObject({
    languages: [],
    reading: null,
    readsIn: [],
    needsInterpreter: null,
  })
})

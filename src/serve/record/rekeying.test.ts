// After a release that changed the match keys: a job gives everybody the new ones, and people are found all the while.
import { beforeAll, expect, test } from 'vitest'
import { lina } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { wrongSearchKeys } from '../../../tests/harness/search-keys.ts'
import type { Id } from '../../kernel/words.ts'
import { systemActor } from '../../platform/jobs.ts'
import { registerPerson, rekeyPeople, searchPeople } from './operations.ts'
import { keyOf, KEYS_VERSION } from './rules/keys.ts'
import { sound } from './rules/names.ts'

let network: TestNetwork
/** Lina is also found by the roots, by her name alone. */
let person: Id

/** As an older release left them: keys of some kinds do not exist yet, and no version is known. */
const asBefore = () =>
  network.database.pool.query(`
    with version as (delete from match_key_version)
    delete from match_key where person = '${person}'
      and key not in (${[keyOf(`f ${sound('paz')} lina`), keyOf('t 115550101')].join()})`)
const version = async () =>
  (
    await network.database.pool.query(
      'select version, reached, ended_at is not null as ended from match_key_version',
    )
  ).rows

beforeAll(async () => {
  network = await testNetwork()
  const one = await lina(network)
  person = one.person
  await one.shared(['identity'])
})

test('everybody has the keys of the release again, for each organisation that may find them', async () => {
  await asBefore()
  expect(await wrongSearchKeys(network.database)).not.toEqual([])
  await network.runJob('person.rekey')
  expect(await wrongSearchKeys(network.database)).toEqual([])
  expect(await version()).toEqual([{ version: KEYS_VERSION, reached: person, ended: true }])
})

test('it continues where it stopped, and whoever came meanwhile has the keys already', async () => {
  const { execute, actors, newId } = network
  await asBefore()
  expect(await execute(rekeyPeople, {}, systemActor('person.rekey'))).toEqual({ ended: false })
  const later = newId()
  await execute(
    registerPerson,
    { id: later, givenNames: 'Rosa', firstSurname: 'Paz', searched: 'everywhere' },
    actors.ana,
  )
  expect(await version()).toEqual([{ version: KEYS_VERSION, reached: person, ended: false }])
  await network.runJob('person.rekey')
  expect(await version()).toEqual([{ version: KEYS_VERSION, reached: later, ended: true }])
  expect(await wrongSearchKeys(network.database)).toEqual([])
})

test('people are found by the keys they have until then', async () => {
  await asBefore()
  const { people } = await network.ask(searchPeople, { text: 'Lina Pas' }, network.actors.ana)
  expect(people.map(({ id }) => id)).toContain(person)
})

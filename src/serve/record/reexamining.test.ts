// After a release that changed the rules of comparing: a job looks at the undecided pairs again, and stops where it must.
import { beforeEach, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { systemActor } from '../../platform/jobs.ts'
import { decideDuplicates, listDuplicates, RULES_VERSION } from '../duplicates/operations.ts'
import { reexaminePairs, registerPerson } from './operations.ts'

let network: TestNetwork

/** Two records that are alike by the rules of this release, and somebody who is like neither. */
let alike: [Id, Id]
let stranger: Id

const welcome = async (givenNames: string, date: string): Promise<Id> => {
  const id = network.newId()
  const input = { givenNames, firstSurname: 'Arocha', secondSurname: 'Zerpa', born: { date } }
  await network.execute(registerPerson, { id, searched: 'file', ...input }, network.actors.ana)
  return id
}

beforeEach(async () => {
  network = await testNetwork()
  alike = [await welcome('Yubiri Nohemi', '1980-04-05'), await welcome('Yubiri Nohemi', '1980-04-05')]
  stranger = await welcome('Ramón', '1955-11-30')
})

/** A pair as an older release noted it, which the rules of this one do not make. */
const byOlderRules = (state: 'open' | 'unsure') =>
  network.database.pool.query(
    `with older as (update duplicate_pair set rules_version = 1, reasons = '{same_names}')
     insert into duplicate_pair (person, other, organisation, score, reasons, rules_version, noticed_at, state, because, decided_by,
       decided_at)
     values (greatest($1::uuid, $2::uuid), least($1::uuid, $2::uuid), $3, 20, '{same_names}', 1, now(), $4,
       case $4 when 'unsure' then 'Falta ver.' end, case $4 when 'unsure' then $5::uuid end,
       case $4 when 'unsure' then now() end)`,
    [stranger, alike[0], network.actors.ana.organisation, state, network.actors.ana.user],
  )
const pairs = async () => {
  const states = ['open', 'unsure', 'different'] as const
  const found = await network.ask(listDuplicates, { states: [...states] }, network.actors.ana)
  return found.pairs
    .map(({ person, other, rulesVersion, state }) => ({
      of: [person.id, other.id].toSorted(),
      rulesVersion,
      state,
    }))
    .toSorted((a, b) => (a.of.join() < b.of.join() ? -1 : 1))
}

test('pairs that are alike no longer are forgotten, and others are of the rules of this release', async () => {
  await byOlderRules('open')
  expect(await pairs()).toHaveLength(2)
  await network.runJob('person.reexamine_pairs')
  const now = { of: alike.toSorted(), rulesVersion: RULES_VERSION, state: 'open' }
  expect(await pairs()).toEqual([now])
})

test('a pair of which somebody was not sure waits on, and one that is decided stays as it was', async () => {
  await byOlderRules('unsure')
  const [person, other] = alike
  const because = 'Estaban las dos.'
  const decided = { pairs: [{ person, other }], decision: 'different' as const, because }
  await network.execute(decideDuplicates, decided, network.actors.ana)
  await network.runJob('person.reexamine_pairs')
  const states = (await pairs()).map(({ state, rulesVersion }) => `${state} ${rulesVersion}`)
  expect(new Set(states)).toEqual(new Set(['different 1', `unsure ${RULES_VERSION}`]))
})

test('it says how much is left, continues where it stopped, and does nothing once all are done', async () => {
  for (let at = 0; at < 24; at++) await welcome('Nereida Coromoto', '1991-02-03')
  await network.database.pool.query('update duplicate_pair set rules_version = 1')
  const run = () => network.execute(reexaminePairs, {}, systemActor('person.reexamine_pairs'))
  const [first, before] = [await run(), await pairs()]
  expect(first.examined).toBeGreaterThan(0)
  expect(first.left).toBeGreaterThan(0)
  await network.runJob('person.reexamine_pairs')
  expect((await pairs()).map(({ of }) => of)).toEqual(before.map(({ of }) => of))
  expect(new Set((await pairs()).map(({ rulesVersion }) => rulesVersion))).toEqual(new Set([RULES_VERSION]))
  expect(await run()).toEqual({ examined: 0, left: 0 })
})

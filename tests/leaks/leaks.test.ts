// Nobody learns or changes anything of another organisation, by any command, query or address: a small run of
// `npm run bench -- leaks`.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { referred, world } from '../authorization/world.ts'
import { testNetwork } from '../harness/network.ts'
import { attack } from './attack.ts'
import { watchRecords } from './watch.ts'

const { LEAKS_ROUNDS, LEAKS_REPORT } = process.env

test('an outsider with every role learns and changes nothing', { timeout: 1_800_000 }, async () => {
  const thorough = LEAKS_ROUNDS !== undefined
  const outcome = await attack(await testNetwork(), Number(LEAKS_ROUNDS ?? 1), thorough ? 3 : 1)
  if (LEAKS_REPORT !== undefined)
    await writeFile(join(LEAKS_REPORT, 'outsiders.json'), JSON.stringify(outcome))
  expect(outcome.untried, 'addresses to declare in authorization.ts of their capability').toEqual([])
  expect(outcome.leaks).toEqual([])
  expect(outcome.attempts).toBeGreaterThan(400)
})

test('the check itself notices a record that is shown or changed', async () => {
  const network = await testNetwork()
  const { pool } = network.database
  const { person, number } = await referred(await world(network))
  const watch = await watchRecords(pool, network.actors.eve.organisation)
  expect(watch.shownIn(`{"people":[{"id":"${person}"}]}`, '{}')).toBe(person)
  expect(watch.shownIn(`{"id":"${person}"}`, `{"id":"${person}"}`)).toBeUndefined()
  expect(watch.shownIn(`Lina ${person.slice(-6)}`, '{}')).toContain('Lina')
  expect(watch.shownIn(number, '{}')).toBe(number)
  expect(await watch.changed()).toBeUndefined()
  await pool.query(`update person set called = 'Otra' where person = $1`, [person])
  expect(await watch.changed()).toBe('public.person')
  await pool.query(
    `insert into need (person, id, organisation, code, domain, urgency, identified_on)
     values ($1, gen_random_uuid(), $2, 'plot', 'land', 'high', '2026-03-01')`,
    [person, network.actors.eve.organisation],
  )
  expect(await watch.changed()).toBe('about others in public.need')
})

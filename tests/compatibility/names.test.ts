// Every published name of an older release still exists, and accepts what it accepted.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork } from '../harness/network.ts'
import { openInstallation, type Keys } from './installation.ts'
import { missingNames, namesOf, type Fields, type Names } from './names.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const versions = readdirSync(here).filter((name) => /^\d{4}-\d{2}/u.test(name))

let now: Names

beforeAll(async () => {
  const { database, folder } = await testNetwork()
  const keys = JSON.parse(readFileSync(join(here, versions[0] ?? '', 'keys.json'), 'utf8')) as Keys
  now = await namesOf(await openInstallation(database.pool, keys, { folder }), database.pool)
})

test.each(versions)('no published name of %s is gone', (version) => {
  expect(
    missingNames(JSON.parse(readFileSync(join(here, version, 'names.json'), 'utf8')) as Names, now),
  ).toEqual([])
})

test('each change that would break a sender is reported', () => {
  const name = 'person.add_contact'
  const changed = (how: (fields: Fields) => Fields): Names => ({
    ...now,
    inputs: { ...now.inputs, [name]: how(now.inputs[name] ?? {}) },
  })
  const of = (how: (fields: Fields) => Fields) => missingNames(now, changed(how))
  expect(of(({ note: _, ...fields }) => fields)).toEqual([`inputs ${name}: note is gone`])
  expect(of((fields) => ({ ...fields, note: { required: true } }))).toEqual([
    `inputs ${name}: note must be given now`,
  ])
  expect(of((fields) => ({ ...fields, since: { required: true } }))).toEqual([
    `inputs ${name}: since must be given now`,
  ])
  expect(of((fields) => ({ ...fields, since: {} }))).toEqual([])
  expect(of((fields) => ({ ...fields, 'since.day': { required: true }, since: {} }))).toEqual([])
  expect(of((fields) => ({ ...fields, note: { most: 10 } }))).toEqual([
    `inputs ${name}: note takes less than it did`,
  ])
  const { outcomes: _outcomes, ...phones } = now.toPhones
  expect(missingNames(now, { ...now, toPhones: phones })).toContain('toPhones: outcomes must be given')
  const outcome = 'outcomes[].outcome'
  const more = { ...now.toPhones[outcome], values: [...(now.toPhones[outcome]?.values ?? []), 'postponed'] }
  expect(missingNames(now, { ...now, toPhones: { ...now.toPhones, [outcome]: more } })).toEqual([
    `toPhones: ${outcome} must not be postponed`,
  ])
  const { 'person.get': _, ...outputs } = now.outputs
  expect(missingNames(now, { ...now, outputs })).toEqual(['outputs person.get is gone'])
  expect(missingNames(now, { ...now, jobs: now.jobs.slice(1) })).toEqual([`jobs ${now.jobs[0]} is gone`])
})

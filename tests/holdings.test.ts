// Whatever is held of a person, they can read: every table with a person is in a section of the own view, or excused by name.
import { beforeAll, expect, test } from 'vitest'
import { holdings } from '../src/entry/capabilities.ts'
import { messagesIn, MESSAGE_LOCALES } from '../src/platform/messages.ts'
import { readCatalogue, type Catalogue } from './harness/catalogue.ts'
import { testDatabase } from './harness/database.ts'

/** Not a section of its own, and why. */
const EXCUSED: Readonly<Record<string, string>> = {
  break_glass: 'protected: read at the centre',
  break_glass_review: 'protected: read at the centre',
  confidant: 'protected: read at the centre',
  consent: 'shown as what one allowed',
  consent_words: 'names others: who heard it or spoke for them is on the receipt',
  consent_override: 'a law or a danger to life may stand behind it: read at the centre',
  correction: 'shown as what one asked for',
  data_key: 'a key, and nothing about anybody',
  demand_disclosure: 'legal demands are not shown by a code',
  device_person: 'each time a device was given the record is a line of who saw it',
  disclosure: 'shown as who saw it',
  duplicate_pair: 'names another person',
  fact: 'says once more, with its date, what the sections say',
  retelling: 'protected: read at the centre',
  sealed_note: 'protected: read at the centre',
  verification: 'what was decided is the standing of the result',
}

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await readCatalogue((await testDatabase()).pool)
})

/** Tables that hold a person: found by their columns, or by what they refer to, never from a list somebody must keep. */
function personal(): string[] {
  const ours = <Place extends { schema: string; table: string }>({ schema, table }: Place) =>
    catalogue.secured.some((one) => one.schema === 'public' && schema === 'public' && one.table === table)
  const named = catalogue.columns.filter(({ name }) => name === 'person').filter(ours)
  const referring = catalogue.constraints.filter(({ definition }) => / REFERENCES person\b/u.test(definition))
  return [...new Set([...named, ...referring.filter(ours)].map(({ table }) => table))].sort()
}

test('no table about people is forgotten', () => {
  const told = holdings().flatMap(({ tables }) => tables)
  const known = new Set([...told, ...Object.keys(EXCUSED)])
  expect(
    personal().filter((one) => !known.has(one)),
    'put it into `holds` of its capability (src/platform/holding.ts), or say here why not',
  ).toEqual([])
  expect(personal().length).toBeGreaterThan(30)
})

test('none is told twice, told and excused, or gone', () => {
  const told = holdings().flatMap(({ tables }) => tables)
  const all = [...told, ...Object.keys(EXCUSED)]
  expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([])
  const there = new Set(personal())
  expect(all.filter((one) => !there.has(one))).toEqual([])
})

test('every section has a name of its own, in every language', async () => {
  const titles = holdings().map(({ title }) => title)
  expect(new Set(titles.map((title) => title.split('.').at(-1))).size).toBe(titles.length)
  for (const locale of MESSAGE_LOCALES) {
    const words = await messagesIn(locale)
    expect(titles.filter((title) => words(title) === undefined)).toEqual([])
  }
})

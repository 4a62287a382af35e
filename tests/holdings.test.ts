// A person can read everything stored about them: every table with a person is in a section of the own view,
// or its capability gives the reason why not.
import { beforeAll, expect, test } from 'vitest'
import { capabilities, holdings } from '../src/entry/capabilities.ts'
import { messagesIn, MESSAGE_LOCALES } from '../src/platform/messages.ts'
import { readCatalogue, type Catalogue } from './harness/catalogue.ts'
import { testDatabase } from './harness/database.ts'

/** Tables of the platform that have no section of their own, with the reason. */
const OF_THE_PLATFORM = {
  device_person: 'each time a device was given the record is a line of who saw it',
  fact: 'says once more, with its date, what the sections say',
}
const told = holdings().flatMap(({ tables }) => tables)
const otherwise = [OF_THE_PLATFORM, ...capabilities.map(({ heldOtherwise = {} }) => heldOtherwise)]
const all = [...told, ...otherwise.flatMap((each) => Object.keys(each))]

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await readCatalogue((await testDatabase()).pool)
})

/** Tables that hold a person: found by their columns or foreign keys, never from a hand-kept list. */
function personal(): string[] {
  const ours = <Place extends { schema: string; table: string }>({ schema, table }: Place) =>
    catalogue.secured.some((one) => one.schema === 'public' && schema === 'public' && one.table === table)
  const named = catalogue.columns.filter(({ name }) => ['person', 'subject'].includes(name)).filter(ours)
  const referring = catalogue.constraints.filter(({ definition }) => / REFERENCES person\b/u.test(definition))
  return [...new Set([...named, ...referring.filter(ours)].map(({ table }) => table))].sort()
}

test('no table about people is forgotten', () => {
  const known = new Set(all)
  expect(
    personal().filter((one) => !known.has(one)),
    'put it into `holds` of its capability (src/platform/holding.ts), or say in `heldOtherwise` why not',
  ).toEqual([])
  expect(personal().length).toBeGreaterThan(30)
})

test('no table is listed twice, both shown and excused, or gone', () => {
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

// One word for each thing: every noun of a command, a fact and a table stands in GLOSSARY.md, and nothing else does.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'

const page = readFileSync('GLOSSARY.md', 'utf8')
const named = new Set(
  [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? ''),
  ),
)

const nounOf = (name: string) => name.split('.')[0] ?? ''
const nouns = capabilities.flatMap(({ handlers, facts = [] }) => [
  ...handlers.map(({ operation }) => nounOf(operation.name)),
  ...facts.map(({ kind }) => nounOf(kind)),
])
const tables = globSync('migrations/*.sql').flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/^create (?:unlogged )?table (?:[a-z]+\.)?"?([a-z_]+)/gm)].map(
    (match) => match[1] ?? '',
  ),
)
const words = new Set([...nouns, ...tables])

test('every noun of a command, a fact and a table is in the glossary', () => {
  expect(words.size).toBeGreaterThan(40)
  expect([...words].filter((word) => !named.has(word)).sort()).toEqual([])
})

test('the glossary names nothing in code that is gone', () => {
  expect([...named].filter((word) => !words.has(word)).sort()).toEqual([])
})

test('each entry is complete in both languages', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| English'))
  expect(rows.filter((row) => row.split('|').filter((cell) => cell.trim() !== '').length !== 4)).toEqual([])
})

test('what a look at a record was for is said in words on its timeline', () => {
  const said = JSON.parse(readFileSync('src/serve/timeline/messages/es.json', 'utf8')) as Record<
    string,
    string
  >
  const written = globSync('src/**/*.ts').filter((path) => !path.endsWith('.test.ts'))
  const purposes = written.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bpurpose: '([a-z_]+)'/g)].map((match) => match[1] ?? ''),
  )
  expect(purposes.length).toBeGreaterThan(5)
  expect([...new Set(purposes)].filter((purpose) => !(`purpose.${purpose}` in said))).toEqual([])
  // And to the person themselves, but for what their own view leaves out.
  const own = JSON.parse(readFileSync('src/protect/own/messages/es.json', 'utf8')) as Record<string, string>
  const told = purposes.filter((purpose) => !['emergency', 'legal_demand'].includes(purpose))
  expect([...new Set(told)].filter((purpose) => !(`own.purpose.${purpose}` in own))).toEqual([])
})

// One word for each thing: every noun of a command, a fact and a table is in GLOSSARY.md, and nothing else.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { isTest, readSource, readTree } from './architecture/source-tree.ts'
import { owners } from './architecture/table-owners.ts'
import { having } from './harness/manifest.ts'

const page = readFileSync('GLOSSARY.md', 'utf8')
const named = new Set(
  [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? ''),
  ),
)

const nounOf = (name: string) => name.split('.')[0] ?? ''
const folders = having('operations.ts').map(({ folder }) => folder)
/** The folder of a capability or of the owner of a table. */
const folderOf = (name: string) => folders.find((folder) => folder.endsWith(`/${name}`)) ?? 'src/platform'

/**
 * Each noun with the folder that defines it: that of an operation or a fact with the name before that of a
 * table.
 */
const words = new Map([
  ...[...owners(readSource(readTree())).of].map(
    ([table, owner]) => [table.split('.').at(-1) ?? '', folderOf(owner)] as const,
  ),
  ...capabilities.flatMap(({ name, handlers, facts = [] }) =>
    [...handlers.map(({ operation }) => operation.name), ...facts.map(({ kind }) => kind)].map(
      (one) => [nounOf(one), folderOf(name)] as const,
    ),
  ),
])

test('every noun of a command, a fact and a table is in the glossary', () => {
  expect(words.size).toBeGreaterThan(40)
  const missing = [...words].filter(([word]) => !named.has(word))
  expect(
    missing.map(([word, folder]) => `${word}: add it to ${folder}/glossary.md`).sort(),
    '`npm run manifest` then writes GLOSSARY.md',
  ).toEqual([])
})

test('the glossary names nothing that is gone from the code', () => {
  expect([...named].filter((word) => !words.has(word)).sort()).toEqual([])
})

test('each entry is complete in both languages', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| English'))
  expect(rows.filter((row) => row.split('|').filter((cell) => cell.trim() !== '').length !== 4)).toEqual([])
})

test('each purpose of a look has words, in the capability that looked, or in the disclosure log for several', () => {
  const said = (folder: string) =>
    JSON.parse(readFileSync(`${folder}/messages/es.json`, 'utf8')) as Record<string, string>
  const lookers = new Map<string, Set<string>>()
  for (const path of globSync('src/**/*.ts').filter(
    (each) => !isTest(each) && !/^src.entry|.demonstration/.test(each),
  ))
    for (const [, purpose = ''] of readFileSync(path, 'utf8').matchAll(/\bpurpose: '([a-z_]+)'/g))
      lookers.set(
        purpose,
        (lookers.get(purpose) ?? new Set()).add(path.replaceAll('\\', '/').split('/').slice(0, 3).join('/')),
      )
  const keeper = ([first = '', ...others]: readonly string[]) =>
    others.length > 0 || first.startsWith('src/platform') ? 'src/protect/disclosure' : first
  // The person themselves reads no look for these two: `docs/own-view.md`.
  const untold = ['emergency', 'legal_demand']
  const unsaid = [...lookers].flatMap(([purpose, folders]) =>
    [`purpose.${purpose}`, ...(untold.includes(purpose) ? [] : [`own.purpose.${purpose}`])].map(
      (key) => [keeper([...folders]), key] as const,
    ),
  )
  expect(lookers.size).toBeGreaterThan(5)
  expect(unsaid.filter(([folder, key]) => !(key in said(folder)))).toEqual([])
})

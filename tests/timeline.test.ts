// Each capability declares how a person's timeline shows its own kinds of fact about people, and no others.
import { existsSync, globSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { timelineParts } from '../src/entry/manifest/timeline.tsx'
import { person, type FactKind } from '../src/kernel/fact.ts'

const isKind = (value: unknown): value is FactKind => (value as Partial<FactKind> | null)?.is === 'fact'
const isAboutPerson = ({ subject }: FactKind) => subject === person
const exported = async (path: string) => (await import(path)) as Record<string, unknown>
const folders = new Set(
  globSync('src/*/*/{facts.ts,screens/timeline.ts}')
    .map((path) => posix.dirname(path.replaceAll('\\', '/')))
    .map((folder) => folder.replace(/\/screens$/u, '')),
)

test('every recorded kind of fact is shown', async () => {
  const views = await Promise.all(timelineParts.map(({ load }) => load()))
  const shown = views.flatMap((some) => Object.keys(some))
  const kinds = capabilities
    .flatMap(({ facts = [] }) => facts)
    .filter(isAboutPerson)
    .map(({ kind }) => kind)
  expect(shown.toSorted()).toEqual(kinds.toSorted())
})

test('what begins with one noun is in one group, since the server narrows by nouns', () => {
  const groups = new Map<string, Set<string>>()
  for (const { nouns, group } of timelineParts)
    for (const noun of nouns) groups.set(noun, new Set([...(groups.get(noun) ?? []), group]))
  expect([...groups].filter(([, of]) => of.size > 1)).toEqual([])
})

test.each([...folders])('%s shows the kinds that it declares', async (folder) => {
  const declared = Object.values(await exported(`../${folder}/facts.ts`))
    .flat()
    .filter(isKind)
    .filter(isAboutPerson)
    .map(({ kind }) => kind)
  // A capability whose facts are about no person has none of its own.
  const path = `${folder}/screens/timeline.ts`
  const { timeline: own = {} } = existsSync(path) ? await exported(`../${path}`) : {}
  expect(Object.keys(own as object).toSorted()).toEqual([...new Set(declared)].toSorted())
})

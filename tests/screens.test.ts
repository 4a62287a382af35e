// Declarations of screens across folders: their order, and how they send requests.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { slots } from '../src/entry/screens.tsx'
import { TITLED_SLOTS } from '../src/kit/route.tsx'

type Placed = { name: string; order: number }

/** Two with the same number appear in the arbitrary order of their folders. */
const shared = (placed: readonly Placed[]) =>
  placed
    .filter(({ order }) => placed.filter((other) => other.order === order).length > 1)
    .toSorted((a, b) => a.order - b.order)
    .map(({ name, order }) => `${order} ${name}`)

test.each([...new Set(slots.map(({ slot }) => slot))])(
  'no two parts of the slot %s have the same order',
  (place) => {
    const there = slots.filter(({ slot }) => slot === place)
    expect(shared(there.map(({ key, order }) => ({ name: key, order })))).toEqual([])
  },
)

test('what is drawn under a heading of its own has one, and nothing else carries any', () => {
  const titled = slots.filter(({ title }) => title !== undefined)
  expect(new Set(titled.map(({ slot }) => slot))).toEqual(new Set(TITLED_SLOTS))
  const headed: readonly string[] = TITLED_SLOTS
  expect(slots.filter(({ slot }) => headed.includes(slot))).toEqual(titled)
})

test('each name by which a screen is refreshed is sent by some notification', () => {
  const operations = capabilities.flatMap(({ handlers }) => handlers.map(({ operation }) => operation))
  const commands = operations.filter((operation) => operation.is === 'command')
  const kinds = capabilities.flatMap(({ facts = [] }) => facts.map(({ kind }) => kind as string))
  const told = [...kinds, ...commands.map(({ name }) => name)]
  const nouns = commands.flatMap(({ refreshes = [] }) => refreshes)
  const known = new Set([...told, ...told.map((one) => one.split('.')[0]), ...nouns])
  const wanted = globSync('src/*/*/screens/*.tsx').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/refreshOn: \[([^\]]*)\]/gu)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([^']+)'/gu)].map(([, one = '']) => `${path} ${one}`),
    ),
  )
  expect(wanted.length).toBeGreaterThan(40)
  expect(wanted.filter((one) => !known.has(one.split(' ')[1]))).toEqual([])
})

test('every screen sends its requests through the shared client', () => {
  const screens = globSync(['src/kit/**/*.{ts,tsx}', 'src/*/*/screens/*.{ts,tsx}', 'src/entry/*.tsx'])
  const others = screens.filter((path) => /(?<!\.)\bfetch\(/u.test(readFileSync(path, 'utf8'))).sort()
  expect(others).toEqual([
    // The messages, which are a static file of the application.
    'src/entry/texts.tsx',
    // The sync exchange of a device, which has a client of its own.
    'src/identity/devices/screens/keeping.ts',
    // The outlines under maps, a static file too.
    'src/kit/map/outlines.ts',
    'src/kit/sign-out.ts',
  ])
})

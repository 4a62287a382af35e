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
    // The sync exchange of a device, which has a client of its own.
    'src/identity/devices/screens/keeping.ts',
    // That client: requests, and the static files of the application.
    'src/kit/request.ts',
    'src/kit/sign-out.ts',
  ])
})

const screens = globSync('src/*/*/screens/*.{ts,tsx}').toSorted()

test('no screen makes an id while it sends: sent again, that would be another', () => {
  const ways =
    /import .*|\bnewId: |useState\(newId\)|useState\(\(\) => \(\{.*\}\)\)|\bset\w*Id\(newId\(\)\)/gu
  const others = screens.filter((path) => /\bnewId\b/u.test(readFileSync(path, 'utf8').replace(ways, '')))
  expect(others).toEqual([
    // The id of the device itself, whose store is made anew when it is prepared again.
    'src/identity/devices/screens/keeping.ts',
  ])
})

/** What stands between the brackets of each call that begins there. */
const argumentsAfter = (text: string, call: RegExp): string[] =>
  [...text.matchAll(call)].map(({ 0: begun, index }) => {
    let depth = 1
    let at = index + begun.length
    for (; depth > 0 && at < text.length; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0
    return text.slice(index, at).replaceAll(/\s+/gu, ' ')
  })

test('each form with a send of its own gives its commands what it has sent before', () => {
  const lacking = screens.flatMap((path) => {
    const text = readFileSync(path, 'utf8')
    if (!text.includes('useSchemaForm(')) return []
    const calls = argumentsAfter(text, /(?:(?<![.\w])|\w+\.|\)\.)run\(/gu)
    // A request with `useAct` is no command.
    const commands = calls.filter((call) => !call.startsWith('act.run('))
    return commands.filter((call) => !/\battempts\b/u.test(call)).map((call) => `${path} ${call}`)
  })
  expect(lacking).toEqual([
    // After the form, by a dialog that asks once more.
    'src/fund/verification/screens/Decide.tsx decide.run(given)',
    // By buttons.
    'src/fund/verification/screens/Decide.tsx takeBack.run({ id: takeBackId, claim: claim.claim })',
    'src/identity/roles/screens/Teams.tsx disband.run({ id: team.id })',
    // The last step: after it the form is sent.
    'src/serve/record/screens/Welcome.tsx change.run({ id, base, ...correctionOf(input, wanted) })',
    // Steps without a form.
    'src/serve/referrals/screens/Moves.tsx run(input)',
  ])
})

test('a filter is never called optional: what narrows a list is never required', () => {
  const marked = globSync('src/*/*/screens/*.tsx').flatMap((path) => {
    const source = readFileSync(path, 'utf8')
    // What a list is narrowed to is in the address.
    const names = [...source.matchAll(/const \[(\w+), set\w+\] = useLinked\(/gu)].map(([, name]) => name)
    return [...source.matchAll(/<(?:DatePicker|Combobox|Select|TextField)\b[^<]*?\/>/gu)].flatMap(
      ([element]) =>
        /\soptional\b/u.test(element) && names.some((name) => element.includes(`value={${name}}`))
          ? [`${path}: ${element.slice(0, 60)}`]
          : [],
    )
  })
  expect(marked).toEqual([])
})

/** Components whose texts are a PIN or a code, are kept elsewhere, or are samples: leaving them loses nothing written. */
const NOTHING_WRITTEN = [
  'src/identity/devices/screens/NewPin.tsx',
  'src/identity/users/screens/Memberships.tsx',
  'src/kit/parts/ActsPart.tsx',
  'src/protect/own/screens/Enter.tsx',
  'src/serve/imports/screens/MappingForm.tsx',
]

test('a form in which something is written asks before it is left', () => {
  const silent = globSync('src/**/*.tsx').filter((path) =>
    readFileSync(path, 'utf8')
      .split(/^(?:export )?(?:default )?function /mu)
      .some((component) => component.includes('unsaved: false') && /<form\.Text(?:Area)?\b/u.test(component)),
  )
  expect(silent.map((path) => path.replaceAll('\\', '/')).toSorted()).toEqual(NOTHING_WRITTEN)
})

// The page for auditors matches the program: every verb, every role, every separation of duties, and what no
// API key may do.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { administers, isBothSides, isPowerful } from '../src/kernel/duties.ts'
import { grantsOf, OrganisationClass, Role, VERBS, type Grant } from '../src/kernel/roles.ts'
import { PAGE } from './harness/permission-files.ts'

// Parsed here without the code that reads the declarations, so that one mistake cannot make both wrong in the
// same way.
const page = readFileSync(PAGE, 'utf8')
const rows = page
  .split('\n')
  .map((line) => line.split(/ +/u))
  .filter(([first = '', ...cells]) => /^[a-z_]+\.[a-z_]+$/u.test(first) && cells.length > 12)
  .map(([verb = '', touches, purpose, who = '', narrow, duty, ...cells]) => {
    return { verb, touches, purpose, who, narrow, duty, cells }
  })

const WHO: Record<string, readonly string[]> = {
  any: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  serving: ['public', 'cso', 'company', 'international'],
  verifier: ['verifier'],
}
const byVerb = (a: Grant, b: Grant) => (a.verb < b.verb ? -1 : 1)

test('the page has every verb once, as it is', () => {
  expect(rows.length).toBeGreaterThan(60)
  expect(rows.map(({ verb }) => verb)).toEqual([...VERBS.keys()])
  for (const { verb, touches, purpose, who, narrow } of rows) {
    expect(VERBS.get(verb), verb).toMatchObject({
      class: touches,
      purpose,
      who: OrganisationClass.options.filter((one) => WHO[who]?.includes(one)),
      narrows: narrow === 'own',
    })
  }
})

test.each(Role.options.map((role, at) => [role, at] as const))(
  '%s has the verbs that the page says',
  (role, at) => {
    const read = rows.flatMap(({ verb, touches, purpose, cells }) => {
      const cell = cells[at]
      if (cell === '.') return []
      expect(['o', 'w', 'n']).toContain(cell)
      return [
        {
          verb,
          scope: cell === 'n' ? 'network' : 'organisation',
          class: touches,
          purpose: cell === 'w' ? 'oversight' : purpose,
        } as Grant,
      ]
    })
    expect(grantsOf([role]).toSorted(byVerb)).toEqual(read.toSorted(byVerb))
  },
)

test('duties are separated as the page says', () => {
  const all = grantsOf(Role.options)
  const holding = (duty: string) =>
    all.filter(({ verb }) => rows.some((row) => row.verb === verb && row.duty === duty))
  const [carries, watches] = [holding('carries'), holding('watches')]
  const two = [...watches, ...holding('administers'), ...holding('second')]
  for (const some of [carries, watches, two]) expect(some.length).toBeGreaterThan(2)
  for (const grant of all) {
    expect(isPowerful([grant]), grant.verb).toBe(two.includes(grant))
    expect(administers([grant]), grant.verb).toBe(holding('administers').includes(grant))
    expect(watches.map((one) => isBothSides([grant, one])).every(Boolean), grant.verb).toBe(
      carries.includes(grant),
    )
    expect(carries.map((one) => isBothSides([grant, one])).every(Boolean), grant.verb).toBe(
      watches.includes(grant),
    )
  }
})

const operations = capabilities.flatMap(({ handlers }) => handlers)

test('what asks for a verb that administers is for people', () => {
  const open = operations.filter(
    ({ may, operation }) => may.permission?.duty === 'administers' && !operation.forPeople,
  )
  // Keys may list these two; no program has the verb.
  expect(open.map(({ operation }) => operation.name)).toEqual([
    'organisation.register',
    'organisation.change',
  ])
})

/** Of these nouns only what a second person decides on is for people alone. */
const SECOND_WORDS = ['override', 'break_glass', 'person', 'recording']
const LISTS_THAT_LEAVE = ['person.ask_export', 'person.decide_export', 'person.export', 'person.exports']

test('every operation that gives access is for people only, except the list of staff', () => {
  const nounOf = (name: string) => name.split('.')[0] ?? ''
  const names = operations.map(({ operation }) => operation)
  const nouns = new Set(names.filter(({ forPeople }) => forPeople).map(({ name }) => nounOf(name)))
  const open = names.filter(({ name, forPeople }) => !forPeople && nouns.has(nounOf(name)))
  expect(open.map(({ name }) => name).filter((name) => !SECOND_WORDS.includes(nounOf(name)))).toEqual([
    'user.list',
  ])
  const ofPeople = names.filter(({ name, forPeople }) => forPeople && nounOf(name) === 'person')
  expect(ofPeople.map(({ name }) => name).sort()).toEqual(LISTS_THAT_LEAVE)
})

test('every verb has words in the folder that declares it', () => {
  const missing = globSync('src/**/permissions.ts').flatMap((path) => {
    const verbs = [...readFileSync(path, 'utf8').matchAll(/^([a-z_]+\.[a-z_]+) /gmu)].map(([, verb]) => verb)
    // The platform has no screens; its verbs have words where roles are shown.
    const folder = path.includes('platform') ? 'src/identity/roles/' : path.replace('permissions.ts', '')
    const said = JSON.parse(readFileSync(`${folder}messages/es.json`, 'utf8')) as object
    expect(verbs.length, path).toBeGreaterThan(0)
    return verbs.filter((verb) => !(`verb.${verb}` in said)).map((verb) => `${path} ${verb}`)
  })
  expect(missing).toEqual([])
})

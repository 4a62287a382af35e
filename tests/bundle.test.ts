// What the build of the web application leaves out, and which messages come with which module.
import { expect, test } from 'vitest'
import { light, onlyLoads } from '../build/declarations.ts'
import { mentionedIn, nounOf, partOf, readModule, screensIn } from '../build/modules.ts'
import { partsOf } from '../build/words.ts'
import { routes, slots } from '../src/entry/screens.tsx'

const OPERATION = `
export const water = command({
  name: 'plot.water',
  summary: 'Waters.',
  offline: true,
  input: z.strictObject({ person: Id }),
  output: z.unknown(),
})`

test('an operation keeps what pages read of it, and a command its schema where a device or a form reads it', () => {
  const page = light('operations.ts', OPERATION, false)
  expect(page).toContain("name: 'plot.water'")
  expect(page).toContain('offline: true')
  expect(page).not.toMatch(/input|output|summary/u)
  expect(light('operations.ts', OPERATION, true)).toContain('input: z.strictObject')
  expect(light('operations.ts', OPERATION.replace('command(', 'query('), true)).not.toContain('input:')
})

test('a constant that is computed can be dropped, one that is written out stays as it is', () => {
  expect(light('a.ts', 'export const A = z.string()', false)).toBe(
    'export const A = /* @__PURE__ */ (() => (z.string()))()',
  )
  expect(light('a.ts', 'const a = () => call()', false)).toBe('const a = () => call()')
  expect(light('a.ts', "const b = conflict('a.b', { on: z.string() })", false)).not.toContain('z.string')
})

test('a module mentions literals, and what a template of a family may become', () => {
  const keys = new Set(['a.title', 'a.state.open', 'a.state.closed', 'b.title', 'problem.a.b', 'fact.a.b'])
  const text =
    "const x = [t('a.title'), t(`a.state.${state}`), `problem.${code}`, `fact.${kind}`, `${n}.title`]"
  expect(mentionedIn(readModule('a.tsx', text), keys).toSorted()).toEqual([
    'a.state.closed',
    'a.state.open',
    'a.title',
    'fact.a.b',
  ])
})

test('a declaration mentions nothing, and a lookup nothing that comes with the views of names', () => {
  const keys = new Set(['a.give', 'role.own', 'fact.a.given', 'work.a.wait', 'work.a.wait.act', 'purpose.a'])
  const found = (path: string, text: string) => mentionedIn(readModule(path, text), keys, path).toSorted()
  expect(found('a.ts', "command({ name: 'a.give' }); const r = { may: 'a.give' }")).toEqual([])
  expect(found('a.tsx', 'lookup(`role.${a}`); words.lookup(`fact.${b}`); lookup(`purpose.${c}`)')).toEqual([
    'purpose.a',
  ])
  expect(found('src/a/b/screens/timeline.ts', "const timeline = { 'a.given': open }")).toEqual([
    'fact.a.given',
  ])
  expect(found('src/a/b/screens/work.ts', "const work = { 'a.wait': open }")).toEqual([
    'work.a.wait',
    'work.a.wait.act',
  ])
})

test('of a table of screens a page loads what loads them', () => {
  const text = "const routes = [{ path: '/a', load: () => import('./A.tsx'), nav: { order: 1 } }]"
  expect(onlyLoads('src/a/b/screens/routes.tsx', text)).toContain("[{  load: () => import('./A.tsx')")
  expect(onlyLoads('src/a/b/screens/routes.tsx', text)).not.toMatch(/path|order/u)
})

test('a type is not imported', () => {
  const text = "import type { A } from './modules.ts'\nimport { type B } from './words.ts'"
  expect(readModule('build/a.ts', text).imports).toEqual([])
})

test('the messages of a problem and of a command are with their noun', () => {
  expect(['problem.consent.missing', 'command.consent.give', 'consent.title'].map(nounOf)).toEqual(
    Array.from({ length: 3 }, () => 'consent'),
  )
  expect(partOf('src/serve/record/screens/Caseload.tsx')).toBe('record-Caseload')
})

test('no two modules have parts of one name', () => {
  const { partOfModule } = partsOf(['kit.home', 'person.title', 'consent.title', 'referral.title'])
  const names = [...partOfModule.values()]
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('the worker knows each route and each content of a slot by its name', () => {
  const known = screensIn().map(({ name }) => name)
  const named = [...routes.map(({ path }) => path), ...slots.map(({ slot, key }) => `${slot}:${key}`)]
  expect(known.toSorted()).toEqual(named.toSorted())
})

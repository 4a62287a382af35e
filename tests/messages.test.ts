// Text for people is in message files, and every language has the same messages with the same arguments.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import type { ProblemKind } from '../src/kernel/problem.ts'
import { COMMON_PROBLEMS } from '../src/kernel/problems.ts'
import type { Worklist } from '../src/platform/worklist.ts'
import { AUTH_ROUTES, type AuthRouteSchema } from '../src/identity/sessions/rules/route-schemas.ts'
import { having } from './harness/manifest.ts'

const LOCALES = ['es', 'en', 'ar'] as const
const folders = [
  ...new Set(globSync('src/**/messages/*.json').map((path) => posix.dirname(path.replaceAll('\\', '/')))),
].sort()

const read = (folder: string, locale: string): Record<string, string> =>
  JSON.parse(readFileSync(`${folder}/${locale}.json`, 'utf8')) as Record<string, string>

type Ast = ReturnType<IntlMessageFormat['getAst']>

/**
 * The names of the arguments of a message; for a plural or a choice its own name and the names in its
 * branches.
 */
function argumentsOf(elements: Ast, found = new Set<string>()): Set<string> {
  for (const element of elements) {
    // Everything but literal text and the number sign of a plural reads an argument by name.
    if (element.type !== LITERAL && 'value' in element && typeof element.value === 'string')
      found.add(element.value)
    if ('options' in element)
      for (const { value } of Object.values(element.options)) argumentsOf(value, found)
  }
  return found
}
const LITERAL = 0

const listed = (locale: string, text: string) =>
  [...argumentsOf(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst())].sort()

describe.each(folders)('%s', (folder) => {
  const [es, en, ar] = LOCALES.map((locale) => read(folder, locale)) as [
    Record<string, string>,
    Record<string, string>,
    Record<string, string>,
  ]

  test('has the same keys in every language', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(es).sort())
    expect(Object.keys(ar).sort()).toEqual(Object.keys(es).sort())
  })

  test('can be read as ICU messages, with the same arguments in every language', () => {
    const asked = (locale: string, texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, listed(locale, text)]))
    expect(asked('en', en)).toEqual(asked('es', es))
    expect(asked('ar', ar)).toEqual(asked('es', es))
  })

  test('has no empty text', () => {
    const empty = [es, en, ar].flatMap((texts) =>
      Object.keys(texts).filter((key) => texts[key]?.trim() === ''),
    )
    expect(empty).toEqual([])
  })
})

test('no key is defined by two folders', () => {
  const keepers = new Map<string, string[]>()
  for (const folder of folders)
    for (const key of Object.keys(read(folder, 'es'))) keepers.set(key, [...(keepers.get(key) ?? []), folder])
  expect([...keepers].filter(([, kept]) => kept.length > 1)).toEqual([])
})

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'label',
  'title',
  'lead',
  'help',
  'error',
  'placeholder',
  'alt',
  'aria-label',
  'caption',
])
/** Literal text that a screen may contain: signs, and the product's name. */
const isWord = (text: string) => /\p{L}{2,}/u.test(text.replace(/\barraigo\b/giu, ''))

type Node = { type: string; start: number; [key: string]: unknown }

/** Text written into a screen instead of a message file, with its line. */
function wordsOf(path: string, text: string): string[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const found: string[] = []
  const tell = (node: Node, words: string) => {
    if (isWord(words)) found.push(`${path}:${text.slice(0, node.start).split('\n').length} ${words.trim()}`)
  }
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (node === null || typeof node !== 'object' || !('type' in node)) return
    const here = node as Node
    if (here.type === 'JSXText') tell(here, String(here['value']))
    if (here.type === 'JSXAttribute') {
      const { name, value } = here as unknown as { name: { name: string }; value: Node | null }
      if (SPOKEN.has(name.name) && value?.type === 'Literal') tell(value, String(value['value']))
    }
    Object.values(here).forEach(visit)
  }
  visit(program)
  return found
}

test('a screen with text of its own is found', () => {
  const wordy = 'const x = <p title="Hola a todos">Buenos días</p>'
  const silent = "const x = <p title={t('a.b')}>{t('a.c')} · arraigo</p>"
  expect(wordsOf('x.tsx', wordy)).toHaveLength(2)
  expect(wordsOf('x.tsx', silent)).toEqual([])
})

const screens = globSync('src/**/*.tsx').map((path) => path.replaceAll('\\', '/'))

test('no screen has text of its own', () => {
  expect(screens.flatMap((path) => wordsOf(path, readFileSync(path, 'utf8')))).toEqual([])
})

test('every kind of fact has words for the timeline', () => {
  const known = new Set(folders.flatMap((folder) => Object.keys(read(folder, 'es'))))
  const kinds = capabilities.flatMap(({ facts = [] }) => facts.map(({ kind }) => kind))
  expect(kinds.filter((kind) => !known.has(`fact.${kind}`))).toEqual([])
})

test('every kind of work and every figure has its words in the capability that declares it', async () => {
  const missing: string[] = []
  for (const { path } of having('worklist.ts')) {
    const own = read(`${posix.dirname(path)}/messages`, 'es')
    const { worklist } = (await import(`../${path}`)) as { worklist: Worklist }
    const wanted = [
      ...(worklist.work ?? []).flatMap(({ kind }) => [`work.${kind}`, `work.${kind}.act`]),
      ...(worklist.figures ?? []).map(({ figure }) => `figure.${figure}`),
    ]
    missing.push(...wanted.filter((key) => !(key in own)).map((key) => `${path} ${key}`))
  }
  expect(missing).toEqual([])
})

test('every problem and every reason that an operation or a policy declares has words', async () => {
  const known = new Set(folders.flatMap((folder) => Object.keys(read(folder, 'es'))))
  const wanted = new Set<string>(COMMON_PROBLEMS.map(({ code }) => `problem.${code}`))
  for (const file of globSync('src/**/operations.ts')) {
    const operation = (await import(`../${file.replaceAll('\\', '/')}`)) as Record<
      string,
      { problems?: ProblemKind[] }
    >
    for (const { problems = [] } of Object.values(operation))
      for (const { code } of problems) wanted.add(`problem.${code}`)
  }
  for (const { problems } of Object.values<AuthRouteSchema>(AUTH_ROUTES))
    for (const { code } of problems) wanted.add(`problem.${code}`)
  for (const file of globSync('src/**/{policy,actor}.ts')) {
    for (const [, key = ''] of readFileSync(file, 'utf8').matchAll(/'(reason\.[\w.]+)'/gu)) wanted.add(key)
  }
  expect([...wanted].filter((key) => !known.has(key)).sort()).toEqual([])
})

test('the words of a problem and of a reason are in the capability that declares it', async () => {
  const astray: string[] = []
  for (const path of globSync('src/*/*/{problems,policy}.ts').map((each) => each.replaceAll('\\', '/'))) {
    const folder = posix.dirname(path)
    const own = read(`${folder}/messages`, 'es')
    const kinds = (await import(`../${path}`)) as Record<string, Partial<ProblemKind>>
    const wanted = path.endsWith('policy.ts')
      ? [...readFileSync(path, 'utf8').matchAll(/'(reason\.[\w.]+)'/gu)].map(([, key = '']) => key)
      : Object.values(kinds).flatMap(({ code }) => (code === undefined ? [] : [`problem.${code}`]))
    astray.push(...wanted.filter((key) => !(key in own)).map((key) => `${folder} ${key}`))
  }
  expect(astray).toEqual([])
})

test('the words of what is held of a person are in the capability that holds it, or in the own view for several', () => {
  const holders = new Map<string, Set<string>>()
  for (const path of globSync('src/**/*.ts').map((each) => each.replaceAll('\\', '/')))
    if (!path.endsWith('.test.ts'))
      for (const [, key = ''] of readFileSync(path, 'utf8').matchAll(/'(own\.(?:section|label)\.[a-z_]+)'/gu))
        holders.set(key, (holders.get(key) ?? new Set()).add(path.split('/').slice(0, 3).join('/')))
  const keeper = ([first = '', ...others]: readonly string[]) =>
    others.length > 0 || first.startsWith('src/platform') ? 'src/protect/own' : first
  const wanted = [...holders].map(([key, found]) => `${keeper([...found])} ${key}`).toSorted()
  // Every word of the family, so that none is left behind in a folder that no longer says it.
  const kept = folders
    .flatMap((folder) => Object.keys(read(folder, 'es')).map((key) => `${posix.dirname(folder)} ${key}`))
    .filter((line) => / own\.(?:section|label)\./u.test(line))
  expect(kept.toSorted()).toEqual(wanted)
  expect(kept.length).toBeGreaterThan(30)
})

test('the words of a problem use only arguments that its data contain', async () => {
  const shapes = new Map<string, Set<string>>()
  for (const file of globSync('src/**/problems.ts')) {
    const kinds = (await import(`../${file.replaceAll('\\', '/')}`)) as Record<string, Partial<ProblemKind>>
    for (const { code, shape } of Object.values(kinds))
      if (code !== undefined && shape)
        shapes.set(code, new Set([...(shapes.get(code) ?? []), ...Object.keys(shape)]))
  }
  const wrong = folders.flatMap((folder) =>
    Object.entries(read(folder, 'es')).flatMap(([key, text]) => {
      const shape = key.startsWith('problem.') && shapes.get(key.slice('problem.'.length))
      return shape
        ? listed('es', text)
            .filter((name) => !shape.has(name))
            .map((name) => `${key} ${name}`)
        : []
    }),
  )
  expect(wrong).toEqual([])
  expect(shapes.size).toBeGreaterThan(250)
})

test('a problem is declared once with each of its statuses, and named after its code', async () => {
  const declared: string[] = []
  const misnamed: string[] = []
  for (const file of globSync('src/**/problems.ts')) {
    const kinds = (await import(`../${file.replaceAll('\\', '/')}`)) as Record<string, Partial<ProblemKind>>
    for (const [name, { code, status }] of Object.entries(kinds)) {
      if (code === undefined) continue
      declared.push(`${code} ${status}`)
      const camel = code.replaceAll(/[._]([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase())
      if (!name.startsWith(camel)) misnamed.push(`${file} ${name}`)
    }
  }
  expect(declared.filter((one, at) => declared.indexOf(one) !== at)).toEqual([])
  expect(misnamed).toEqual([])
})

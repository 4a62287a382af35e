// Reads the modules of the web application as the bundler does: what each imports at once, what it loads later, and
// which messages its text mentions.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'vite'

/** The module that the page starts with; its messages are the first part. */
export const START = 'src/entry/web.tsx'

/** The application's own table of routes. */
export const APPLICATION = 'src/entry/screens.tsx'

type Node = { type: string; [key: string]: unknown }

export type Module = {
  /** Relative paths of the modules it imports; types are none. */
  imports: readonly string[]
  /** The same of those that it loads later. */
  later: readonly string[]
  /** Its texts: each literal, and for each template the literal pieces between its values. */
  literals: readonly string[]
  /** Those of what it declares, such as the name of a command: they look like keys of messages, and are none. */
  declared: readonly string[]
  templates: readonly (readonly string[])[]
}

const modules = new Map<string, Module>()

function moduleAt(path: string): Module {
  const known = modules.get(path)
  if (known) return known
  const read = readModule(path, readFileSync(path, 'utf8'))
  modules.set(path, read)
  return read
}

export function readModule(path: string, text: string): Module {
  const { module, program } = parseSync(path, text)
  const requests = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
    ),
  ]
  const [literals, declared]: [string[], string[]] = [[], []]
  const templates: string[][] = []
  const visit = (node: unknown, into: string[]): void => {
    if (Array.isArray(node)) return node.forEach((each) => visit(each, into))
    if (node === null || typeof node !== 'object' || !('type' in node)) return
    const { type, value, callee, key } = node as Node
    if (type === 'ImportDeclaration') return
    if (type === 'Literal' && typeof value === 'string') into.push(value)
    const called = type === 'CallExpression' ? nameOf(callee) : undefined
    if (type === 'TemplateLiteral') templates.push(piecesOf(node as Node))
    const isDeclared = DECLARE.has(called ?? '') || (type === 'Property' && NAMES.has(nameOf(key) ?? ''))
    for (const part of Object.values(node)) {
      const isOfModules = called === 'lookup' && Array.isArray(part) && comesWithModules(part[0])
      visit(isOfModules ? part.slice(1) : part, isDeclared ? declared : into)
    }
  }
  // What a table of screens says is in the manifest; of the table itself only `load` is read.
  if (!TABLE.test(path)) visit(program, literals)
  const later = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  )
  return { imports: resolved(path, requests), later: resolved(path, later), literals, declared, templates }
}

/** The functions by which operations, kinds of fact and problems are declared. */
const DECLARE = new Set(
  'command query fact unauthenticated forbidden unknown conflict tooLarge invalid tooOften unavailable'.split(
    ' ',
  ),
)

const TABLE = /\/screens\/routes\.tsx$/u

/** Properties of declarations that name verbs, and fields with the taxonomies of their codes. */
const NAMES = new Set(['may', 'verbs', 'coded'])

/** Families that are looked up by a name of the server, and come with the module that has a view of this name. */
const FAMILIES: readonly (readonly [module: RegExp, families: readonly string[]])[] = [
  [/\/screens\/work\.ts$/u, ['work', 'figure']],
  [/\/screens\/timeline\.ts$/u, ['fact']],
]
/** Of these, and of shipped roles, a lookup mentions no keys. */
const LOOKED_UP = new Set([...FAMILIES.flatMap(([, families]) => families), 'role'])

const nameOf = (node: unknown) => {
  const { name, property } = node as { name?: string; property?: { name?: string } }
  return name ?? property?.name
}

const piecesOf = ({ quasis }: Node) =>
  (quasis as { value: { cooked: string } }[]).map((each) => each.value.cooked)

const comesWithModules = (node: unknown) =>
  (node as Node | undefined)?.type === 'TemplateLiteral' &&
  LOOKED_UP.has(piecesOf(node as Node)[0]?.split('.')[0] ?? '')

const resolved = (from: string, requests: readonly string[]) => [
  ...new Set(requests.flatMap((request) => resolve(from, request) ?? [])),
]

/** The module of a relative request, if it is one of the application's. */
export function resolve(from: string, request: string): string | undefined {
  if (!request.startsWith('.')) return undefined
  const path = posix.join(posix.dirname(from), request)
  return /\.tsx?$/u.test(path) && existsSync(path) ? path : undefined
}

/** These modules and all that they import at once, and `withLater` also later, without those in `besides`. */
export function closure(
  paths: readonly string[],
  besides: ReadonlySet<string> = new Set(),
  withLater = false,
): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (path: string) => {
    if (found.has(path) || besides.has(path)) return
    found.add(path)
    const { imports, later } = moduleAt(path)
    for (const next of withLater ? [...imports, ...later] : imports) visit(next)
  }
  paths.forEach(visit)
  return found
}

/** The modules that these, or what they import at once, load later. */
export const laterThan = (paths: readonly string[], besides: ReadonlySet<string>): readonly string[] => [
  ...new Set([...closure(paths, besides)].flatMap((path) => moduleAt(path).later)),
]

/** Families of messages that are looked up by a code from the server: never by the text of a screen. */
const BY_CODE = ['problem', 'command']

/** Families whose keys go on with a name that has a point: `fact.consent.given`. */
const WITH_NAMES = ['fact', 'verb', 'work']

/** The noun whose part of the messages has a key: `problem.consent.missing` is of `consent`. */
export function nounOf(key: string): string {
  const [first = '', second = ''] = key.split('.')
  return BY_CODE.includes(first) ? second : first
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

/** Which of these keys the text of a module mentions. */
export function mentionedIn(
  { literals, templates }: Pick<Module, 'literals' | 'templates'>,
  keys: ReadonlySet<string>,
  path = '',
): string[] {
  const families = FAMILIES.flatMap(([module, all]) => (module.test(path) ? all : []))
  const named = families.flatMap((family) =>
    literals.flatMap((name) => [`${family}.${name}`, `${family}.${name}.act`]),
  )
  const found = [...literals, ...named].filter((text) => keys.has(text))
  for (const pieces of templates) {
    const family = pieces[0]?.split('.')[0] ?? ''
    // What begins with a value, or is of a family by code, is looked up when it is needed.
    if (!/^[a-z_]+\./u.test(pieces[0] ?? '') || BY_CODE.includes(family)) continue
    const value = WITH_NAMES.includes(family) ? '.+' : '[^.]+'
    const pattern = new RegExp(`^${pieces.map(escaped).join(value)}$`, 'u')
    for (const key of keys) if (pattern.test(key)) found.push(key)
  }
  return found
}

/** The keys that the texts of these modules mention. */
export function mentioned(paths: Iterable<string>, keys: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const path of paths) for (const key of mentionedIn(moduleAt(path), keys, path)) found.add(key)
  return found
}

/** Every module that is loaded later, from the start on. */
export function loadedLater(): ReadonlySet<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (path: string) => {
    for (const each of closure([path], seen)) {
      seen.add(each)
      for (const later of moduleAt(each).later) {
        found.add(later)
        visit(later)
      }
    }
  }
  visit(START)
  return found
}

/** Name of the part of the messages that comes with a module: `record-Caseload`. */
export const partOf = (path: string): string =>
  path
    .replace(/^src\/(?:[^/]+\/(?=[^/]+\/))?/u, '')
    .replace(/\.tsx?$/u, '')
    .replaceAll(/\/(?:screens\/)?/gu, '-')

export const messageFiles = (locale: string): string[] =>
  globSync(`src/**/messages/${locale}.json`)
    .map((file) => file.replaceAll('\\', '/'))
    .sort()

/** The families of a noun in which a code of these modules has a message: `consent.missing`, `consent.give`. */
export function codedNouns(paths: Iterable<string>, keys: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const path of paths)
    for (const code of [...moduleAt(path).literals, ...moduleAt(path).declared])
      if (BY_CODE.some((family) => keys.has(`${family}.${code}`))) found.add(nounOf(`${BY_CODE[0]}.${code}`))
  return found
}

/** A route by its path, or a content of a slot by `<slot>:<key>`, and the module that it loads. */
type Screen = { name: string; table: string; module: string }

/** The screens that the tables of routes and slots name. */
export function screensIn(): Screen[] {
  const tables = globSync(['src/*/*/screens/routes.tsx', APPLICATION]).map((path) =>
    path.replaceAll('\\', '/'),
  )
  return tables.sort().flatMap((table) => {
    const found: Screen[] = []
    const visit = (node: unknown): void => {
      if (Array.isArray(node)) return node.forEach(visit)
      if (node === null || typeof node !== 'object' || !('type' in node)) return
      if (node.type === 'ObjectExpression') {
        const texts = new Map<string, string>()
        for (const property of (node as unknown as { properties: Property[] }).properties) {
          const text = property.key?.name === 'load' ? importIn(property.value) : property.value?.value
          if (typeof text === 'string') texts.set(property.key?.name ?? '', text)
        }
        const module = resolve(table, texts.get('load') ?? '')
        const name = texts.get('path') ?? `${texts.get('slot')}:${texts.get('key')}`
        if (module) found.push({ name, table, module })
      }
      Object.values(node).forEach(visit)
    }
    visit(parseSync(table, readFileSync(table, 'utf8')).program)
    return found
  })
}
type Property = { key?: { name?: string }; value?: { value?: unknown } }

/** What the first `import()` in an expression names. */
function importIn(node: unknown): string | undefined {
  if (Array.isArray(node)) return node.map(importIn).find((text) => text !== undefined)
  if (node === null || typeof node !== 'object') return undefined
  if ('type' in node && node.type === 'ImportExpression')
    return (node as unknown as { source: { value: string } }).source.value
  return Object.values(node)
    .map(importIn)
    .find((text) => text !== undefined)
}

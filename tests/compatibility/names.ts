// Every published name of this release: what others send, store, configure or look up later. Each list only
// grows.
import 'fake-indexeddb/auto'
import { globSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import * as z from 'zod/mini'
import { main } from '../../src/entry/cli.ts'
import type { Composed } from '../../src/entry/server.ts'
import { findLock } from '../../src/device/locks.ts'
import { dataKey } from '../../src/device/seal.ts'
import { openStore } from '../../src/device/store.ts'
import { Envelope, HandOver, SyncRequest, SyncResponse } from '../../src/kernel/envelope.ts'
import { OrganisationClass, Role, VERBS } from '../../src/kernel/roles.ts'
import { AUTH_PROBLEMS, AUTH_ROUTES } from '../../src/identity/sessions/rules/route-schemas.ts'
import { settingNames } from '../../src/platform/config.ts'
import { capabilities } from '../../src/entry/capabilities.ts'
import { COMMON_PROBLEMS } from '../../src/kernel/problems.ts'
import { readCatalogue } from '../harness/catalogue.ts'
import { isTest } from '../architecture/source-tree.ts'
import { dumpStores, loadStores } from './stores.ts'

/** A field of an input: whether it is required, which values it accepts, and its bounds. */
export type Field = { required?: true; values?: (string | number | boolean)[]; most?: number; least?: number }
export type Fields = Record<string, Field>

export type Names = {
  /**
   * Forms that are signed, names from which keys are derived, headers, cookies and keys of a browser's
   * storage.
   */
  strings: string[]
  facts: Record<string, Fields>
  /** The server's messages to a phone, which parses them with the schema of its own release. */
  toPhones: Fields
  inputs: Record<string, Fields>
  outputs: Record<string, string[]>
  offline: string[]
  problems: string[]
  columns: Record<string, string[]>
  routes: string[]
  /** Addresses of screens: in bookmarks, in messages and on paper. */
  pages: string[]
  commandLine: string[]
  settings: string[]
  jobs: string[]
  browserStores: string[]
  roles: string[]
  verbs: string[]
  organisationClasses: string[]
}

/** A view that has the columns of a table as it was, for what reads it by their old names. */
const AS_IT_WAS: Readonly<Record<string, { schema: string; table: string }>> = {
  'read.person_fact': { schema: 'public', table: 'fact' },
}

type Schema = {
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: (string | number | boolean)[]
  const?: string | number | boolean
  maxLength?: number
  minLength?: number
  maximum?: number
  minimum?: number
  maxItems?: number
  minItems?: number
}

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref' }) as Schema

/**
 * All fields by their path; `[]` is an entry of a list, `*` one of a record. Each alternative of a union is
 * read.
 */
function fieldsIn(schema: Schema, at = '', fields: Fields = {}): Fields {
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    fieldsIn(one, at, fields)
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  const most = schema.maxLength ?? schema.maxItems ?? schema.maximum
  const least = schema.minLength ?? schema.minItems ?? schema.minimum
  const known = fields[at] ?? {}
  if (at !== '') {
    fields[at] = {
      ...known,
      ...(values && { values: [...new Set([...(known.values ?? []), ...values])] }),
      ...(most !== undefined && { most: Math.max(most, known.most ?? most) }),
      ...(least !== undefined && { least: Math.min(least, known.least ?? least) }),
    }
  }
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const path = at === '' ? name : `${at}.${name}`
    const before = fields[path]
    fieldsIn(one, path, fields)
    const required = schema.required?.includes(name) && (before === undefined || before.required)
    const { required: _, ...rest } = fields[path] ?? {}
    fields[path] = required ? { required: true, ...rest } : rest
  }
  if (schema.items) fieldsIn(schema.items, `${at}[]`, fields)
  if (typeof schema.additionalProperties === 'object')
    fieldsIn(schema.additionalProperties, `${at}.*`, fields)
  return fields
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

/**
 * String literals of the sources that are signed, used for derivation or as storage names, which all begin
 * with the product's name; and headers that are read.
 */
function stringsOfSources(): string[] {
  const files = globSync('{src/**/*.{ts,tsx},bin/*.mjs}').filter((file) => !isTest(file))
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
  const found = [
    ...text.matchAll(/'(arraigo[._/-][^'()=]*)'/gu),
    ...text.matchAll(/'(arraigo (?:device spare key|kek)[^']*)'/gu),
    ...text.matchAll(/(?:header|get)\('(x-[a-z-]+)'\)/gu),
  ].map(([, word = '']) => word)
  // Short-lived folders, a role's name, and the name of a task.
  return found.filter((word) => !/^arraigo(?:-proof-|[-_]$|\.raise_wall)/u.test(word))
}

async function commandLine(): Promise<string[]> {
  let help = ''
  await main(['help'], {
    print: (line) => (help += `${line}\n`),
    tell: () => {},
    config: () => {
      throw new Error('Help needs no settings.')
    },
  })
  return [...help.matchAll(/^ {2}(\S.*)$/gmu)].flatMap(([, usage = '']) => {
    const name = /^[a-z]+(?: [a-z]+)?/u.exec(usage)?.[0] ?? ''
    return [name, ...[...usage.matchAll(/--[a-z-]+/gu)].map(([option]) => `${name} ${option}`)]
  })
}

const NOBODY = '00000000-0000-7000-8000-000000000000'

/**
 * As a browser creates them for its first user; data that another test left in this browser is deleted first.
 */
async function browserStores(): Promise<string[]> {
  await loadStores([])
  const key = await dataKey(crypto.getRandomValues(new Uint8Array(32)))
  const name = `arraigo-${NOBODY}-${NOBODY}`
  const store = await openStore(name, key, NOBODY)
  await findLock(name)
  store.close()
  const all = await dumpStores()
  return all.flatMap(({ name: database, stores }) =>
    stores.flatMap(({ name: objects, keyPath, indexes }) =>
      [`by ${keyPath ?? 'key'}`, ...indexes.map((index) => `index ${index.name}`)].map(
        (how) => `${database.replaceAll(NOBODY, '*')} ${objects} ${how}`,
      ),
    ),
  )
}

export async function namesOf({ app, http }: Composed, pool: pg.Pool): Promise<Names> {
  const operations = [...app.commands.values(), ...app.queries.values()].map(({ operation }) => operation)
  const catalogue = await readCatalogue(pool)
  const tables = Map.groupBy(
    catalogue.columns.flatMap((one) => {
      const was = AS_IT_WAS[`${one.schema}.${one.table}`]
      return one.view ? (was ? [{ ...one, ...was }] : []) : [one]
    }),
    ({ schema, table }) => `${schema}.${table}`,
  )
  const words = globSync('src/**/messages/en.json').flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object),
  )
  const byName = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
    Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return {
    strings: sorted(stringsOfSources()),
    facts: byName(
      capabilities.flatMap(({ facts = [] }) =>
        facts.map(({ kind, data }) => [kind, fieldsIn(schemaOf(data, 'output'))] as const),
      ),
    ),
    toPhones: fieldsIn(schemaOf(SyncResponse, 'output')),
    inputs: byName([
      ['sync', fieldsIn(schemaOf(SyncRequest, 'input'))],
      ['sync/envelope', fieldsIn(schemaOf(Envelope, 'input'))],
      ['late', fieldsIn(schemaOf(HandOver, 'input'))],
      ...operations.map(({ name, input }) => [name, fieldsIn(schemaOf(input, 'input'))] as const),
      ...Object.entries(AUTH_ROUTES).map(
        ([name, { input }]) => [`auth/${name}`, fieldsIn(schemaOf(input, 'input'))] as const,
      ),
    ]),
    outputs: byName(
      operations
        // A pack is compared as a whole, as a release.
        .filter(({ name }) => name !== 'pack.get')
        .map(
          ({ name, output }) => [name, sorted(Object.keys(fieldsIn(schemaOf(output, 'output'))))] as const,
        ),
    ),
    offline: sorted(
      operations.filter((one) => one.is === 'command' && one.offline === true).map(({ name }) => name),
    ),
    problems: sorted([
      ...[
        ...operations.flatMap(({ problems = [] }) => problems),
        ...COMMON_PROBLEMS,
        ...AUTH_PROBLEMS,
        ...Object.values(AUTH_ROUTES).flatMap(({ problems }) => problems),
      ].map(({ code }) => code),
      ...words.filter((word) => word.startsWith('problem.')).map((word) => word.slice('problem.'.length)),
    ]),
    columns: byName([...tables].map(([table, its]) => [table, sorted(its.map(({ name }) => name))] as const)),
    routes: sorted(
      http.routes
        .filter(({ path }) => path.startsWith('/api'))
        .map(({ method, path }) => `${method} ${path}`),
    ),
    pages: sorted(
      globSync('src/*/*/screens/routes.tsx').flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/path: '(\/[^']*)'/gu)].map(([, path = '']) => path),
      ),
    ),
    commandLine: sorted(await commandLine()),
    settings: sorted(settingNames),
    jobs: sorted(app.jobs.keys()),
    browserStores: sorted(await browserStores()),
    roles: [...Role.options],
    verbs: sorted(VERBS.keys()),
    organisationClasses: [...OrganisationClass.options],
  }
}

/**
 * One line for each published name that is gone, each input that was accepted and now is not, and each
 * message that a phone of then cannot parse.
 */
export function missingNames(then: Names, now: Names): string[] {
  const { inputs, facts, outputs, columns, toPhones, ...lists } = then
  const gone = (what: string, before: readonly string[], after: readonly string[] = []) =>
    before.filter((name) => !after.includes(name)).map((name) => `${what} ${name} is gone`)
  return [
    ...Object.entries(lists).flatMap(([what, before]) => gone(what, before, now[what as keyof typeof lists])),
    ...(['outputs', 'columns'] as const).flatMap((what) =>
      Object.entries({ outputs, columns }[what]).flatMap(([name, before]) =>
        name in now[what] ? gone(`${what} ${name}:`, before, now[what][name]) : [`${what} ${name} is gone`],
      ),
    ),
    ...(['inputs', 'facts'] as const).flatMap((what) =>
      Object.entries({ inputs, facts }[what]).flatMap(([name, before]) => {
        const after = now[what][name]
        return after
          ? narrowed(before, after).map((line) => `${what} ${name}: ${line}`)
          : [`${what} ${name} is gone`]
      }),
    ),
    ...Object.entries(toPhones).flatMap(([path, { required, values }]) => {
      const said = now.toPhones[path]
      const unread =
        values === undefined ? [] : (said?.values ?? []).filter((value) => !values.includes(value))
      return [
        ...(required && !said?.required ? [`toPhones: ${path} must be given`] : []),
        ...unread.map((value) => `toPhones: ${path} must not be ${value}`),
      ]
    }),
  ]
}

function narrowed(before: Fields, after: Fields): string[] {
  const lines = Object.entries(before).flatMap(([path, field]) => {
    const now = after[path]
    if (!now) return [`${path} is gone`]
    const values = now.values === undefined ? [] : (field.values ?? [])
    return [
      ...values
        .filter((value) => !now.values?.includes(value))
        .map((value) => `${path} no longer takes ${value}`),
      ...(now.values && !field.values ? [`${path} takes only some words now`] : []),
      ...((now.most ?? Infinity) < (field.most ?? Infinity) ? [`${path} takes less than it did`] : []),
      ...((now.least ?? -Infinity) > (field.least ?? -Infinity) ? [`${path} asks for more than it did`] : []),
    ]
  })
  const asked = Object.entries(after).filter(([path, { required }]) => {
    const parent = path.slice(0, Math.max(path.lastIndexOf('.'), 0))
    return required && !before[path]?.required && (parent === '' || parent in before)
  })
  return [...lines, ...asked.map(([path]) => `${path} must be given now`)]
}

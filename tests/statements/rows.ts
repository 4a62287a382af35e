// Asks the compiler which rows each call expects, and says where that is not what PostgreSQL gives.
import { resolve } from 'node:path'
import { API, SignatureKind, TypeFlags, type Checker, type Type } from 'typescript/unstable/sync'
import type { Column } from './describe.ts'
import type { Call } from './source.ts'

type Kind = 'string' | 'number' | 'boolean' | 'buffer' | 'null' | 'array' | 'json' | 'any' | 'other'

/** What `pg` makes of each type of PostgreSQL, as src/platform/database/pool.ts has it parsed; all others become strings. */
const RUNTIME: Readonly<Record<string, Kind>> = {
  bool: 'boolean',
  bytea: 'buffer',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  oid: 'number',
  json: 'json',
  jsonb: 'json',
}
const runtimeOf = (type: string): Kind => (type.startsWith('_') ? 'array' : (RUNTIME[type] ?? 'string'))

/** The fields of the rows that a call expects, each with what it may be; undefined when it says nothing of them. */
export type Expected = ReadonlyMap<string, { kinds: ReadonlySet<Kind>; optional: boolean }>

/** The compiler's view of every call; `close` ends its process. */
export function openCompiler(): { rowsOf(call: Call): Expected | undefined; close(): void } {
  const api = new API({ cwd: process.cwd() })
  const project = api.updateSnapshot({ openProjects: [resolve('tsconfig.server.json')] }).getProjects()[0]
  if (!project) throw new Error('tsconfig.server.json names no project.')
  const { checker } = project
  return {
    rowsOf({ file, position }) {
      const method = checker.getTypeAtPosition(resolve(file), position + 1)
      const [signature] = method ? checker.getSignaturesOfType(method, SignatureKind.Call) : []
      const promised = signature && checker.getReturnTypeOfSignature(signature)
      const result = promised && argument(checker, promised)
      const row = result && argument(checker, result)
      if (!row || (row.flags & (TypeFlags.Unknown | TypeFlags.Any)) !== 0) return undefined
      return new Map(
        // A mark that only the compiler sees (`[safe]`) is no column.
        checker
          .getPropertiesOfType(row)
          .filter(({ name }) => !name.startsWith('__@'))
          .map((property) => {
            const kinds = new Set<Kind>()
            const type = checker.getTypeOfSymbol(property)
            if (type) gather(checker, type, kinds)
            const optional = kinds.delete('other') && type !== undefined && allowsUndefined(type)
            return [property.name, { kinds, optional }] as const
          }),
      )
    },
    close: () => api.close(),
  }
}

/** `T` of `Promise<T>` and of `QueryResult<T>`. */
function argument(checker: Checker, type: Type): Type | undefined {
  const of = type.isTypeReference() ? checker.getTypeArguments(type) : type.getAliasTypeArguments()
  return of?.[0]
}

const allowsUndefined = (type: Type): boolean =>
  type.isUnionType()
    ? (type.getTypes() ?? []).some(allowsUndefined)
    : (type.flags & TypeFlags.Undefined) !== 0

function gather(checker: Checker, type: Type, into: Set<Kind>): void {
  const is = (flags: number) => (type.flags & flags) !== 0
  if (is(TypeFlags.Any | TypeFlags.Unknown)) into.add('any')
  else if (is(TypeFlags.BooleanLike)) into.add('boolean')
  else if (type.isUnionType()) for (const each of type.getTypes() ?? []) gather(checker, each, into)
  else if (type.isIntersectionType()) {
    const parts = new Set<Kind>()
    for (const each of type.getTypes() ?? []) gather(checker, each, parts)
    // A string that is marked as an id is a string.
    for (const kind of ['string', 'number'] as const) if (parts.has(kind)) return void into.add(kind)
    for (const kind of parts) into.add(kind)
  } else if (is(TypeFlags.StringLike)) into.add('string')
  else if (is(TypeFlags.NumberLike)) into.add('number')
  else if (is(TypeFlags.Null)) into.add('null')
  else if (is(TypeFlags.Undefined)) into.add('other')
  else if (checker.isArrayLikeType(type)) into.add('array')
  else if (/^Buffer\b/.test(checker.typeToString(type))) into.add('buffer')
  else into.add('json')
}

/**
 * Where rows of these columns are not what was expected, in words; none when they are. A column that a table lets be null is
 * taken for given where the statement says so itself: `… and due_on is not null`.
 */
export function differences(expected: Expected, columns: readonly Column[], text: string): string[] {
  const names = new Set(columns.map(({ name }) => name))
  const missing = [...expected].filter(([name, { optional }]) => !optional && !names.has(name))
  return [
    ...missing.map(([name]) => `${name} is expected and not given`),
    ...columns.flatMap(({ name, type, nullable, source }) => {
      const given = source !== undefined && new RegExp(`\\b${source} is not null\\b`, 'u').test(text)
      const field = expected.get(name)
      if (!field) return []
      const { kinds } = field
      const runtime = runtimeOf(type)
      const fits =
        kinds.has(runtime) ||
        kinds.has('any') ||
        (runtime === 'json' && kinds.size > 0) ||
        (runtime === 'array' && kinds.has('json'))
      if (!fits) return [`${name} is ${type}, a ${runtime}, and ${[...kinds].join(' or ')} is expected`]
      return nullable && !given && !kinds.has('null') && !kinds.has('any')
        ? [`${name} may be null, which is not expected`]
        : []
    }),
  ]
}

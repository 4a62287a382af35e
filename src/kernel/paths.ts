// Typed addresses: a link names a route and gives its parameters, or it does not compile.

/**
 * The paths of all routes, as keys. `npm run manifest` writes them to `src/entry/manifest/paths.d.ts` from the
 * folders of the capabilities.
 */
export interface Paths {}

export type Path = keyof Paths

/** The names of a path's parameters: `person` of `/people/:person/need`. */
export type ParamNames<P extends string> = P extends `${infer First}/${infer Rest}`
  ? ParamNames<First> | ParamNames<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never

export type ParamsOf<P extends string> = { readonly [Name in ParamNames<P>]: string }

/** The paths that need no parameter, which are addresses as they are. */
export type PlainPath = { [P in Path]: [ParamNames<P>] extends [never] ? P : never }[Path]

declare const made: unique symbol
type Made = string & { readonly [made]: true }

/**
 * What a link may lead to: a route (`hrefTo`, or its path where it has no parameters), or a file that the
 * server sends.
 */
export type Href = PlainPath | Made | `/api/${string}`

type Query = Readonly<Record<string, string | null | undefined>>
type Arguments<P extends Path> = [ParamNames<P>] extends [never]
  ? [params?: Readonly<Record<string, never>>, query?: Query]
  : [params: ParamsOf<P>, query?: Query]

/**
 * The address of a route: `hrefTo('/people/:person', { person }, { tab: 'consent' })`. What of the query is
 * undefined, null or empty is left out.
 */
export function hrefTo<P extends Path>(path: P, ...[params = {}, query = {}]: Arguments<P>): Href {
  const values: Readonly<Record<string, string>> = params
  const filled = path.replaceAll(/:(\w+)/gu, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const search = Object.entries(query).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  )
  return (search.length === 0 ? filled : `${filled}?${search.join('&')}`) as Made
}

// What a person may decide about a command that the server rejected: which values to correct, and whose value
// stays.
import type { Json } from '../../kernel/problem.ts'

type Data = { readonly [key: string]: Json }

/**
 * A value of an input that a person can read and correct, by its path: `changes.place`, `contacts.0.value`.
 */
export type Written = { path: string; value: string | number }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

/** The values a person typed or chose in an input, in its order; ids, versions and booleans are left out. */
export function written(input: unknown, path = ''): Written[] {
  if (typeof input === 'string') return UUID.test(input) || input === '' ? [] : [{ path, value: input }]
  if (typeof input === 'number') return /(^|\.)(base|version)$/u.test(path) ? [] : [{ path, value: input }]
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([key, value]) => written(value, path === '' ? key : `${path}.${key}`))
}

/** The input with another value at one path; numbers stay numbers. */
export function corrected(input: unknown, path: string, value: string): unknown {
  const [key, ...rest] = path.split('.')
  if (key === undefined || key === '') {
    return typeof input === 'number' && value.trim() !== '' && Number.isFinite(Number(value))
      ? Number(value)
      : value
  }
  if (Array.isArray(input)) {
    return input.map((each: unknown, index) =>
      String(index) === key ? corrected(each, rest.join('.'), value) : each,
    )
  }
  const given = input as Record<string, unknown>
  return { ...given, [key]: corrected(given[key], rest.join('.'), value) }
}

export type Clash = { field: string; yours: Json; theirs: Json }
/** `isListed`: the fields are those that clash, and every other field of the edit can still be sent. */
export type Conflict = { version: number; fields: Clash[]; isListed?: true }

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The conflict of an edit made on an older version: a problem `<noun>.changed_meanwhile` whose data holds the
 * current version, and either `fields: [{ field, yours, theirs }]` or the current values by their names.
 */
export function conflictOf(problem: { code: string; data?: Data }, input: unknown): Conflict | undefined {
  const { data } = problem
  if (!problem.code.endsWith('.changed_meanwhile') || !data || !isData(input) || !('base' in input))
    return undefined
  const standing = Object.values(data).find((value) => isData(value) && typeof value['version'] === 'number')
  const now: Data = typeof data['version'] === 'number' ? data : isData(standing) ? standing : {}
  const version = now['version']
  if (typeof version !== 'number') return undefined
  const listed = data['fields']
  if (Array.isArray(listed)) {
    return {
      version,
      isListed: true,
      fields: listed.filter((clash): clash is Clash => isData(clash as Json) && 'field' in (clash as Data)),
    }
  }
  const fields = Object.entries(input)
    .filter(
      ([field, yours]) =>
        field !== 'base' && Object.hasOwn(now, field) && JSON.stringify(now[field]) !== JSON.stringify(yours),
    )
    .map(([field, yours]) => ({ field, yours, theirs: now[field] ?? null }))
  return { version, fields }
}

/**
 * The input to send again, on the current version and without the fields that are given up; undefined when
 * all of them are.
 * @param theirs the fields in which the current value stays
 */
export function settled(
  input: unknown,
  { version, fields, isListed }: Conflict,
  theirs: ReadonlySet<string>,
): unknown {
  const given = input as Record<string, unknown>
  const edited = isData(given['changes']) ? (given['changes'] as Record<string, unknown>) : given
  const left = Object.fromEntries(Object.entries(edited).filter(([field]) => !theirs.has(field)))
  const inChanges = edited !== given
  const isLeft = ([field, value]: [string, unknown]) =>
    inChanges || (field !== 'base' && !(typeof value === 'string' && UUID.test(value)))
  const nothing =
    inChanges || isListed
      ? !Object.entries(left).some(isLeft)
      : fields.every(({ field }) => theirs.has(field))
  if (nothing) return undefined
  return inChanges ? { ...given, changes: left, base: version } : { ...left, base: version }
}

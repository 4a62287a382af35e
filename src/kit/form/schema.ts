// Reads an operation's schema for a form: which fields it needs, what a typed text becomes, and what it refuses.
import * as z from 'zod/mini'
import { plainDigits } from '../../kernel/digits.ts'
import { undirected } from '../../kernel/text.ts'

/** A schema as the form layer needs it; `zod/mini` publishes no narrower type of its definitions. */
type Def = {
  type: string
  innerType?: z.ZodMiniType
  in?: z.ZodMiniType
  shape?: Readonly<Record<string, z.ZodMiniType>>
  element?: z.ZodMiniType
  options?: readonly z.ZodMiniType[]
  checks?: readonly { _zod: { def: { check: string; value?: unknown; maximum?: unknown } } }[]
}
const defOf = (schema: z.ZodMiniType) => schema._zod.def as unknown as Def
const MAY_BE_LEFT_OUT = new Set(['optional', 'nullable', 'default', 'prefault'])
const AROUND = new Set(['readonly', 'nonoptional', 'pipe', 'catch'])

/** The schema without its wrappers, and whether the value may be left out. */
function unwrap(schema: z.ZodMiniType): { inner: z.ZodMiniType; optional: boolean } {
  let inner = schema
  let optional = false
  for (;;) {
    const def = defOf(inner)
    if (MAY_BE_LEFT_OUT.has(def.type)) optional = true
    else if (!AROUND.has(def.type)) return { inner, optional }
    inner = (def.innerType ?? def.in) as z.ZodMiniType
  }
}

/** The schema of one part of an object, a list or a union of objects. */
function partOf(schema: z.ZodMiniType, part: string): z.ZodMiniType | undefined {
  const def = defOf(unwrap(schema).inner)
  if (def.type === 'array') return def.element
  if (def.type === 'union')
    return def.options?.map((option) => partOf(option, part)).find((found) => found !== undefined)
  return def.shape?.[part]
}

/** Whether a schema refuses a missing value and an empty one. */
function needs(schema: z.ZodMiniType): boolean {
  const { inner, optional } = unwrap(schema)
  if (optional) return false
  const { type } = defOf(inner)
  if (type === 'boolean' || type === 'unknown' || type === 'any') return false
  return !z.safeParse(inner, type === 'array' ? [] : '').success
}

/** The schema at a dotted path such as `contacts.0.value`, and whether it needs an answer there. */
export function fieldOf(
  schema: z.ZodMiniType,
  path: string,
): { schema: z.ZodMiniType | undefined; required: boolean } {
  let here: z.ZodMiniType | undefined = schema
  let required = true
  for (const part of path.split('.')) {
    here = here && partOf(here, part)
    if (!here) return { schema: undefined, required: false }
    // A field is needed only if everything around it is.
    required &&= !unwrap(here).optional
  }
  return { schema: here, required: required && needs(here) }
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The number that a text is, in digits of any script; undefined when it is none. */
function numberIn(text: string): number | undefined {
  const digits = undirected(plainDigits(text)).replace(/[,٫]/u, '.')
  return /^-?\d+(?:\.\d+)?$/u.test(digits) ? Number(digits) : undefined
}

/** The alternative of a union that has all parts of the value. */
const optionFor = (options: readonly z.ZodMiniType[], value: Record<string, unknown>) =>
  options.find((option) => Object.keys(value).every((part) => partOf(option, part) !== undefined))

/**
 * What a form's values are as an input: empty texts are left out, texts of numbers become numbers. A text that
 * is no number stays, so that the schema refuses it.
 */
export function inputOf(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return value
  const { inner, optional } = unwrap(schema)
  const def = defOf(inner)
  if (typeof value === 'string') {
    if (value.trim() === '') return optional || needs(inner) ? undefined : ''
    return def.type === 'number' ? (numberIn(value) ?? value) : value
  }
  if (Array.isArray(value)) {
    const items = value.map((one) => inputOf(def.element, one))
    return items.filter((one) => one !== undefined)
  }
  if (!isPlain(value)) return value
  const whole = def.type === 'union' ? (optionFor(def.options ?? [], value) ?? inner) : inner
  const entries = Object.entries(value).map(([part, one]) => [part, inputOf(partOf(whole, part), one)])
  const given = entries.filter(([, one]) => one !== undefined)
  return given.length === 0 && optional ? undefined : Object.fromEntries(given)
}

/** Whether two values, as `inputOf` gives them, say the same: what is left out says what an empty one says. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isEmpty(one) && isEmpty(other)) return true
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]))
  if (!isPlain(one ?? {}) || !isPlain(other ?? {})) return Object.is(one, other)
  const [a, b] = [one ?? {}, other ?? {}] as Record<string, unknown>[]
  return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].every((part) =>
    isSame(a?.[part], b?.[part]),
  )
}

/** Why a schema refuses a value: the message `kit.form.wrong.<reason>`, and its values. */
export type Refusal = {
  path: string
  reason: Reason
  values: Readonly<Record<string, number>>
}
export type Reason =
  | 'missing'
  | 'too_long'
  | 'too_short'
  | 'not_a_number'
  | 'not_whole'
  | 'too_small'
  | 'too_big'
  | 'not_between'
  | 'too_few'
  | 'too_many'
  | 'not_a_date'
  | 'in_future'
  | 'unsafe_text'
  | 'email'
  | 'other'

type Issue = z.core.$ZodIssue

/** Of the alternatives of a union, the issues of the one that comes closest. */
function issuesIn(issue: Issue, around: readonly PropertyKey[] = []): Issue[] {
  const path = [...around, ...issue.path]
  if (issue.code !== 'invalid_union') return [{ ...issue, path }]
  const known = issue.errors.filter((issues) => !issues.some(({ code }) => code === 'unrecognized_keys'))
  const closest = (known.length > 0 ? known : issue.errors).toSorted((a, b) => a.length - b.length)[0]
  if (!closest) return [{ ...issue, path }]
  return closest.flatMap((inner) => issuesIn(inner, path))
}

export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((here, part) => (here as Record<PropertyKey, unknown> | undefined)?.[part], value)

export const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function reasonOf(schema: z.ZodMiniType, issue: Issue, value: unknown): Omit<Refusal, 'path'> {
  const plain = (reason: Reason) => ({ reason, values: {} })
  if (isEmpty(value)) return plain('missing')
  const of = 'origin' in issue ? issue.origin : undefined
  if (issue.code === 'too_small') {
    const min = Number(issue.minimum)
    if (of === 'string') return { reason: 'too_short', values: { min } }
    return of === 'array' ? { reason: 'too_few', values: { min } } : outside(schema, issue.path, { min })
  }
  if (issue.code === 'too_big') {
    const max = Number(issue.maximum)
    if (of === 'string') {
      // A text is first refused at twice its length, before it is normalised: say the length that is stored.
      return { reason: 'too_long', values: { max: Math.min(max, boundsOf(schema, issue.path).longest) } }
    }
    return of === 'array' ? { reason: 'too_many', values: { max } } : outside(schema, issue.path, { max })
  }
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'int') return plain('not_whole')
    return plain(issue.expected === 'number' ? 'not_a_number' : 'other')
  }
  if (issue.code === 'invalid_format' && issue.format === 'email') return plain('email')
  if (issue.code !== 'custom') return plain('other')
  const own = (['not_a_date', 'unsafe_text'] as const).find((code) => code === issue.message)
  return plain(own ?? 'other')
}

/** The bounds of a number, and the longest text, that the checks of a schema state. */
function boundsOf(schema: z.ZodMiniType, path: readonly PropertyKey[]) {
  const found = fieldOf(schema, path.join('.')).schema
  const checks = (found && defOf(unwrap(found).inner).checks) ?? []
  const values = (check: string, bound: 'value' | 'maximum') =>
    checks
      .map(({ _zod: { def } }) => def)
      .filter((def) => def.check === check)
      .map((def) => Number(def[bound]))
  return {
    minimum: Math.max(...values('greater_than', 'value')),
    maximum: Math.min(...values('less_than', 'value')),
    longest: Math.min(...values('max_length', 'maximum')),
  }
}

/** A number outside its bounds; both are said where the schema has two. */
function outside(
  schema: z.ZodMiniType,
  path: readonly PropertyKey[],
  bound: { min: number } | { max: number },
): Omit<Refusal, 'path'> {
  const { minimum, maximum } = boundsOf(schema, path)
  if (Number.isFinite(minimum) && Number.isFinite(maximum))
    return { reason: 'not_between', values: { min: minimum, max: maximum } }
  return { reason: 'min' in bound ? 'too_small' : 'too_big', values: bound }
}

/** What the schema refuses of an input, one refusal for each path; none when it accepts it. */
export function refusalsOf(schema: z.ZodMiniType, input: unknown): Refusal[] {
  const parsed = z.safeParse(schema, input)
  if (parsed.success) return []
  const found = new Map<string, Refusal>()
  for (const issue of parsed.error.issues.flatMap((one) => issuesIn(one as Issue))) {
    const path = issue.path.join('.')
    if (!found.has(path)) found.set(path, { path, ...reasonOf(schema, issue, valueAt(input, issue.path)) })
  }
  return [...found.values()]
}

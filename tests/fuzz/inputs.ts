// Generates requests from the API's own document: first valid ones, then the same with one fault.
import fc from 'fast-check'

export type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** Ids to try besides new ones: existing ids, of the own organisation and of others. */
export type Ids = { readonly known: string[] }

const UUID = /^\^?\[0-9a-f\]\{8\}/

/** Values of a schema's shape. They may still break a rule that a schema cannot express. */
export function shaped(schema: Schema, ids: Ids): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((one) => shaped(one, ids)))
  if (schema.allOf) return shaped(Object.assign({}, ...schema.allOf) as Schema, ids)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return object(schema, ids)
    case 'array':
      return fc.array(shaped(schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      })
    case 'string':
      return text(schema, ids)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1_000_000 })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1_000_000, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function object(schema: Schema, ids: Ids): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0 && typeof schema.additionalProperties === 'object') {
    return fc.dictionary(text(schema.propertyNames ?? {}, ids), shaped(schema.additionalProperties, ids), {
      maxKeys: 3,
    })
  }
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, shaped(field, ids)])), {
    requiredKeys: (schema.required ?? []).filter((name) => name in (schema.properties ?? {})),
  })
}

function text({ pattern, format, minLength = 0, maxLength = 40 }: Schema, ids: Ids): fc.Arbitrary<string> {
  if (format === 'uuid' || (pattern && UUID.test(pattern))) {
    // Read when used: more ids become known while the requests are sent.
    const known = fc
      .tuple(fc.nat(), fc.uuid({ version: 7 }))
      .map(([n, fresh]) => ids.known[n % ids.known.length] ?? fresh)
    return fc.oneof(fc.uuid({ version: 7 }), known)
  }
  if (format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((at) => at.toISOString())
  if (format === 'date')
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((at) => at.toISOString().slice(0, 10))
  if (format === 'email') return fc.nat().map((n) => `someone${n}@example.org`)
  if (pattern) {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'))
    } catch {
      // Patterns with look-around or set notation cannot be generated from: then any short text will do.
    }
  }
  return fc.string({
    unit: 'grapheme',
    minLength: Math.max(1, minLength),
    maxLength: Math.max(1, Math.min(maxLength, 40)),
  })
}

/** Values that people, faulty programs and attackers send where something else is expected. */
export const HOSTILE: readonly unknown[] = [
  null,
  '',
  ' ',
  'x'.repeat(20_000),
  'a\u0000b',
  '\ud800',
  'ab\udfff',
  '\u202Eevil\u202C',
  '\u2066x\u2069',
  '\uFEFF',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '+275760-09-14T00:00:00Z',
  '9999-12-31T23:59:59.999+14:00',
  '-5.00',
  '1e999',
  '99999999999999999999999999999999.99',
  -1,
  0.1 + 0.2,
  1e308,
  2 ** 53,
  true,
  [],
  {},
  [[[[[]]]]],
  { amount: '-5.00', currency: 'COP' },
  { amount: '1.005', currency: 'XXX' },
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  "'; drop table person; --",
  '${7*7}{{7*7}}',
  '=cmd|calc!A1',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%00',
  '\\u0000',
]

export type Path = (string | number)[]

export function paths(value: unknown, here: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [here]
  return [here, ...Object.entries(value).flatMap(([key, child]) => paths(child, [...here, key]))]
}

export function replaced(value: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >
  copy[head] = replaced(copy[head], rest, by)
  return copy
}

function without(value: unknown, [head, ...rest]: Path): unknown {
  if (head === undefined || value === null || typeof value !== 'object') return value
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>
  if (rest.length === 0) delete copy[head]
  else copy[head] = without(copy[head], rest)
  return copy
}

/** A valid value with one fault: a value replaced, a field missing, or an unknown field added. */
export function invalid(schema: Schema, ids: Ids): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      shaped(schema, ids),
      fc.nat(),
      fc.constantFrom(...HOSTILE),
      fc.constantFrom('replace', 'replace', 'drop', 'add'),
    )
    .map(([value, n, hostile, how]) => {
      const all = paths(value)
      const path = all[n % all.length] ?? []
      if (how === 'drop') return without(value, path)
      if (how === 'add') return { ...(value as object), [n % 2 ? '__proto__x' : 'constructor']: hostile }
      return replaced(value, path, hostile)
    })
}

/** Bodies that are not even a JSON object. */
export const MALFORMED: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  '',
  '{',
  '{"id":',
  'null',
  '[]',
  '"text"',
  '1e400',
  'NaN',
  '{"a":1,"a":2}',
  '{"__proto__":{"admin":true}}',
  '\u0000',
  '['.repeat(50_000),
  '{"a":'.repeat(5_000),
  `{"name":"${'x'.repeat(5_000_000)}"}`,
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  new Uint8Array([0xed, 0xa0, 0x80]),
]

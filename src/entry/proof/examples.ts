// Generates inputs of operations from their schemas: the smallest valid one, and variants of the fullest with
// one id replaced.
import * as z from 'zod/mini'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Schema = {
  type?: string | string[]
  const?: Json
  enum?: Json[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  pattern?: string
  format?: string
  minLength?: number
  minimum?: number
  minItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  $ref?: string
}

/** Words that match the patterns in schemas of operations: codes, languages, days, amounts, addresses. */
const WORDS = [
  'probe',
  'es',
  '2026-01-02',
  '2026-01-02T10:00:00Z',
  'probe@example.org',
  'America/Bogota',
  'probe.probe',
  '10.00',
  'EUR',
  'a'.repeat(64),
  'A1',
  '1234',
]
const UUID = '0190f0f0-0f0f-7f0f-8f0f-0f0f0f0f0f0f'

/** An input that the schema accepts (refinements aside); `id` gives the id for each field name. */
export function exampleOf(input: z.ZodMiniType, id: (name: string) => string, full: boolean): Json {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as Schema
  return exampleOfSchema(schema, '', id, full)
}

function exampleOfSchema(schema: Schema, name: string, id: (name: string) => string, full: boolean): Json {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0] ?? null
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return exampleOfSchema(choices.find((one) => one.type !== 'null') ?? {}, name, id, full)
  if (schema.allOf) return exampleOfSchema(Object.assign({}, ...schema.allOf) as Schema, name, id, full)
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const names = Object.keys(schema.properties ?? {}).filter(
        (one) => full || schema.required?.includes(one),
      )
      return Object.fromEntries(
        names.map((one) => [one, exampleOfSchema(schema.properties?.[one] ?? {}, one, id, full)]),
      )
    }
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, full ? 1 : 0) }, () =>
        exampleOfSchema(schema.items ?? {}, name, id, full),
      )
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'string':
      return text(schema, name, id)
    default:
      return null
  }
}

function text(
  { pattern, format, minLength = 0 }: Schema,
  name: string,
  id: (name: string) => string,
): string {
  const fits = pattern === undefined ? () => true : (word: string) => new RegExp(pattern, 'u').test(word)
  if (pattern !== undefined && fits(UUID)) return id(name)
  if (format === 'date') return '2026-01-02'
  if (format === 'date-time') return '2026-01-02T10:00:00Z'
  if (format === 'email') return 'probe@example.org'
  const word = WORDS.find(fits) ?? 'probe'
  return word.padEnd(minLength, 'e')
}

/** Yields the input once for each place that holds `from`, with `to` in that place. */
export function* eachPlace(input: Json, from: string, to: string): Iterable<Json> {
  if (input === from) yield to
  else if (Array.isArray(input)) {
    for (const [at, one] of input.entries())
      for (const other of eachPlace(one, from, to)) yield input.with(at, other)
  } else if (input !== null && typeof input === 'object') {
    for (const [key, one] of Object.entries(input))
      for (const other of eachPlace(one, from, to)) yield { ...input, [key]: other }
  }
}

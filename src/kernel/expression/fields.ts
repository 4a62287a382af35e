// The fields a condition over facts may use, read from the fact's own schema, so that a pack and the code cannot drift apart.
import * as z from 'zod/mini'
import type { FactKind } from '../fact.ts'
import { PlainDate } from '../time.ts'
import type { Fields, FieldType, Row } from './expression.ts'

/** What every fact carries of the person on that day, by the column's name. */
export const SNAPSHOT = [
  'sex',
  'age_band',
  'population_group',
  'migration_status',
  'nationality',
  'place',
  'disability',
] as const

type JsonSchema = {
  type?: string
  format?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
}

/** Fields of a kind of fact: `data.<name>` (dotted further for objects), `snapshot.<name>`, `occurredOn`. */
export function factFields(kind: FactKind): Fields {
  const fields: Record<string, FieldType> = { occurredOn: 'date' }
  for (const name of SNAPSHOT) fields[`snapshot.${name}`] = 'text'
  const schema = z.toJSONSchema(kind.data, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === PlainDate) jsonSchema.format = 'date'
    },
  })
  collect('data', schema as JsonSchema, fields)
  return fields
}

function collect(path: string, schema: JsonSchema, into: Record<string, FieldType>): void {
  const type = typeOf(schema)
  if (type) into[path] = type
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    collect(`${path}.${name}`, property, into)
}

/** What cannot be one of our types (a list of numbers, a union) is not a field: a condition that names it is refused. */
function typeOf(schema: JsonSchema): FieldType | undefined {
  const choices = schema.anyOf?.filter((each) => each.type !== 'null')
  if (choices) return choices.length === 1 ? typeOf(choices[0] as JsonSchema) : undefined
  switch (schema.type) {
    case 'string':
      return schema.format === 'date' ? 'date' : 'text'
    case 'integer':
      return 'integer'
    case 'number':
      return 'decimal'
    case 'boolean':
      return 'boolean'
    case 'array':
      return schema.items?.type === 'string' ? 'list' : undefined
    default:
      return undefined
  }
}

/** A fact as a row for its fields. */
export function factRow(fact: {
  readonly occurredOn: string
  readonly data: Readonly<Record<string, unknown>>
  readonly snapshot: Readonly<Record<string, string>>
}): Row {
  const row: Record<string, Row[string]> = { occurredOn: fact.occurredOn }
  for (const [name, value] of Object.entries(fact.snapshot)) row[`snapshot.${name}`] = value
  spread('data', fact.data, row)
  return row
}

function spread(path: string, value: unknown, into: Record<string, Row[string]>): void {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [name, each] of Object.entries(value)) spread(`${path}.${name}`, each, into)
  } else into[path] = value as Row[string]
}

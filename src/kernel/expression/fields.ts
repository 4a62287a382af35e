// The fields that a condition on facts may use, derived from the fact's schema, so that packs and code always
// agree.
import type * as z from 'zod/mini'
import type { FactKind } from '../fact.ts'
import { PlainDate } from '../time.ts'
import type { Fields, FieldType, Row } from './expression.ts'

/** Columns of the snapshot: what every fact stores about the person on its date. */
export const SNAPSHOT = [
  'sex',
  'age_band',
  'population_group',
  'migration_status',
  'nationality',
  'place',
  'disability',
] as const

/**
 * Fields of a kind of fact: `data.<name>` (with more dots inside objects), `snapshot.<name>`, `occurredOn`.
 */
export function factFields(kind: FactKind): Fields {
  const fields: Record<string, FieldType> = { occurredOn: 'date' }
  for (const name of SNAPSHOT) fields[`snapshot.${name}`] = 'text'
  collect('data', kind.data, fields)
  return fields
}

function collect(path: string, schema: z.core.$ZodType, into: Record<string, FieldType>): void {
  const plain = unwrap(schema)
  const { def } = (plain as z.core.$ZodTypes)._zod
  const type = plain === PlainDate ? 'date' : typeOf(def)
  if (type) into[path] = type
  if (def.type !== 'object') return
  for (const [name, property] of Object.entries(def.shape)) collect(`${path}.${name}`, property, into)
}

/** The schema inside `optional`, `nullable` and similar: missing and null are the same in an expression. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const wrapped = def.type === 'optional' || def.type === 'nullable' || def.type === 'default'
  return wrapped ? unwrap(def.innerType) : schema
}

/**
 * Undefined for a type that expressions do not have (a list of numbers, a union): it is no field, conditions
 * cannot use it.
 */
function typeOf(def: z.core.$ZodTypes['_zod']['def']): FieldType | undefined {
  switch (def.type) {
    case 'string':
    case 'enum':
    case 'literal':
      return 'text'
    case 'number':
      return 'format' in def ? 'integer' : 'decimal'
    case 'boolean':
      return 'boolean'
    case 'array':
      return (def.element as z.core.$ZodTypes)._zod.def.type === 'string' ? 'list' : undefined
    default:
      return undefined
  }
}

/** A fact as a row with these fields. */
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

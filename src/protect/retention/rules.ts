// Decides what may be kept no longer, what must be, and which fields of a fact hold no text of a person.
import * as z from 'zod/mini'
import type { FactKind } from '../../kernel/fact.ts'
import { DataClass, type RetentionRule } from '../../kernel/packs/pack.ts'
import { addMonths, type PlainDate } from '../../kernel/time.ts'

/** A rule as the question of the daily job: whose last contact was on or before that day. */
export type Cutoff = { class: DataClass; before: PlainDate }

/** For each rule, the day on or before which the last contact must lie, as of today. */
export function cutoffs(rules: readonly RetentionRule[], today: PlainDate): Cutoff[] {
  return rules.map((rule) => ({ class: rule.class, before: addMonths(today, -rule.months) }))
}

/**
 * Without an identity, the rest of the record has no purpose: an erasure of the identity includes everything
 * else.
 */
export function takenIn(classes: readonly DataClass[]): DataClass[] {
  return classes.includes('personal')
    ? [...DataClass.options]
    : DataClass.options.filter((one) => classes.includes(one))
}

/**
 * Files that prove a decided result and that the rule of evidence still obliges to keep.
 * @param proofs each file with the day its result was decided; without a rule nothing must be kept
 */
export function mustStay(
  proofs: readonly { attachment: string; decidedOn: PlainDate }[],
  rules: readonly RetentionRule[],
  today: PlainDate,
): string[] {
  const rule = rules.find((each) => each.class === 'evidence')
  if (!rule) return []
  const since = addMonths(today, -rule.months)
  return proofs.filter(({ decidedOn }) => decidedOn > since).map(({ attachment }) => attachment)
}

type Schema = {
  /** Several types where null is allowed too. */
  type?: string | string[]
  enum?: unknown
  const?: unknown
  pattern?: string
  format?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

/** A string counts as a person's text unless its schema gives it a form: an id, a code, a date, an enum. */
function isWords(schema: Schema): boolean {
  if (schema.enum !== undefined || schema.const !== undefined) return false
  if (schema.anyOf) return schema.anyOf.some(isWords)
  const [type, ...others] = [schema.type ?? []].flat().filter((one) => one !== 'null')
  if (others.length > 0) return true
  switch (type) {
    case 'string':
      return schema.pattern === undefined && schema.format === undefined
    case 'array':
      return schema.items === undefined || isWords(schema.items)
    case 'object':
      return schema.properties === undefined || Object.values(schema.properties).some(isWords)
    default:
      return schema.type === undefined && schema.anyOf === undefined
  }
}

/**
 * Fields of a kind of fact that an erasure leaves: those that outcomes and reports count by, and that hold no
 * text of a person.
 */
export function wordlessFields(kind: FactKind): string[] {
  const { properties = {} } = z.toJSONSchema(kind.data, { unrepresentable: 'any' }) as Schema
  return Object.entries(properties)
    .filter(([, schema]) => !isWords(schema))
    .map(([name]) => name)
}

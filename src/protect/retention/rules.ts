// Decides what may be kept no longer, what must be, and which fields of a fact are nobody's words.
import * as z from 'zod/mini'
import type { FactKind } from '../../kernel/fact.ts'
import { DataClass, type RetentionRule } from '../../kernel/pack.ts'
import { addMonths, type PlainDate } from '../../kernel/time.ts'

/** A rule as the question the calendar asks: whose last contact was on or before that day. */
export type Cutoff = { class: DataClass; before: PlainDate }

/** The day on or before which the last contact must lie, for each rule, as of today. */
export function cutoffs(rules: readonly RetentionRule[], today: PlainDate): Cutoff[] {
  return rules.map((rule) => ({ class: rule.class, before: addMonths(today, -rule.months) }))
}

/** Without who somebody is, what they lived through has no one to serve: an erasure of the person takes that in too. */
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
  /** Several for what may also be null. */
  type?: string | string[]
  enum?: unknown
  const?: unknown
  pattern?: string
  format?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

/** A text is somebody's words unless its schema says which shape it has: an id, a code, a date, one of a few. */
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

/** Fields of a kind of fact that an erasure leaves: what outcomes and reports count by, and nobody's words. */
export function wordlessFields(kind: FactKind): string[] {
  const { properties = {} } = z.toJSONSchema(kind.data, { unrepresentable: 'any' }) as Schema
  return Object.entries(properties)
    .filter(([, schema]) => !isWords(schema))
    .map(([name]) => name)
}

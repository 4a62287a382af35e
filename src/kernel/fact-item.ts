// What a fact is about besides the person: the thing that was recorded, such as a need or a service received. All facts
// about one thing belong to one record.
import type { Id } from './words.ts'

/** The fields of facts that name the thing itself; others name what it refers to. */
const NAMES: Readonly<Record<string, string>> = {
  need: 'need',
  plan: 'goal',
  case: 'case',
  service: 'delivery',
  referral: 'referral',
  consent: 'consent',
}
const CHARACTERIZED = 'person.characterized'

type Told = { readonly id: Id; readonly kind: string; readonly data: Readonly<Record<string, unknown>> }

/** The id of the thing; the fact's own where it is about nothing else. */
export function itemOf({ id, kind, data }: Told): Id {
  const noun = kind.slice(0, kind.indexOf('.'))
  const item = data[kind === CHARACTERIZED ? 'characterization' : (NAMES[noun] ?? '')]
  return typeof item === 'string' ? item : id
}

/**
 * Whether it is a thing that can be said to belong to another record: work with the person. What describes the person
 * is corrected on the record instead, and claims follow from the facts.
 */
export const isAssignable = (kind: string): boolean =>
  kind === CHARACTERIZED ||
  kind.startsWith('milestone.') ||
  Object.hasOwn(NAMES, kind.slice(0, kind.indexOf('.')))

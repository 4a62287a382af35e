// What was recorded while two records were merged: the things that a person assigns when the merge is undone.
import { isAssignable, itemOf } from '../../../kernel/fact-item.ts'
import type { Id } from '../../../kernel/words.ts'
import { personMerged } from '../facts.ts'

export type Recorded = {
  readonly id: Id
  readonly person: Id
  readonly kind: string
  readonly occurredOn: string
  readonly data: Readonly<Record<string, unknown>>
}

export type Later = { item: Id; on: Id; kind: string; occurredOn: string; code: string | null }

/**
 * What describes the person: said to be of the other record, it is noted there, and stands on its own no longer. The field
 * names it; facts of earlier releases lack it.
 */
const DESCRIBES: Readonly<Record<string, string>> = {
  'person.identifier_added': 'identifier',
  'person.contact_added': 'contact',
  'household.formed': 'household',
  'household.member_added': 'household',
}
export const describes = (kind: string): boolean => Object.hasOwn(DESCRIBES, kind)

const thingOf = (fact: Recorded): Id | undefined => {
  const named = fact.data[DESCRIBES[fact.kind] ?? '']
  if (typeof named === 'string') return named
  return isAssignable(fact.kind) ? itemOf(fact) : undefined
}

/**
 * One line for each thing, by the first fact about it; what was begun before belongs where it is.
 * @param facts of the person, in the order in which they were recorded, that of the merge among them
 */
export function laterItems(facts: readonly Recorded[], merge: Id): Later[] {
  const begun = new Map<Id, Recorded>()
  const merged = facts.findIndex(({ kind, data }) => kind === personMerged.kind && data['merge'] === merge)
  const after = new Set(facts.slice(merged + 1))
  for (const fact of facts) {
    const item = thingOf(fact)
    if (item !== undefined && !begun.has(item)) begun.set(item, fact)
  }
  return [...begun]
    .filter(([, fact]) => after.has(fact))
    .map(([item, { person, kind, occurredOn, data }]) => ({
      item,
      on: person,
      kind,
      occurredOn,
      code: codeOf(data),
    }))
}

/** A code of the pack that tells two of the same kind apart. */
function codeOf({ code, kind, type, questionnaire, milestone }: Recorded['data']): string | null {
  return [code, kind, type, questionnaire, milestone].find((one) => typeof one === 'string') ?? null
}

// What a person decided whose records are merged: the stricter of both counts, and nothing that only one of them allowed is
// allowed for the other.
import { recordsOf, type SamePerson } from '../../../kernel/same-person.ts'
import type { Decision } from './decisions.ts'

type Recorded = Decision & { readonly person: string; readonly id: string }

/**
 * The decisions of one record, and every no that stands on another record of the same person. Such a no counts from the
 * merge on, so that an earlier yes of this record does not outdo it, and a later one does.
 * @param of the decisions that were recorded on a record
 */
export function decisionsOfSame<One extends Recorded>(
  person: string,
  same: SamePerson,
  of: (record: string) => readonly One[],
): One[] {
  const all = recordsOf(same).flatMap((record) =>
    of(record).map((one) => ({ ...one, person: same.assigned[one.id] ?? record })),
  )
  const others = same.people.filter((one) => one !== person)
  return [
    ...all.filter((one) => one.person === person),
    ...others.flatMap((other) =>
      standingNoes(all.filter((one) => one.person === other)).map((no) => ({
        ...no,
        person,
        at: later(no.at, same.since),
      })),
    ),
  ]
}

/** Each no with the parts about which the person has not said yes since, to the same. */
function standingNoes<One extends Recorded>(decisions: readonly One[]): One[] {
  return decisions.flatMap((no) => {
    if (no.said !== 'no') return []
    const since = decisions.filter(
      (one) =>
        one.said === 'yes' &&
        one.purpose === no.purpose &&
        one.recipient === no.recipient &&
        one.recipientClass === no.recipientClass &&
        Date.parse(one.at) > Date.parse(no.at),
    )
    const fieldGroups = no.fieldGroups.filter((part) => !since.some((one) => one.fieldGroups.includes(part)))
    return fieldGroups.length > 0 ? [{ ...no, fieldGroups }] : []
  })
}

const later = (at: string, since: string | null) =>
  since !== null && Date.parse(since) > Date.parse(at) ? since : at

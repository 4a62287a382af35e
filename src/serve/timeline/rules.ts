// Joins the timelines of records that are one person into one page.
import type { OutputOf, ParsedOf } from '../../kernel/command.ts'
import { itemOf } from '../../kernel/fact-item.ts'
import type { Part } from '../../kernel/same-person.ts'
import type { getTimeline, Look, TimelineFact } from './operations.ts'

type Timeline = OutputOf<typeof getTimeline>
type Parts = readonly Part<Timeline>[]
type Place = { at: number; id: string }

const placeOf = ({ occurredAt, id }: TimelineFact): Place => ({ at: Date.parse(occurredAt), id })
const isBefore = (one: Place, other: Place) => (one.at === other.at ? one.id < other.id : one.at < other.at)

/** Where a timeline that goes on was cut off; what is earlier of the others comes on a later page. */
function endOf(next: string): Place {
  const [at = '', id = ''] = next.split('~')
  return { at: Date.parse(at), id }
}

export function joinTimelines(
  [kept, ...more]: readonly [Part<Timeline>, ...Parts],
  besides: Parts,
  { limit = 50 }: ParsedOf<typeof getTimeline>,
): Timeline {
  const all = [kept, ...more, ...besides]
  const nexts = all.flatMap(({ output: { next } }) => (next === null ? [] : [next]))
  const reached = nexts.toSorted((a, b) => (isBefore(endOf(a), endOf(b)) ? 1 : -1))[0]
  const facts = all
    .flatMap(({ output, is }) => output.facts.filter((fact) => is(itemOf(fact))))
    .filter((fact) => reached === undefined || !isBefore(placeOf(fact), endOf(reached)))
    .toSorted((a, b) => (isBefore(placeOf(a), placeOf(b)) ? 1 : -1))
  const page = facts.slice(0, limit)
  const last = page.at(-1)
  return {
    facts: page,
    seen: [kept, ...more]
      .flatMap(({ output }): readonly Look[] => output.seen)
      .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    next: facts.length > limit && last ? `${last.occurredAt}~${last.id}` : (reached ?? null),
    withheld: kept.output.withheld,
  }
}

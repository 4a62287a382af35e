// Who is asked about a person, and who is told that they are known: as far as the person allows, and for how long.
import { addDays, type PlainDate } from '../../../kernel/time.ts'
import {
  allowedGroups,
  KNOWN_ELSEWHERE,
  present,
  type Decision,
} from '../../../protect/consent/operations.ts'
import type { TokenText } from './tokens.ts'

type Part = TokenText['part']
export const PARTS_ASKED: readonly Part[] = ['identity', 'documents']

export type Organisation = { readonly id: string; readonly organisationClass: string }

/** The person's own words about this purpose: nobody else decides in their place, so that an override opens nothing here. */
export const decisionsOn = <One extends Decision>(decisions: readonly One[]): One[] =>
  decisions.filter(({ purpose, said }) => purpose === KNOWN_ELSEWHERE && said !== 'override')

/** The parts by which this organisation may be asked about the person, or may learn that they are known. */
export function partsFor(
  decisions: readonly Decision[],
  { id, organisationClass }: Organisation,
  today: PlainDate,
): Part[] {
  const use = { purpose: KNOWN_ELSEWHERE, organisation: id, organisationClass }
  const allowed = allowedGroups(decisionsOn(decisions), use, present(today))
  return PARTS_ASKED.filter((part) => allowed.has(part))
}

/** A class or one organisation (by id) that is told, by which part, up to and including which day. */
export type Audience = { readonly audience: string; readonly part: Part; readonly until: PlainDate }

/**
 * Who is told that the person is known. A class stands for all organisations of it, also those that join later, unless
 * something was decided about one of them: then each of those there are is named by itself. Whoever asks is found under
 * its id or its class alone, so what is not allowed is not in any row that it reads.
 */
export function audiencesOf(
  decisions: readonly Decision[],
  organisations: readonly Organisation[],
  today: PlainDate,
): Audience[] {
  const about = decisionsOn(decisions)
  const named = new Set(about.flatMap(({ recipient }) => recipient ?? []))
  const classes = new Set(about.flatMap(({ recipientClass }) => recipientClass ?? []))
  const isNamed = ({ id }: Organisation) => named.has(id)
  const singled = new Set(organisations.filter(isNamed).map((one) => one.organisationClass))
  const whole = [...classes].filter((one) => !singled.has(one))
  const until = (audience: string, use: Organisation): Audience[] => {
    const parts = partsFor(about, use, today)
    return parts.map((part) => ({ audience, part, until: lastDay(about, use, part, today) }))
  }
  return [
    ...whole.flatMap((one) => until(one, { id: '', organisationClass: one })),
    ...organisations
      .filter(
        (one) => isNamed(one) || (singled.has(one.organisationClass) && classes.has(one.organisationClass)),
      )
      .flatMap((one) => until(one.id, one)),
  ]
}

/** The last day, as far as a year goes, on which a part is still allowed when nothing else is decided. */
function lastDay(decisions: readonly Decision[], use: Organisation, part: Part, today: PlainDate): PlainDate {
  const ends = decisions.flatMap(({ until }) => (until !== null && until >= today ? [until] : [])).toSorted()
  const over = ends.find((day) => !partsFor(decisions, use, addDays(day, 1)).includes(part))
  return over ?? today
}

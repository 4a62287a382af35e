// When a story was told already, and what a broken glass comes to: decided without looking at anything.
import { GLASS_HOURS, type RetellingReason, type Verdict } from './operations.ts'

/** What may be known of the stories of a person by the one who is about to write another. */
export type Told = {
  /** The writer was let in to this group. */
  confidant: boolean
  /** There is a story in this group. */
  here: boolean
  /** There is one in any group. */
  anywhere: boolean
}

/**
 * Whether a reason is asked for before a story is written down. Whoever was not let in to the group may know that there
 * are stories, not of which kind: they are asked whichever group they choose.
 */
export const needsReason = ({ confidant, here, anywhere }: Told): boolean => (confidant ? here : anywhere)

/** What is counted once it is written: only what really was told a second time. */
export const countsAs = ({ here }: Told, because: RetellingReason | undefined): RetellingReason | undefined =>
  here ? (because ?? 'other') : undefined

/** The instant at which a broken glass closes by itself. @param hours from now; 4 unless said */
export const closesAt = (now: string, hours: number = GLASS_HOURS): string =>
  new Date(Date.parse(now) + hours * 3_600_000).toISOString()

/** Whether an opening still lets somebody read: its time is not over, and nobody found that it was not justified. */
export const isOpen = (until: string, verdicts: readonly Verdict[], now: string): boolean =>
  Date.parse(now) < Date.parse(until) && verdicts.at(-1) !== 'not_justified'

/** A verdict may follow none, or one that asked for more to be done. */
export const mayJudge = (verdicts: readonly Verdict[]): boolean =>
  verdicts.length === 0 || verdicts.at(-1) === 'needs_follow_up'

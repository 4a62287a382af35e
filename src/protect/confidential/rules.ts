// When a story was told already, and the state of an emergency opening: pure decisions.
import { BREAK_GLASS_HOURS, type RetellingReason, type Verdict } from './operations.ts'

/** What a user who is about to write a story may know of a person's other stories. */
export type KnownStories = {
  /** The user has access to this group. */
  confidant: boolean
  /** There is a story in this group. */
  here: boolean
  /** There is one in any group. */
  anywhere: boolean
}

/**
 * Whether a reason is required before a story is stored. A user without access to the group may know that
 * there are stories, not of which kind: they are asked whichever group they choose.
 */
export const needsReason = ({ confidant, here, anywhere }: KnownStories): boolean =>
  confidant ? here : anywhere

/** The reason that is counted once the story is stored: only for one that really was told a second time. */
export const countsAs = (
  { here }: KnownStories,
  because: RetellingReason | undefined,
): RetellingReason | undefined => (here ? (because ?? 'other') : undefined)

/** The instant at which an emergency opening closes by itself. @param hours from now; 4 by default */
export const closesAt = (now: string, hours: number = BREAK_GLASS_HOURS): string =>
  new Date(Date.parse(now) + hours * 3_600_000).toISOString()

/** Whether an opening still lets its user read: its time is not over, and no review found it unjustified. */
export const isOpen = (until: string, verdicts: readonly Verdict[], now: string): boolean =>
  Date.parse(now) < Date.parse(until) && verdicts.at(-1) !== 'not_justified'

/** A review is the first, or follows one that asked for more to be done. */
export const mayJudge = (verdicts: readonly Verdict[]): boolean =>
  verdicts.length === 0 || verdicts.at(-1) === 'needs_follow_up'

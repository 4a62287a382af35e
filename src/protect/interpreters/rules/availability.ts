// Whom to call for a person: who speaks one of their languages, and who of them can be reached now.
import type { PlainDate } from '../../../kernel/time.ts'
import { Weekday } from './kinds.ts'

export type Reachable = { days: readonly Weekday[]; from: string | null; until: string | null }

/** The day of the week and the time of day at an instant, there. */
export function clockIn(instant: string, timeZone: string): { day: Weekday; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = Weekday.options.find((one) => one === part('weekday').toLowerCase())
  if (day === undefined) throw new Error(`No weekday: ${part('weekday')}`)
  return { day, time: `${part('hour')}:${part('minute')}` }
}

/** Whether they can be reached then; undefined where only words say when. Hours may pass midnight. */
export function isReached(one: Reachable, clock: { day: Weekday; time: string }): boolean | undefined {
  const { days, from, until } = one
  if (days.length === 0 && (from === null || until === null)) return undefined
  const on = (day: Weekday) => days.length === 0 || days.includes(day)
  if (from === null || until === null) return on(clock.day)
  if (from < until) return on(clock.day) && clock.time >= from && clock.time < until
  return (on(clock.day) && clock.time >= from) || (on(dayBefore(clock.day)) && clock.time < until)
}

function dayBefore(day: Weekday): Weekday {
  return Weekday.options.at(Weekday.options.indexOf(day) - 1) ?? day
}

/** What they have promised in writing: `signed`, `over` or nothing. */
export const promiseOf = (until: PlainDate | null, today: PlainDate): 'none' | 'signed' | 'over' =>
  until === null ? 'none' : until >= today ? 'signed' : 'over'

type Candidate = Reachable & {
  id: string
  name: string
  languages: readonly string[]
  confidentialUntil: PlainDate | null
}
export type Matched<One> = One & {
  /** The languages that both speak, in the person's order. */
  shared: readonly string[]
  now: boolean | undefined
  promise: ReturnType<typeof promiseOf>
}

/**
 * Those who speak a language of the person: first who has promised to tell nobody, then who can be reached now, then who
 * speaks what the person speaks best.
 */
export function matching<One extends Candidate>(
  all: readonly One[],
  languages: readonly string[],
  at: { instant: string; timeZone: string; today: PlainDate },
): Matched<One>[] {
  const clock = clockIn(at.instant, at.timeZone)
  const found = all.flatMap((one) => {
    const shared = languages.filter((code) => one.languages.includes(code))
    if (shared.length === 0) return []
    return [
      { ...one, shared, now: isReached(one, clock), promise: promiseOf(one.confidentialUntil, at.today) },
    ]
  })
  const reached = (now: boolean | undefined) => (now === undefined ? 1 : now ? 0 : 2)
  const rank = (one: Matched<One>): readonly number[] => [
    one.promise === 'signed' ? 0 : 1,
    reached(one.now),
    languages.indexOf(one.shared[0] as string),
  ]
  return found.sort((a, b) => {
    const [mine, theirs] = [rank(a), rank(b)]
    const at = mine.findIndex((value, index) => value !== theirs[index])
    return at < 0 ? (a.name < b.name ? -1 : 1) : (mine[at] as number) - (theirs[at] as number)
  })
}

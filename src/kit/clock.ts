// Whether the clock of this device can be right: dates are taken from it, and a battery that was empty sets it to
// another year. It is compared with the server's time, or without a network with when the server last answered.
import { remember } from './remember.ts'

const SEEN = 'arraigo.server-time'
const DAY_MS = 86_400_000
/** Without a network: nobody works so long before the server is reached again. */
const LONGEST_AWAY_MS = 366 * DAY_MS

/** Milliseconds by which the server's clock is ahead of this one; undefined before its first answer. */
let ahead: number | undefined

/** Notes the time of an answer. @param keeps also for later, without a network: not where nothing may be stored */
export function noteServerTime(date: string | null, keeps: boolean): void {
  const time = Date.parse(date ?? '')
  if (Number.isNaN(time)) return
  ahead = time - Date.now()
  if (keeps) remember(SEEN, String(time))
}

/** Whether a clock that says `now` is far off. */
export function isFarOff(
  now: number,
  known: { ahead: number | undefined; seen: number | undefined },
): boolean {
  if (known.ahead !== undefined) return Math.abs(known.ahead) > DAY_MS
  if (known.seen === undefined) return false
  return now < known.seen - DAY_MS || now > known.seen + LONGEST_AWAY_MS
}

export function isClockFarOff(): boolean {
  const seen = localStorage.getItem(SEEN)
  return isFarOff(Date.now(), { ahead, seen: seen === null ? undefined : Number(seen) })
}

type Ask = () => Promise<boolean>
let ask: Ask | undefined
/** The clock's error as its user confirmed it in this tab; a clock that is set meanwhile is asked about again. */
let confirmed = false

/** Sets how a person is asked whether the clock is right. */
export function setClockQuestion(next: Ask | undefined): void {
  ask = next
}

/** Before something is recorded: whether the clock is plausible, or its user says that it is right. */
export async function isClockTrusted(): Promise<boolean> {
  if (!isClockFarOff()) {
    confirmed = false
    return true
  }
  confirmed ||= (await ask?.()) ?? true
  return confirmed
}

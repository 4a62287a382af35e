// From the date and time that a clock shows to the instant: apart from civil dates, which every screen needs.
import type { PlainDate } from './plain-date.ts'

const DAY = 86_400_000

/**
 * The instant at which a clock of this IANA time zone shows this date and time; where it shows it twice, the first, and
 * where it skips it, the time by which it is then ahead.
 */
export function instantIn(date: PlainDate, time: string, timeZone: string): string {
  const wanted = Date.parse(`${date}T${time}Z`)
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const ahead = (at: number) => Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) - at
  const [before, after] = [ahead(wanted - DAY), ahead(wanted + DAY)]
  const fits = [wanted - before, wanted - after].filter((at) => at + ahead(at) === wanted)
  return new Date(fits.length > 0 ? Math.min(...fits) : wanted - before).toISOString()
}

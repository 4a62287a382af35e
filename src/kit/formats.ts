// Dates spelled out and numbers with their units, as the reader's language writes them (Intl, no tables of
// our own).
import { decimalsOf, type Money } from '../kernel/money.ts'
import { daysBetween, type PlainDate } from '../kernel/time.ts'

export type Formats = ReturnType<typeof formatsOf>

/** A text in which a number stays on one line with the word after it: its unit. */
export const keepUnits = (text: string): string => text.replaceAll(/(\p{Nd}) (?=\p{L})/gu, '$1\u00a0')

/** A short text that never breaks within itself: an age, a distance of days. */
const whole = (text: string) => text.replaceAll(' ', '\u00a0')

const noon = (date: PlainDate) => new Date(`${date}T12:00:00Z`)

const known: Record<string, Formats> = {}

/** @param timeZone of the instants (IANA): that of the centre, or where nobody signed in that of the device */
export const formats = (locale: string, timeZone?: string): Formats =>
  (known[locale + timeZone] ??= formatsOf(locale, timeZone))

function formatsOf(locale: string, timeZone: string | undefined) {
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const shortMoment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const plain = new Intl.NumberFormat(locale)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    /** A civil date, spelled out: 3 de marzo de 2026. */
    date: (date: PlainDate) => day.format(noon(date)),
    /** A civil date without its year, where the context gives the year. */
    shortDate: (date: PlainDate) => whole(shortDay.format(noon(date))),
    /** The month of a civil date: marzo de 2026. */
    month: (date: PlainDate) => month.format(noon(date)),
    /** The month of a civil date where the context gives the year: mar. */
    shortMonth: (date: PlainDate) => shortMonth.format(noon(date)),
    /** A day with its weekday, in the time zone: martes, 3 de marzo. */
    day: (moment: Date) =>
      new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
        moment,
      ),
    /** An instant with the time. */
    instant: (instant: string) => moment.format(new Date(instant)),
    /** An instant with the time, as short as it is clear: 3 mar 2026, 14:05. */
    shortInstant: (instant: string) => whole(shortMoment.format(new Date(instant))),
    /** The time of an instant. */
    time: (instant: string) => time.format(new Date(instant)),
    /** The distance of a civil date from today: yesterday, in 3 days, 2 months ago. */
    relative: (date: PlainDate, today: PlainDate) => {
      const days = daysBetween(today, date)
      if (Math.abs(days) < 45) return whole(relative.format(days, 'day'))
      if (Math.abs(days) < 700) return whole(relative.format(Math.round(days / 30.44), 'month'))
      return whole(relative.format(Math.round(days / 365.25), 'year'))
    },
    number: (value: number, options?: Intl.NumberFormatOptions) =>
      options === undefined ? plain.format(value) : new Intl.NumberFormat(locale, options).format(value),
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(
        share,
      ),
    /**
     * Money, exact, with the decimals that its currency is written with: 25,50 EUR, 180.000 COP. A currency
     * that has cents and is written without them (COP) shows them where there are any. The decimal string is
     * never turned into a float.
     */
    money: ({ amount, currency }: Money) => {
      const style = { style: 'currency', currency, currencyDisplay: 'code' } as const
      const usual = new Intl.NumberFormat(locale, style)
      const cents = (amount.split('.')[1] ?? '').replace(/0+$/u, '').length
      const decimals = decimalsOf(currency)
      return (
        cents <= (usual.resolvedOptions().maximumFractionDigits ?? 0)
          ? usual
          : new Intl.NumberFormat(locale, {
              ...style,
              minimumFractionDigits: decimals,
              maximumFractionDigits: decimals,
            })
      ).format(amount as `${number}`)
    },
    list: (items: readonly string[]) => list.format(items),
  }
}

const ARABIC = /\p{Script=Arabic}/u
/** Isolates the direction of a text from its context (Unicode first strong isolate). */
export const isolate = (text: string) => `\u2068${text}\u2069`

/** Joins short texts in one line. Beside Arabic each is isolated, or an age would join the name before it. */
export function inLine(parts: readonly (string | false | null | undefined)[]): string {
  const present = parts.filter((part) => typeof part === 'string' && part !== '') as string[]
  // Isolated text does not set the direction of the line: a right-to-left mark before it does.
  if (present.some((part) => ARABIC.test(part))) return `\u200f${present.map(isolate).join('\u00a0· ')}`
  return present.join('\u00a0· ')
}

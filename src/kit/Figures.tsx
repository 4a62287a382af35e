// Shows figures: money with its currency, dates spelled out, one large number, and bar charts with their
// table.
import type { ReactNode } from 'react'
import type { Href } from '../kernel/paths.ts'
import type { Money as MoneyValue } from '../kernel/money.ts'
import type { PlainDate } from '../kernel/time.ts'
import { useFormats, useMessages } from './messages.tsx'

export function Money({ value }: { value: MoneyValue }) {
  const { money } = useFormats()
  return <span className="figure">{money(value)}</span>
}

/** A civil date or an instant, spelled out, in a `<time>` element. */
export function DateText({
  date,
  instant,
  short = false,
}: {
  date?: PlainDate
  instant?: string
  short?: boolean
}) {
  const formats = useFormats()
  if (date !== undefined)
    return <time dateTime={date}>{short ? formats.shortDate(date) : formats.date(date)}</time>
  if (instant !== undefined)
    return <time dateTime={instant}>{short ? formats.shortInstant(instant) : formats.instant(instant)}</time>
  return null
}

/** One figure and what it counts; with `href`, a link to the things counted. */
export function Stat({
  figure,
  label,
  detail,
  href,
  now = false,
  late = false,
}: {
  figure: ReactNode
  label: string
  detail?: ReactNode
  href?: Href
  /** Waits for the reader. */
  now?: boolean
  /** Late or harmful. */
  late?: boolean
}) {
  const isLong = typeof figure === 'string' && figure.length > 8
  const body = (
    <>
      <span className={isLong ? 'stat-figure stat-long' : 'stat-figure'}>{figure}</span>
      <span className="stat-text">
        <span className="stat-label">{label}</span> {detail && <span className="stat-detail">{detail}</span>}
      </span>
    </>
  )
  const style = late ? 'stat stat-late' : now ? 'stat stat-now' : 'stat'
  return href === undefined ? (
    <div className={style}>{body}</div>
  ) : (
    <a className={style} href={href}>
      {body}
    </a>
  )
}

/** `value` is null when the figure may not be shown; the note is then shown in its place. */
export type Bar = { key: string; label: string; value: number | null; note?: string }

/** A bar chart as a table, so that screen readers and print have the figures. */
export function BarChart({
  title,
  unit,
  bars,
  format,
}: {
  title: string
  /** The unit (people, days): heading of the figures' column. */
  unit: string
  bars: readonly Bar[]
  format?: (value: number) => string
}) {
  const t = useMessages()
  const formats = useFormats()
  const most = Math.max(1, ...bars.map((bar) => bar.value ?? 0))
  return (
    <table className="bars">
      <caption>{title}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{t('kit.chart.of')}</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{bar.label}</th>
            {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the figure is its text */}
            <td>
              <div className="bar">
                <svg
                  className="length"
                  viewBox="0 0 100 10"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                  focusable="false"
                >
                  <rect
                    className={bar.value === null ? 'length-hidden' : 'length-ground'}
                    width="100"
                    height="10"
                  />
                  <rect className="length-line" width={((bar.value ?? 0) / most) * 100} height="10" />
                </svg>
                <span className="bar-value">
                  {bar.value !== null && (format ?? formats.number)(bar.value)}
                  {bar.note && <span className="soft"> {bar.note}</span>}
                </span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

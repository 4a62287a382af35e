// A chart of bars, stacked by series, above the table of the same figures.
import { lazy, Suspense, type ReactNode } from 'react'
import { useMessages } from '../messages.tsx'
import './chart.css'

const Plotted = lazy(() => import('./Plotted.tsx'))

export type ChartOf = {
  /** The accessible name: what is shown, by what. */
  title: string
  bars: readonly { key: string; label: string }[]
  /** At most four; more are summed by the screen. */
  series: readonly { key: string; label: string }[]
  /** `value` is null where the figure may not be shown: a mark stands in its place, and words say what it means. */
  points: readonly { at: string; series: string; value: number | null }[]
}

/** `children`: the table. A chart without its table is not for everybody. */
export function Chart({ children, ...chart }: ChartOf & { children: ReactNode }) {
  const t = useMessages()
  return (
    <figure className="chart">
      <Suspense fallback={<div className="chart-drawing" aria-busy="true" />}>
        <Plotted {...chart} />
      </Suspense>
      {chart.series.length > 1 && (
        <ul className="chart-key" aria-hidden="true">
          {chart.series.map(({ key, label }, at) => (
            <li key={key} className={`chart-key-${at}`}>
              {label}
            </li>
          ))}
        </ul>
      )}
      {chart.points.some(({ value }) => value === null) && (
        <p className="chart-hidden soft">
          <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="12" height="12" />
          </svg>
          {t('kit.chart.hidden')}
        </p>
      )}
      {children}
    </figure>
  )
}

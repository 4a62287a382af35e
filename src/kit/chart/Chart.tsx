// A chart of bars, stacked by series, above the table of the same figures.
import { lazy, Suspense, type ReactNode } from 'react'
import './chart.css'

const Plotted = lazy(() => import('./Plotted.tsx'))

export type ChartOf = {
  /** The accessible name: what is shown, by what. */
  title: string
  bars: readonly { key: string; label: string }[]
  /** At most four; more are summed by the screen. */
  series: readonly { key: string; label: string }[]
  points: readonly { at: string; series: string; value: number }[]
}

/** `children`: the table. A chart without its table is not for everybody. */
export function Chart({ children, ...chart }: ChartOf & { children: ReactNode }) {
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
      {children}
    </figure>
  )
}

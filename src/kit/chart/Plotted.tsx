// Draws a chart with Observable Plot, as wide as its place. Loaded when the first chart is drawn.
import { barY, plot, ruleY } from '@observablehq/plot'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useFormats, useLocale } from '../messages.tsx'
import type { ChartOf } from './Chart.tsx'

const HEIGHT = 240
/** What the axis takes from the width, and the width of a letter under it. */
const AXIS = 52
const LETTER = 8
/** Of the mark for a figure that is not shown, as a share of the tallest bar: one height for all, whatever the figures. */
const HIDDEN = 0.12
/** By the order of the series; the key beside the chart and the table name them. */
const FILLS = ['var(--leaf)', 'var(--sun)', 'var(--line-strong)', 'var(--ink)']

export default function Plotted({ title, bars, series, points }: ChartOf) {
  const place = useRef<HTMLDivElement>(null)
  const { dir, locale } = useLocale()
  const { number } = useFormats()
  const width = useWidth(place)
  useEffect(() => {
    if (!place.current || width === 0) return undefined
    const isMirrored = dir === 'rtl'
    const names = new Map(bars.map(({ key, label }) => [key, label]))
    const longest = Math.max(...bars.map(({ label }) => label.length))
    // Where there is no room for every name: every second, third …; the table names all.
    const every = Math.ceil(((longest + 1) * LETTER * bars.length) / (width - AXIS))
    const shown = points.filter(({ value }) => value !== null)
    const most = Math.max(1, ...bars.map(({ key }) => sum(points.filter(({ at }) => at === key))))
    const svg = plot({
      width,
      height: HEIGHT,
      marginLeft: isMirrored ? 8 : 44,
      marginRight: isMirrored ? 44 : 8,
      marginBottom: 28,
      x: {
        type: 'band',
        domain: bars.map(({ key }) => key),
        reverse: isMirrored,
        label: null,
        tickSize: 0,
        tickFormat: (key: string) => names.get(key) ?? key,
        ticks: bars.flatMap(({ key }, at) => (at % every === 0 ? [key] : [])),
      },
      y: {
        axis: isMirrored ? 'right' : 'left',
        domain: [0, most],
        grid: true,
        label: null,
        // Results are whole.
        ticks: Math.min(5, most),
        tickFormat: (value: number) => (Number.isInteger(value) ? number(value) : ''),
      },
      color: { type: 'ordinal', domain: series.map(({ key }) => key), range: FILLS },
      marks: [
        barY(shown, {
          x: 'at',
          y: 'value',
          fill: 'series',
          // Parts that lie on each other are told apart without their colour too.
          stroke: 'var(--sheet)',
          order: series.map(({ key }) => key),
          insetLeft: 2,
          insetRight: 2,
        }),
        // What is not shown is no zero: an empty box stands in its place.
        barY(
          bars.filter(({ key }) => points.some(({ at, value }) => at === key && value === null)),
          {
            x: 'key',
            y1: 0,
            y2: most * HIDDEN,
            fill: 'none',
            stroke: 'var(--line-strong)',
            strokeDasharray: '4 3',
            insetLeft: 3,
            insetRight: 3,
          },
        ),
        ruleY([0]),
      ],
    })
    // The content security policy allows no style in the page: chart.css has what is needed of it.
    for (const style of svg.querySelectorAll('style')) style.remove()
    // One picture with one name: its parts are read in the table.
    for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
    svg.setAttribute('role', 'img')
    svg.setAttribute('aria-label', title)
    place.current.replaceChildren(svg)
    return () => svg.remove()
  }, [title, bars, series, points, width, dir, locale, number])
  return <div ref={place} className="chart-drawing" />
}

const sum = (points: ChartOf['points']) => points.reduce((all, { value }) => all + (value ?? 0), 0)

function useWidth(place: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    if (place.current) watch.observe(place.current)
    return () => watch.disconnect()
  }, [place])
  return width
}

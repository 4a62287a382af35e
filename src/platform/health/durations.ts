// How long something took, lately: percentiles of the last half minute to minute, without keeping each value.
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

const WINDOW_MS = 30_000
const MICROSECONDS = 1000

/** In milliseconds. */
export type DurationSummary = { count: number; p50: number; p99: number; max: number }

export class Durations {
  /** The running window, and the full one before it. */
  private current = createHistogram()
  private previous = createHistogram()
  private since = performance.now()

  add(milliseconds: number): void {
    this.turn()
    // A histogram holds whole numbers from 1 on.
    this.current.record(Math.max(1, Math.round(milliseconds * MICROSECONDS)))
  }

  summary(): DurationSummary {
    this.turn()
    const both = createHistogram()
    both.add(this.previous)
    both.add(this.current)
    const { count } = both
    const milliseconds = (value: number) => (count === 0 ? 0 : Math.round(value / 10) / 100)
    return {
      count,
      p50: milliseconds(both.percentile(50)),
      p99: milliseconds(both.percentile(99)),
      max: milliseconds(both.max),
    }
  }

  clear(): void {
    this.current = createHistogram()
    this.previous = createHistogram()
    this.since = performance.now()
  }

  private turn(): void {
    const now = performance.now()
    if (now - this.since < WINDOW_MS) return
    const idle = now - this.since >= 2 * WINDOW_MS
    this.previous = idle ? createHistogram() : (this.current as RecordableHistogram)
    this.current = createHistogram()
    this.since = now
  }
}

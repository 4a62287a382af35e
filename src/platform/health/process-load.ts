// What the one thread of this process is held up by: the delay of the event loop and the pauses of the garbage
// collector. A request waits for both, whatever the database does.
import { PerformanceObserver, performance } from 'node:perf_hooks'
import { Durations, type DurationSummary } from './durations.ts'

/** How often the event loop is asked; a delay that is shorter than this may fall between two of them. */
const INTERVAL_MS = 10

export type ProcessLoad = {
  eventLoop: {
    /** By how much timers came late. */
    delay: DurationSummary
    /** The share of the time that the thread was at work since it was last asked, 0 to 1. */
    busy: number
  }
  garbageCollection: DurationSummary
}

const delays = new Durations()
const pauses = new Durations()
let watching = false
let before = performance.eventLoopUtilization()

/** Begins to measure; once for the process. Nothing of it keeps the process alive. */
export function watchProcess(): void {
  if (watching) return
  watching = true
  let due = performance.now() + INTERVAL_MS
  setInterval(() => {
    const now = performance.now()
    delays.add(Math.max(0, now - due))
    due = now + INTERVAL_MS
  }, INTERVAL_MS).unref()
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pauses.add(duration)
  }).observe({ entryTypes: ['gc'] })
}

export function processLoad(): ProcessLoad {
  const { utilization } = performance.eventLoopUtilization(before)
  before = performance.eventLoopUtilization()
  return {
    eventLoop: { delay: delays.summary(), busy: Math.round(utilization * 100) / 100 },
    garbageCollection: pauses.summary(),
  }
}

/** Forgets what was measured until now, between two runs of a benchmark. */
export function clearProcessLoad(): void {
  delays.clear()
  pauses.clear()
  before = performance.eventLoopUtilization()
}

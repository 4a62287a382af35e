// Synchronises many journeys: each runs on its own, and all wait for one another at the end of every month.

/** Thrown when a journey reaches the present: the rest has not happened yet. */
export class NotYet extends Error {}

export class Calendar {
  readonly present: number
  #limit = 0
  #running = 0
  #waiting: { until: number; resume: () => void }[] = []
  #settled: (() => void) | undefined
  #failure: unknown

  constructor(present: Date) {
    this.present = present.getTime()
  }

  /** Begins a journey, which runs by itself; `open` throws its errors. */
  begin(journey: () => Promise<void>): void {
    this.#running++
    void journey()
      .catch((error: unknown) => {
        if (!(error instanceof NotYet)) this.#failure ??= error
      })
      .finally(() => {
        this.#running--
        this.#settle()
      })
  }

  /**
   * Continues the running journey as several parallel ones until all have ended.
   * @throws the first error of theirs
   */
  async together(journeys: readonly (() => Promise<void>)[]): Promise<void> {
    if (journeys.length === 0) return
    let left = journeys.length
    this.#running += left - 1
    const ended = await Promise.allSettled(
      journeys.map((journey) =>
        journey().finally(() => {
          // The last one to end counts as the waiting journey, which runs again.
          if (--left === 0) return
          this.#running--
          this.#settle()
        }),
      ),
    )
    const errors = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
    if (errors.length > 0) throw errors.find((error) => !(error instanceof NotYet)) ?? errors[0]
  }

  /** @throws NotYet when that moment lies in the future */
  check(moment: number): void {
    if (moment > this.present) throw new NotYet()
  }

  /** Resolves when the calendar is open beyond `until`. @throws NotYet when that lies in the future */
  async reach(until: number): Promise<void> {
    this.check(until)
    if (until <= this.#limit) return
    this.#running--
    await new Promise<void>((resume) => {
      this.#waiting.push({ until, resume })
      this.#settle()
    })
  }

  /** Opens the calendar up to that moment and resolves when every journey has ended or waits beyond it. */
  async open(limit: number): Promise<void> {
    this.#limit = limit
    const free = this.#waiting.filter(({ until }) => until <= limit)
    this.#waiting = this.#waiting.filter(({ until }) => until > limit)
    this.#running += free.length
    const quiet = new Promise<void>((resolve) => {
      this.#settled = resolve
    })
    for (const { resume } of free) resume()
    this.#settle()
    await quiet
    if (this.#failure !== undefined) throw this.#failure
  }

  #settle(): void {
    if (this.#running === 0) this.#settled?.()
  }
}

/** Runs work with the same key one after another. */
export function queues(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const next = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, next)
    return next
  }
}

/** Runs at most that many works at once. */
export function limiter(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most
  const queue: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => queue.push(resolve))
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free++
    }
  }
}

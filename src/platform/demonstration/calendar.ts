// Keeps many stories in step: each runs ahead on its own, and all meet at the end of every month.

/** Thrown when a story reaches the present: the rest has not happened yet. */
export class NotYet extends Error {}

export class Calendar {
  readonly present: number
  #gate = 0
  #running = 0
  #waiting: { until: number; resume: () => void }[] = []
  #settled: (() => void) | undefined
  #failure: unknown

  constructor(present: Date) {
    this.present = present.getTime()
  }

  /** Begins a story, which goes on by itself; what goes wrong in it is thrown by `open`. */
  begin(story: () => Promise<void>): void {
    this.#running++
    void story()
      .catch((error: unknown) => {
        if (!(error instanceof NotYet)) this.#failure ??= error
      })
      .finally(() => {
        this.#running--
        this.#look()
      })
  }

  /** @throws NotYet when that moment lies in the future */
  check(moment: number): void {
    if (moment > this.present) throw new NotYet()
  }

  /** Resolves when the gate has opened beyond `until`. @throws NotYet when that lies in the future */
  async reach(until: number): Promise<void> {
    this.check(until)
    if (until <= this.#gate) return
    this.#running--
    await new Promise<void>((resume) => {
      this.#waiting.push({ until, resume })
      this.#look()
    })
  }

  /** Opens the gate and resolves when every story has ended or waits beyond it. */
  async open(gate: number): Promise<void> {
    this.#gate = gate
    const free = this.#waiting.filter(({ until }) => until <= gate)
    this.#waiting = this.#waiting.filter(({ until }) => until > gate)
    this.#running += free.length
    const quiet = new Promise<void>((resolve) => {
      this.#settled = resolve
    })
    for (const { resume } of free) resume()
    this.#look()
    await quiet
    if (this.#failure !== undefined) throw this.#failure
  }

  #look(): void {
    if (this.#running === 0) this.#settled?.()
  }
}

/** Lets things that share a key happen one after another. */
export function queues(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const next = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, next)
    return next
  }
}

/** Lets only so many things happen at once. */
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

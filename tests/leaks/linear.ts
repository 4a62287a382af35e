// What can be derived from figures: exact linear equations over unknown counts, solved as an attacker would.
export type Sum = ReadonlyMap<string, number>

const NOTHING = 1e-9

/** Equations that an attacker has gathered, stored so that derived values can be asked for. */
export class Knowledge {
  /** In the order of arrival, each without the unknowns that earlier ones solve for. */
  readonly #rows: { pivot: string; sum: Map<string, number>; value: number }[] = []

  /** @throws Error when it contradicts the others: then the attacker has misread a figure */
  add(sum: Sum, value: number): void {
    const rest = this.#reduce(sum, value)
    const [first] = rest.sum
    if (first === undefined) {
      if (Math.abs(rest.value) > NOTHING)
        throw new Error(`The figures contradict each other by ${rest.value}.`)
      return
    }
    const [pivot, by] = first
    const row = new Map([...rest.sum].map(([name, factor]) => [name, factor / by]))
    this.#rows.push({ pivot, sum: row, value: rest.value / by })
  }

  /** The exact value of a sum of unknowns, if it can be derived. */
  derive(sum: Sum): number | undefined {
    const rest = this.#reduce(sum, 0)
    return rest.sum.size === 0 ? Math.round(-rest.value * 1e6) / 1e6 : undefined
  }

  #reduce(sum: Sum, value: number): { sum: Map<string, number>; value: number } {
    const left = new Map(sum)
    for (const row of this.#rows) {
      const factor = left.get(row.pivot)
      if (factor === undefined) continue
      for (const [name, by] of row.sum) {
        const now = (left.get(name) ?? 0) - factor * by
        if (Math.abs(now) < NOTHING) left.delete(name)
        else left.set(name, now)
      }
      value -= factor * row.value
    }
    return { sum: left, value }
  }
}

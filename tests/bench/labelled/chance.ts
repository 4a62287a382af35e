// Random numbers that are the same on every machine for the same seed.

/** From 0 up to but not including 1. */
export type Chance = (() => number) & {
  of<T>(values: readonly T[]): T
  /** A whole number from `least` to `most`, both included. */
  from(least: number, most: number): number
  digits(count: number): string
}

/** The generator mulberry32, over a seed of 32 bits. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const from = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1))
  return Object.assign(draw, {
    of: <T>(values: readonly T[]) => values[Math.floor(draw() * values.length)] as T,
    from,
    digits: (count: number) =>
      Array.from({ length: count }, (_, at) => String(at === 0 ? from(1, 9) : from(0, 9))).join(''),
  })
}

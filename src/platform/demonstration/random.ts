// Pseudo-random numbers from a seed: the same seed makes the same network on every machine.

export type Random = {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight. */
  weighed<T>(from: readonly (readonly [T, number])[]): T
  /** Several different ones, in random order. */
  some<T>(from: readonly T[], count: number): T[]
  digits(count: number): string
  /** An independent stream, so that draws of one part do not change those of another. */
  fork(name: string): Random
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded from text. */
export function random(seed: string): Random {
  let [a, b, c, d] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1]
  const next = () => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let warm = 0; warm < 12; warm++) next()
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(from: readonly T[]) => from[whole(0, from.length - 1)] as T
  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    weighed(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) if ((left -= weight) < 0) return value
      return (from.at(-1) as (typeof from)[number])[0]
    },
    some(from, count) {
      const rest = [...from]
      return Array.from(
        { length: Math.min(count, rest.length) },
        () => rest.splice(whole(0, rest.length - 1), 1)[0]!,
      )
    },
    digits: (count) => Array.from({ length: count }, (_, index) => whole(index === 0 ? 1 : 0, 9)).join(''),
    fork: (name) => random(`${seed}/${name}`),
  }
}

/** FNV-1a with a final mix, enough to spread seeds. */
function hash(text: string, salt: number): number {
  let value = 2_166_136_261 ^ salt
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619)
  value = Math.imul(value ^ (value >>> 16), 2_246_822_507)
  return value ^ (value >>> 13)
}

// Pairs of records that are to be compared, each once, in typed arrays: a pair that shares several keys comes several times.
import { grown } from './dictionary.ts'

export class Pairs {
  /** Pairs that were added, some of them several times. */
  count = 0
  first = new Uint32Array(4096)
  second = new Uint32Array(4096)
  private readonly records: number
  private sorted = 0

  /** @param records of which these are pairs */
  constructor(records: number) {
    this.records = records
  }

  add(a: number, b: number): void {
    if (this.count === this.first.length) {
      this.first = grown(this.first, this.count + 1)
      this.second = grown(this.second, this.count + 1)
    }
    this.first[this.count] = Math.min(a, b)
    this.second[this.count++] = Math.max(a, b)
  }

  /** Takes in pairs, the first of each before the second. */
  append(first: Uint32Array, second: Uint32Array): void {
    this.first = grown(this.first, this.count + first.length)
    this.second = grown(this.second, this.count + second.length)
    this.first.set(first, this.count)
    this.second.set(second, this.count)
    this.count += first.length
  }

  /** Keeps each pair once, in ascending order. @returns how many there are */
  distinct(): number {
    if (this.sorted === this.count) return this.count
    const { first, second, count } = this
    const starts = new Uint32Array(this.records + 1)
    for (let i = 0; i < count; i++) starts[(first[i] as number) + 1]!++
    for (let record = 0; record < this.records; record++) starts[record + 1]! += starts[record] as number
    const next = starts.slice()
    const others = new Uint32Array(count)
    for (let i = 0; i < count; i++) others[next[first[i] as number]!++] = second[i] as number
    let kept = 0
    for (let record = 0; record < this.records; record++) {
      const [from, to] = [starts[record] as number, starts[record + 1] as number]
      if (to - from > 1) others.subarray(from, to).sort()
      for (let i = from; i < to; i++) {
        if (i > from && others[i] === others[i - 1]) continue
        first[kept] = record
        second[kept++] = others[i] as number
      }
    }
    this.count = this.sorted = kept
    return kept
  }
}

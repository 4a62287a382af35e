// What the fields of a column were read as, by their bytes: most values of a file come many times, and a text is made and
// read of each only once.
import { grown } from '../../serve/duplicates/rules/dictionary.ts'

/** Values and bytes that are remembered of one column; a column with more begins anew. */
const [MOST_VALUES, MOST_BYTES] = [2 ** 20, 2 ** 25]

export class FieldMemory<Value> {
  private readonly of: (text: string) => Value
  private values: Value[] = []
  private hashes = new Int32Array(1024)
  /** Where the bytes of each value end. */
  private ends = new Uint32Array(1024)
  private text = new Uint8Array(1 << 14)
  /**
   * A hash table with open addressing: the number of a value, counted from 1, in the slot of its hash or the next free one;
   * 0 is free.
   */
  private table = new Int32Array(4096)

  constructor(of: (text: string) => Value) {
    this.of = of
  }

  read(bytes: Uint8Array, from: number, to: number): Value {
    let hash = to - from
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
    hash ^= hash >>> 15
    const { table, hashes } = this
    const mask = table.length - 1
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const place = table[at] as number
      if (place === 0) return this.remember(bytes, from, to, hash)
      if (hashes[place - 1] === hash && this.isSame(place - 1, bytes, from, to))
        return this.values[place - 1] as Value
    }
  }

  private isSame(place: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { text, ends } = this
    let at = place === 0 ? 0 : (ends[place - 1] as number)
    if ((ends[place] as number) - at !== to - from) return false
    for (let i = from; i < to; i++) if (bytes[i] !== text[at++]) return false
    return true
  }

  private remember(bytes: Uint8Array, from: number, to: number, hash: number): Value {
    const value = this.of((bytes as Buffer).toString('utf8', from, to))
    const filled = this.ends[this.values.length - 1] ?? 0
    if (this.values.length >= MOST_VALUES || filled + to - from > MOST_BYTES) {
      this.values = []
      this.table.fill(0)
      return value
    }
    this.text = grown(this.text, filled + to - from)
    this.text.set(bytes.subarray(from, to), filled)
    const place = this.values.push(value)
    this.hashes = grown(this.hashes, place)
    this.ends = grown(this.ends, place)
    this.hashes[place - 1] = hash
    this.ends[place - 1] = filled + to - from
    if (place * 2 > this.table.length) this.enlarge()
    else this.put(place)
    return value
  }

  private put(place: number): void {
    const mask = this.table.length - 1
    let at = (this.hashes[place - 1] as number) & mask
    while (this.table[at] !== 0) at = (at + 1) & mask
    this.table[at] = place
  }

  private enlarge(): void {
    this.table = new Int32Array(this.table.length * 4)
    for (let place = 1; place <= this.values.length; place++) this.put(place)
  }
}

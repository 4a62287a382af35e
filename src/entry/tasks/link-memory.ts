// What the fields of a column were read as, by their bytes: most values of a file come many times, and a text is made and
// read of each only once.
import { grown } from '../../serve/duplicates/rules/dictionary.ts'

/** Values and bytes that are remembered of one column; a column with more begins anew. */
const [MOST_VALUES, MOST_BYTES] = [2 ** 20, 2 ** 25]

/** The numbers of one value: its hash, where its bytes begin, how many they are, and what it was read as. */
const STRIDE = 8
const [HASH, START, SIZE] = [0, 1, 2]
/** From here on a value has the numbers that it was read as. */
const READ = 3

/** Of bytes as they come, so that they need not be walked through twice; 0 before the first. */
export const hashed = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193)

export class FieldMemory {
  /** All numbers of all values. */
  numbers = new Int32Array(1024 * STRIDE)
  private readonly of: (text: string) => readonly number[]
  private count = 0
  private text = new Uint8Array(1 << 14)
  private filled = 0
  /**
   * A hash table with open addressing: the number of a value, counted from 1, in the slot of its hash or the next free one;
   * 0 is free.
   */
  private table = new Int32Array(4096)

  /** @param of reads a value as five numbers at most */
  constructor(of: (text: string) => readonly number[]) {
    this.of = of
  }

  /** @param hash of the bytes, by `hashed` @returns where in `numbers` what they were read as begins */
  read(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mixed = hash ^ (hash >>> 15)
    const { table, numbers } = this
    const mask = table.length - 1
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const place = table[slot] as number
      if (place === 0) return this.remember(bytes, from, to, mixed)
      const at = place * STRIDE - STRIDE
      if (numbers[at + HASH] === mixed && this.isSame(at, bytes, from, to)) return at + READ
    }
  }

  private isSame(at: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { text, numbers } = this
    if (numbers[at + SIZE] !== to - from) return false
    let next = numbers[at + START] as number
    for (let i = from; i < to; i++) if (bytes[i] !== text[next++]) return false
    return true
  }

  private remember(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const read = this.of((bytes as Buffer).toString('utf8', from, to))
    const size = to - from
    if (this.count >= MOST_VALUES || this.filled + size > MOST_BYTES) {
      this.count = this.filled = 0
      this.table.fill(0)
    }
    this.text = grown(this.text, this.filled + size)
    this.text.set(bytes.subarray(from, to), this.filled)
    const at = this.count++ * STRIDE
    this.numbers = grown(this.numbers, at + STRIDE)
    this.numbers.fill(0, at, at + STRIDE)
    this.numbers[at + HASH] = hash
    this.numbers[at + START] = this.filled
    this.numbers[at + SIZE] = size
    this.numbers.set(read, at + READ)
    this.filled += size
    if (this.count * 2 > this.table.length) this.enlarge()
    else this.put(this.count)
    return at + READ
  }

  private put(place: number): void {
    const mask = this.table.length - 1
    let slot = (this.numbers[(place - 1) * STRIDE + HASH] as number) & mask
    while (this.table[slot] !== 0) slot = (slot + 1) & mask
    this.table[slot] = place
  }

  private enlarge(): void {
    this.table = new Int32Array(this.table.length * 4)
    for (let place = 1; place <= this.count; place++) this.put(place)
  }
}

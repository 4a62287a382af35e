// Records grouped by a key that they share, in typed arrays: keys are added, sorted, and each group is visited once.
import { grown } from './dictionary.ts'

/** Records that share one key are not compared when they are more than this: the key says too little. */
const MOST_SHARING = 600

/**
 * The lowest bit of a key: set where a record is compared with all that share the rest of the key; those without it are not
 * compared with each other.
 */
export const LOOKS = 1

/**
 * Called with each group of records that share a key, once for each key.
 *
 * @param members the records from `from` up to `to`; of those before `middle` no two are compared with each other
 */
export type Visit = (members: Uint32Array, from: number, middle: number, to: number) => void
/** Groups that were left out because too many records share the key, and the largest of them. */
export type TooLarge = { groups: number; largest: number }

/** Keys that are sorted in one pass: so many fit into memory, however many records there are. */
const IN_ONE_PASS = 2 ** 23
const [DIGITS, OF_DIGIT] = [3, 2048]
const BITS_OF_DIGIT = 11
/** Bits in which it is noted roughly which keys look. */
const LOOKED_FOR = 2 ** 24

export class Keys {
  private keys = new Uint32Array(4096)
  private records = new Uint32Array(4096)
  private otherKeys = new Uint32Array(0)
  private otherRecords = new Uint32Array(0)
  private filled = 0
  /** Of several passes each takes the keys that leave this rest. */
  private passes = 1
  private pass = 0
  private readonly starts = new Uint32Array(DIGITS * OF_DIGIT)
  private lookedFor = new Uint8Array(0)

  readonly add = (key: number, record: number): void => {
    if (this.passes > 1 && (key >>> 1) % this.passes !== this.pass) return
    if (this.filled === this.keys.length) {
      this.keys = grown(this.keys, this.filled + 1)
      this.records = grown(this.records, this.filled + 1)
    }
    this.keys[this.filled] = key
    this.records[this.filled++] = record
  }

  /** What follows are keys of few records that look, and then those of many that only they look at. */
  expectLookers(): void {
    this.lookedFor = new Uint8Array(LOOKED_FOR / 8)
  }
  readonly addLooker = (key: number, record: number): void => {
    const place = (key >>> 1) % LOOKED_FOR
    this.lookedFor[place >>> 3]! |= 1 << (place & 7)
    this.add(key | LOOKS, record)
  }
  readonly addLookedAt = (key: number, record: number): void => {
    const place = (key >>> 1) % LOOKED_FOR
    if (((this.lookedFor[place >>> 3] as number) & (1 << (place & 7))) > 0) this.add(key & ~LOOKS, record)
  }

  /**
   * @param fill adds the keys, the same ones each time it is called
   * @param most how many it adds at most
   */
  eachGroup(fill: () => void, most: number, visit: Visit, tooLarge: TooLarge): void {
    this.passes = Math.max(Math.ceil(most / IN_ONE_PASS), 1)
    for (this.pass = 0; this.pass < this.passes; this.pass++) {
      this.filled = 0
      fill()
      this.sort()
      this.visit(visit, tooLarge)
    }
    this.lookedFor = new Uint8Array(0)
  }

  /** By key, records of one key in the order in which they were added (radix sort). */
  private sort(): void {
    const { filled, starts } = this
    if (this.otherKeys.length < filled) {
      this.otherKeys = new Uint32Array(this.keys.length)
      this.otherRecords = new Uint32Array(this.keys.length)
    }
    starts.fill(0)
    for (let i = 0; i < filled; i++) {
      const key = this.keys[i] as number
      starts[key & (OF_DIGIT - 1)]!++
      starts[OF_DIGIT + ((key >>> BITS_OF_DIGIT) & (OF_DIGIT - 1))]!++
      starts[2 * OF_DIGIT + (key >>> (2 * BITS_OF_DIGIT))]!++
    }
    for (let digit = 0; digit < DIGITS; digit++) {
      const first = digit * OF_DIGIT
      let sum = 0
      for (let at = first; at < first + OF_DIGIT; at++) {
        const here = starts[at] as number
        starts[at] = sum
        sum += here
      }
      this.sortBy(digit)
    }
  }
  private sortBy(digit: number): void {
    const { filled, starts, keys, records, otherKeys, otherRecords } = this
    const [first, shift] = [digit * OF_DIGIT, digit * BITS_OF_DIGIT]
    for (let i = 0; i < filled; i++) {
      const key = keys[i] as number
      const to = starts[first + ((key >>> shift) & (OF_DIGIT - 1))]!++
      otherKeys[to] = key
      otherRecords[to] = records[i] as number
    }
    this.keys = otherKeys
    this.records = otherRecords
    this.otherKeys = keys
    this.otherRecords = records
  }

  private visit(visit: Visit, tooLarge: TooLarge): void {
    const { keys, records, filled } = this
    for (let from = 0, to = 0; from < filled; from = to) {
      const key = ((keys[from] as number) | LOOKS) >>> 0
      to = from + 1
      if (to === filled || ((keys[to] as number) | LOOKS) >>> 0 !== key) continue
      let middle = (keys[from] as number) === key ? from : to
      // A record may have a key twice.
      let kept = from + 1
      for (; to < filled && ((keys[to] as number) | LOOKS) >>> 0 === key; to++) {
        if (keys[to] === keys[to - 1] && records[to] === records[kept - 1]) continue
        if ((keys[to] as number) !== key) middle = kept + 1
        records[kept++] = records[to] as number
      }
      const size = kept - from
      const lookers = kept - middle
      if (size < 2 || lookers === 0) continue
      if (size * lookers > MOST_SHARING ** 2) {
        tooLarge.groups++
        tooLarge.largest = Math.max(tooLarge.largest, size)
      } else visit(records, from, middle, kept)
    }
  }
}

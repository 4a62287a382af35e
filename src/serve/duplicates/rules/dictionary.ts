// Texts and words of many records, each once and by its number; what millions of comparisons read of a word is in one typed array.
import { word, type Word } from './words.ts'

/** Grows as rows arrive, since a file does not say how many it has. */
export function grown<A extends Uint32Array | Int32Array | Float64Array | Uint8Array>(
  array: A,
  least: number,
): A {
  if (array.length >= least) return array
  const larger = new (array.constructor as new (length: number) => A)(
    Math.max(least, Math.ceil(array.length * 1.5)),
  )
  larger.set(array as never)
  return larger
}

/** Texts by number, from 1; 0 stands for none. */
export class Texts {
  readonly all: string[]
  private known: Map<string, number> | undefined
  constructor(all: string[] = []) {
    this.all = all
  }
  idOf(text: string): number {
    this.known ??= new Map(this.all.map((one, at) => [one, at + 1]))
    const before = this.known.get(text)
    if (before !== undefined) return before
    this.known.set(text, this.all.push(text))
    return this.all.length
  }
  at(id: number): string {
    return this.all[id - 1] as string
  }
  /** Takes in what another has. @returns by its numbers the own ones */
  merge(other: readonly string[]): Uint32Array {
    const ids = new Uint32Array(other.length + 1)
    for (const [at, text] of other.entries()) ids[at + 1] = this.idOf(text)
    return ids
  }
}

/**
 * Where the parts of a word are in its eight numbers of 32 bits: the number of its sound, the first consonant that is heard,
 * which letters the text and the sound have, the length of the text, and whether it agrees by its letters alone.
 */
export const WORD_STRIDE = 8
export const SOUND = 0
export const CONSONANT = 1
export const LETTERS = 2
export const SOUND_LETTERS = 3
export const LENGTH = 4
export const PLAIN = 5

/** First consonant that is heard, as a character code. */
const consonant = (sound: string) => (/[b-df-gj-np-tvxz]/u.exec(sound) ?? [sound.charAt(0)])[0].charCodeAt(0)

/** What another thread needs to have the same words. */
export type WordParts = { keys: string[]; sounds: string[]; table: Int32Array }

/** Words by number, from 1; 0 stands for none. */
export class Words {
  /** `WORD_STRIDE` numbers of each word. */
  table: Int32Array = new Int32Array(4096 * WORD_STRIDE)
  /** Text and joined form of each. */
  private readonly keys: Texts
  private readonly sounds: Texts
  private readonly made: (Word | undefined)[] = []

  constructor(parts?: WordParts) {
    this.keys = new Texts(parts?.keys)
    this.sounds = new Texts(parts?.sounds)
    if (parts) this.table = parts.table
  }
  get count(): number {
    return this.keys.all.length
  }
  get parts(): WordParts {
    return { keys: this.keys.all, sounds: this.sounds.all, table: this.table }
  }

  idOf(one: Word): number {
    const before = this.count
    const id = this.keys.idOf(one.joined === undefined ? one.text : `${one.text} ${one.joined}`)
    if (id <= before) return id
    this.made[id] = one
    const at = this.room(id)
    this.table[at + SOUND] = this.sounds.idOf(one.sound)
    this.table[at + CONSONANT] = consonant(one.arabic ?? one.sound)
    this.table[at + LETTERS] = one.letters
    this.table[at + SOUND_LETTERS] = one.soundLetters
    this.table[at + LENGTH] = one.text.length
    this.table[at + PLAIN] = Number(one.isPlain)
    return id
  }
  private room(id: number): number {
    this.table = grown(this.table, (id + 1) * WORD_STRIDE)
    return id * WORD_STRIDE
  }

  at(id: number): Word {
    return (this.made[id] ??= this.make(id))
  }
  private make(id: number): Word {
    const [text = '', joined] = this.keys.at(id).split(' ')
    return word(text, joined)
  }
  textOf(id: number): string {
    const key = this.keys.at(id)
    const end = key.indexOf(' ')
    return end < 0 ? key : key.slice(0, end)
  }

  /** Takes in what another has. @returns by its numbers the own ones */
  merge({ keys, sounds, table }: WordParts): Uint32Array {
    const heard = this.sounds.merge(sounds)
    const ids = new Uint32Array(keys.length + 1)
    for (const [at, key] of keys.entries()) {
      const before = this.count
      const id = this.keys.idOf(key)
      ids[at + 1] = id
      if (id <= before) continue
      const from = (at + 1) * WORD_STRIDE
      const to = this.room(id)
      this.table.set(table.subarray(from, from + WORD_STRIDE), to)
      this.table[to + SOUND] = heard[table[from + SOUND] as number] as number
    }
    return ids
  }
}

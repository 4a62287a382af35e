// Guesses what the words of a coded column mean in the pack; a person confirms each guess before the import.
import type { Pack, TaxonomyName } from '../../../kernel/packs/pack.ts'
import { codeOf, fold, wordsOfCell } from './codes.ts'
import { CODED, type Target } from './mapping.ts'

export type Word = {
  word: string
  /** Rows that hold it. */
  rows: number
  /** The code it probably means; null without a likely one. */
  guess: string | null
}

/** Words of up to this many letters are abbreviations: too short to compare by their beginning. */
const SHORT = 3
/** Letters of a common stem: Venezolana and Venezuela. */
const STEM = 4
const STEM_SHARE = 0.55

/** Synonyms found in registers; each line has one meaning. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['f', 'fem', 'femenino', 'femenina', 'mujer', 'female', 'woman', 'w'],
  ['m', 'masc', 'masculino', 'masculina', 'hombre', 'h', 'male', 'man', 'varon'],
  ['ninguna', 'ninguno', 'no', 'sin discapacidad', 'none'],
  [
    's/d',
    'sd',
    'n/a',
    'na',
    'ns/nr',
    'sin dato',
    'sin informacion',
    'no informa',
    'no sabe',
    'unknown',
    'desconocido',
  ],
]

/** Longest cell that is read, as the rows do, and longest word that a mapping may give a code. */
const LONGEST_CELL = 1000
const LONGEST_WORD = 200

/**
 * The words of one column that the pack does not know, the most frequent first. A guess takes a thousand times
 * longer than to look a word up: only so many words get one.
 * @param counted number of rows for each word, as the file writes it
 * @param most words that are listed
 * @param before is awaited before each word
 */
export async function unknownWords(
  pack: Pack,
  target: Target,
  counted: ReadonlyMap<string, number>,
  most = Infinity,
  before: () => Promise<void> | undefined = () => undefined,
): Promise<{ words: Word[]; known: number; more: number }> {
  const taxonomy = CODED[target]
  if (!taxonomy) return { words: [], known: 0, more: 0 }
  const unknown = [...counted].filter(([word]) => codeOf(pack, taxonomy, word, undefined) === undefined)
  const known = counted.size - unknown.length
  const first = unknown.toSorted(([a, rows], [b, others]) => others - rows || (a < b ? -1 : 1)).slice(0, most)
  const words: Word[] = []
  for (const [word, rows] of first) {
    await before()
    words.push({ word, rows, guess: guessCode(pack, taxonomy, word) ?? null })
  }
  return { words, known, more: unknown.length - words.length }
}

/**
 * Counts the words of a row's cell; some columns hold several words in a cell. What is too long to have a code is
 * not kept.
 */
export function countWords(target: Target, cell: string, counted: Map<string, number>, most: number): void {
  if (cell.length > LONGEST_CELL) return
  for (const word of wordsOfCell(target, cell)) {
    if (word.length > LONGEST_WORD) continue
    const before = counted.get(word)
    if (before !== undefined || counted.size < most) counted.set(word, (before ?? 0) + 1)
  }
}

/**
 * The term a word means, by the strongest rule that matches exactly one term; undefined when two match
 * equally.
 */
export function guessCode(pack: Pack, taxonomy: TaxonomyName, word: string): string | undefined {
  const wanted = wantedOf(fold(word))
  if (wanted.word === '') return undefined
  const terms = termsOf(pack, taxonomy)
  for (const rule of RULES) {
    let best = 0
    let found: string | undefined
    for (const { code, names } of terms) {
      let score = 0
      for (const name of names) score = Math.max(score, rule(wanted, name))
      if (score > 0 && score === best) found = undefined
      if (score <= best) continue
      best = score
      found = code
    }
    if (found !== undefined) return found
  }
  return undefined
}

/** A folded word, with what the rules compare of it. */
type Wanted = { word: string; bare: string; same: readonly (readonly string[])[]; said: readonly string[] }
const wantedOf = (word: string): Wanted => ({
  word,
  bare: word.replaceAll(/[. ]/gu, ''),
  same: SYNONYMS.filter((each) => each.includes(word)),
  said: word.split(' ').filter((each) => each.length > SHORT),
})

type Name = { name: string; parts: ReadonlySet<string>; length: number }
type Known = { code: string; names: readonly Name[] }

/** The names of the terms of each taxonomy, folded once. */
const known = new WeakMap<object, readonly Known[]>()

function termsOf(pack: Pack, taxonomy: TaxonomyName): readonly Known[] {
  const terms = pack.taxonomies[taxonomy]
  const before = known.get(terms)
  if (before) return before
  const made = terms.map(({ code, label }) => {
    const names = new Set([code, ...Object.values(label)].flatMap(namesOf))
    return { code, names: [...names].map(nameOf) }
  })
  known.set(terms, made)
  return made
}

function nameOf(name: string): Name {
  const parts = name.split(' ')
  return { name, parts: new Set(parts), length: parts.length }
}

/**
 * The forms of a label: whole, inside and outside its brackets, and initials (CC for cédula de ciudadanía).
 */
function namesOf(label: string): string[] {
  const inside = /\(([^()]+)\)/u.exec(label)?.[1]
  const outside = label.replaceAll(/\([^()]*\)/gu, ' ')
  const letters = fold(outside)
    .split(' ')
    .filter((each) => each.length > 2)
    .map((each) => each[0])
  return [label, outside, inside ?? '', letters.length > 1 ? letters.join('') : ''].map(fold).filter(Boolean)
}

/** Rules from the strongest to the weakest; each scores how well a word matches a name, 0 for not at all. */
const RULES: readonly ((wanted: Wanted, name: Name) => number)[] = [
  ({ bare }, { name }) => (bare === name ? 1 : 0),
  ({ same }, { name }) => (same.some((each) => each.includes(name)) ? 1 : 0),
  ({ word }, { name }) =>
    word.length > SHORT && (name.startsWith(word) || (word.startsWith(name) && word[name.length] === ' '))
      ? 1
      : 0,
  ({ said }, { parts, length }) =>
    said.length > 0 && said.every((each) => parts.has(each)) ? said.length / length : 0,
  ({ word }, { name }) => {
    const stem = commonStart(word, name)
    return stem >= STEM && stem / Math.min(word.length, name.length) >= STEM_SHARE ? stem : 0
  },
  // A three-letter country code where the pack has two letters: VEN and ve.
  ({ word }, { name }) => (word.length === SHORT && name.length === 2 && word.startsWith(name) ? 1 : 0),
]

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

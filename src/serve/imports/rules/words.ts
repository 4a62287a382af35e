// Guesses what the words of a coded column mean in the pack; a person confirms each guess before the import.
import type { Pack, TaxonomyName } from '../../../kernel/pack.ts'
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

/**
 * The words of one column that the pack does not know, the most frequent first.
 * @param counted number of rows for each word, as the file writes it
 */
export function unknownWords(
  pack: Pack,
  target: Target,
  counted: ReadonlyMap<string, number>,
): { words: Word[]; known: number } {
  const taxonomy = CODED[target]
  if (!taxonomy) return { words: [], known: 0 }
  const words: Word[] = []
  let known = 0
  for (const [word, rows] of counted) {
    if (codeOf(pack, taxonomy, word, undefined) !== undefined) known++
    else words.push({ word, rows, guess: guessCode(pack, taxonomy, word) ?? null })
  }
  return { words: words.toSorted((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1)), known }
}

/** Counts the words of a row's cell; some columns hold several words in a cell. */
export function countWords(target: Target, cell: string, counted: Map<string, number>, most: number): void {
  for (const word of wordsOfCell(target, cell)) {
    const before = counted.get(word)
    if (before !== undefined || counted.size < most) counted.set(word, (before ?? 0) + 1)
  }
}

/**
 * The term a word means, by the strongest rule that matches exactly one term; undefined when two match
 * equally.
 */
export function guessCode(pack: Pack, taxonomy: TaxonomyName, word: string): string | undefined {
  const wanted = fold(word)
  if (wanted === '') return undefined
  const terms = pack.taxonomies[taxonomy].map((term) => ({
    code: term.code,
    names: [term.code, ...Object.values(term.label)].flatMap(namesOf),
  }))
  for (const rule of RULES) {
    const scored = terms.map(({ code, names }) => ({
      code,
      score: Math.max(0, ...names.map((name) => rule(wanted, name))),
    }))
    const best = Math.max(0, ...scored.map(({ score }) => score))
    const found = scored.filter(({ score }) => score === best)
    if (best > 0 && found.length === 1) return found[0]?.code
  }
  return undefined
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
const RULES: readonly ((word: string, name: string) => number)[] = [
  (word, name) => (word.replaceAll(/[. ]/gu, '') === name ? 1 : 0),
  (word, name) => (SYNONYMS.some((same) => same.includes(word) && same.includes(name)) ? 1 : 0),
  (word, name) => (word.length > SHORT && (name.startsWith(word) || word.startsWith(`${name} `)) ? 1 : 0),
  (word, name) => {
    const said = word.split(' ').filter((each) => each.length > SHORT)
    const parts = name.split(' ')
    return said.length > 0 && said.every((each) => parts.includes(each)) ? said.length / parts.length : 0
  },
  (word, name) => {
    const stem = commonStart(word, name)
    return stem >= STEM && stem / Math.min(word.length, name.length) >= STEM_SHARE ? stem : 0
  },
  // A three-letter country code where the pack has two letters: VEN and ve.
  (word, name) => (word.length === SHORT && name.length === 2 && word.startsWith(name) ? 1 : 0),
]

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

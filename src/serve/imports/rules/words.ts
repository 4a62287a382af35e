// Guesses what the words of a coded column mean in the pack; a person confirms each guess before anything is taken in.
import type { Pack, TaxonomyName } from '../../../kernel/pack.ts'
import { CODED, codeOf, fold, spoken, type Target } from './rows.ts'

export type Word = {
  word: string
  /** Rows that say it. */
  rows: number
  /** What it may mean; null when nothing comes near. */
  guess: string | null
}

/** Words of this many letters and fewer are abbreviations: too short to tell by how they begin. */
const SHORT = 3
/** A stem that two words share: Venezolana and Venezuela. */
const STEM = 4
const STEM_SHARE = 0.55

/** What registers write instead of a word for the same thing; each line is one thing. */
const SAME: readonly (readonly string[])[] = [
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
 * @param counted how many rows say each word, as the file writes it
 */
export function strangeWords(
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

/** Counts the words of a row's cell; a cell of a column that people have several of may hold several. */
export function countWords(target: Target, cell: string, counted: Map<string, number>, most: number): void {
  for (const word of spoken(target, cell)) {
    const before = counted.get(word)
    if (before !== undefined || counted.size < most) counted.set(word, (before ?? 0) + 1)
  }
}

/** The one term a word may stand for, by the surest sign that points at exactly one; nothing rather than a choice of two. */
export function guessCode(pack: Pack, taxonomy: TaxonomyName, word: string): string | undefined {
  const wanted = fold(word)
  if (wanted === '') return undefined
  const terms = pack.taxonomies[taxonomy].map((term) => ({
    code: term.code,
    names: [term.code, ...Object.values(term.label)].flatMap(namesOf),
  }))
  for (const sign of SIGNS) {
    const scored = terms.map(({ code, names }) => ({
      code,
      score: Math.max(0, ...names.map((name) => sign(wanted, name))),
    }))
    const best = Math.max(0, ...scored.map(({ score }) => score))
    const found = scored.filter(({ score }) => score === best)
    if (best > 0 && found.length === 1) return found[0]?.code
  }
  return undefined
}

/** A label, what stands in its brackets, what stands outside them, and its initials: CC for cédula de ciudadanía. */
function namesOf(label: string): string[] {
  const inside = /\(([^()]+)\)/u.exec(label)?.[1]
  const outside = label.replaceAll(/\([^()]*\)/gu, ' ')
  const letters = fold(outside)
    .split(' ')
    .filter((each) => each.length > 2)
    .map((each) => each[0])
  return [label, outside, inside ?? '', letters.length > 1 ? letters.join('') : ''].map(fold).filter(Boolean)
}

/** From the surest to the weakest; each says how strongly a word points at a name, 0 for not at all. */
const SIGNS: readonly ((word: string, name: string) => number)[] = [
  (word, name) => (word.replaceAll(/[. ]/gu, '') === name ? 1 : 0),
  (word, name) => (SAME.some((same) => same.includes(word) && same.includes(name)) ? 1 : 0),
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
  // Three letters for a country whose code has two: VEN and ve.
  (word, name) => (word.length === SHORT && name.length === 2 && word.startsWith(name) ? 1 : 0),
]

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

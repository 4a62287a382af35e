// The words of coded cells: which code of the pack each of them is.
import type { Pack, TaxonomyName } from '../../../kernel/packs/pack.ts'
import { normalized } from '../../../kernel/words.ts'
import { placesMeant } from '../../../kernel/packs/pack-places.ts'
import type { Column, Target } from './mapping.ts'

/** Separates words of one cell. A slash between single letters belongs to the word: S/D, N/A. */
const SEPARATOR = /[,;|]|(?<=\p{L}{2})\s*\/\s*(?=\p{L}{2})/u

/** The words of a cell: several where a person can have several. */
export const wordsOfCell = (target: Target, text: string): string[] =>
  (target === 'languages' || target === 'nationality' ? text.split(SEPARATOR) : [text])
    .map((word) => normalized(word).trim())
    .filter(Boolean)

/** Folds differences in spelling that carry no meaning. */
export const fold = (text: string) =>
  normalized(text, 'NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_.-]+/gu, ' ')
    .trim()

/** The folded words of each mapping, cached because they are looked up for every cell of a register. */
const folded = new WeakMap<object, ReadonlyMap<string, string | null>>()

function foldedOf(values: NonNullable<Column['values']>): ReadonlyMap<string, string | null> {
  const before = folded.get(values)
  if (before) return before
  // Of two words that fold to the same, the first counts.
  const made = new Map(
    Object.entries(values)
      .toReversed()
      .map(([text, code]) => [fold(text), code]),
  )
  folded.set(values, made)
  return made
}

/**
 * The code of a word: the mapping's own, or a code or label of the pack; null when the mapping says that it
 * means "no data".
 */
export function codeOf(
  pack: Pack,
  taxonomy: TaxonomyName,
  word: string,
  values: Column['values'],
): string | null | undefined {
  const wanted = fold(word)
  const own = values && foldedOf(values)
  if (own?.has(wanted)) return own.get(wanted) ?? null
  if (taxonomy === 'places') {
    const [one, ...others] = placesMeant(pack.taxonomies.places, word)
    return others.length > 0 ? undefined : one
  }
  return termsOf(pack, taxonomy).get(wanted)
}

/** Codes and labels of each taxonomy, folded once. A word of two terms is known as neither: a person says which. */
const known = new WeakMap<object, ReadonlyMap<string, string | undefined>>()

function termsOf(pack: Pack, taxonomy: TaxonomyName): ReadonlyMap<string, string | undefined> {
  const terms = pack.taxonomies[taxonomy]
  const before = known.get(terms)
  if (before) return before
  const made = new Map<string, string | undefined>()
  const retired = new Set(terms.flatMap(({ code, retired: isRetired }) => (isRetired ? code : [])))
  for (const { code, label } of terms)
    for (const word of new Set([code, ...Object.values(label)].map(fold))) {
      const other = made.get(word)
      if (!made.has(word) || (other !== undefined && retired.has(other))) made.set(word, code)
      else if (!retired.has(code)) made.set(word, undefined)
    }
  known.set(terms, made)
  return made
}

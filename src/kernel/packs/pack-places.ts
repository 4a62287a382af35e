// Places of the pack by their official codes: what holds a place, its P-code, and which place a text means.
import type { Term } from './pack.ts'
import { say } from './pack-terms.ts'
import { normalized } from '../words.ts'

/** Deepest division that is followed; a pack whose places hold each other in a circle ends here. */
const DEEPEST = 8

/**
 * The P-code of a place: the country's two letters and the code its statistical office gives, as OCHA's Common Operational
 * Datasets write it (`CO44001`). Undefined for a code of the pack that is not built from both.
 */
export function pcodeOf(code: string): string | undefined {
  const [country, official, ...rest] = code.split('_')
  if (!country || country.length !== 2 || !official || rest.length > 0) return undefined
  return `${country}${official}`.toUpperCase()
}

/** The place and what holds it, the smallest first. */
export function pathOf(places: readonly Term[], code: string): Term[] {
  const { byCode } = indexOf(places)
  const path: Term[] = []
  for (let at = byCode.get(code); at && path.length < DEEPEST && !path.includes(at);) {
    path.push(at)
    at = at.parent === undefined ? undefined : byCode.get(at.parent)
  }
  return path
}

/** How many divisions hold it, 1 for a place that nothing holds: the administrative level of OCHA's lists. */
export const levelOf = (places: readonly Term[], code: string): number => pathOf(places, code).length

/**
 * The codes of the places that a text may mean: one where it is clear, several where places of one name are not told
 * apart, none for what is no place of the pack. Read are the code of the pack, the P-code, the official code without its
 * country, and the name in any language, alone or with what holds it: `Riohacha (La Guajira)`, `Riohacha, La Guajira`.
 */
export function placesMeant(places: readonly Term[], text: string): readonly string[] {
  const { byText } = indexOf(places)
  const whole = byText.get(foldPlace(text))
  if (whole) return whole
  const [name, ...holders] = text
    .split(/[(),/;|]|\s-\s/u)
    .map(foldPlace)
    .filter(Boolean)
  if (name === undefined || holders.length === 0) return []
  return (byText.get(name) ?? []).filter((code) => {
    const held = new Set(pathOf(places, code).slice(1).flatMap(textsOf))
    return holders.every((holder) => held.has(holder))
  })
}

/** What each of these terms is called: with what holds it where another is called the same. */
export function namesApart(terms: readonly Term[], locale: string): string[] {
  const names = terms.map(({ label }) => say(label, locale))
  const byCode = new Map(terms.map(({ code }, at) => [code, names[at]]))
  const seen = new Set<string>()
  const repeated = new Set(names.filter((name) => seen.size === seen.add(name).size))
  return terms.map(({ parent = '' }, at) => {
    const [name = '', holder] = [names[at], byCode.get(parent)]
    return holder !== undefined && repeated.has(name) ? `${name} (${holder})` : name
  })
}

/** The places whose name in any language, or one of whose codes, has every word that is sought. All of nothing. */
export function placesFound(places: readonly Term[], sought: string): readonly Term[] {
  const words = foldPlace(sought).split(' ').filter(Boolean)
  return places.filter((place) => {
    const texts = pathOf(places, place.code).flatMap(textsOf)
    const own = textsOf(place)
    return (
      words.every((word) => texts.some((text) => text.includes(word))) &&
      (words.length === 0 || words.some((word) => own.some((text) => text.includes(word))))
    )
  })
}

/** The text without what does not tell places apart: marks, capitals, points and hyphens. */
const foldPlace = (text: string): string =>
  normalized(text, 'NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_.'’-]+/gu, ' ')
    .trim()

/** Everything by which one place is known, folded. */
function textsOf({ code, label }: Term): string[] {
  const official = /^[a-z]{2}_(?<official>\d{3,})$/u.exec(code)?.groups?.['official']
  const texts = [code, pcodeOf(code) ?? '', official ?? '', ...Object.values(label)]
  return [...new Set(texts.map(foldPlace))].filter(Boolean)
}

type Index = { byCode: ReadonlyMap<string, Term>; byText: ReadonlyMap<string, readonly string[]> }
const indexes = new WeakMap<readonly Term[], Index>()

/** Made once for each list of places. A retired place is meant only where no other has its name. */
function indexOf(places: readonly Term[]): Index {
  const before = indexes.get(places)
  if (before) return before
  const byCode = new Map(places.map((place) => [place.code, place]))
  const byText = new Map<string, string[]>()
  const inUseFirst = places.toSorted((a, b) => Number(a.retired ?? false) - Number(b.retired ?? false))
  for (const place of inUseFirst)
    for (const text of textsOf(place)) {
      const known = byText.get(text)
      if (known === undefined) byText.set(text, [place.code])
      else if (!place.retired) known.push(place.code)
    }
  const made = { byCode, byText }
  indexes.set(places, made)
  return made
}

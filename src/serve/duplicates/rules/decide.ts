// Which of the pairs that were compared are one person: by how many records are there twice, and by what other pairs say.
import { comparePrepared, judged, type Likeness, type Register } from './compare.ts'
import { scratch } from './columns.ts'
import { knownAmong } from './known.ts'
import type { Sorted } from './sorted.ts'

/** From this probability two records of files are taken for one person: nobody stands before a desk who would be stopped. */
const MATCH = 0.9

/** Pairs that were compared, by their records as they were read; a code of 0 is of a pair that is none. */
export type Compared = {
  first: Uint32Array
  second: Uint32Array
  scores: Float64Array
  codes: Uint32Array
  /** By their code, from 1. */
  reasons: readonly Likeness['reasons'][]
}
export type Linked = { a: number; b: number } & Pick<
  Likeness,
  'score' | 'probability' | 'strength' | 'reasons'
>

/** @returns pairs that are likely enough to be looked at, in the order of those compared, and by what they were judged */
export function decide(
  sorted: Sorted,
  { first, second, scores, codes, reasons }: Compared,
  counted: Register,
  firstOfSecond: number,
): { linked: Linked[]; register: Register } {
  const { count } = sorted.columns
  const isAcross = firstOfSecond < count
  const known = knownAmong(
    scores.filter((_, at) => codes[at] !== 0),
    counted,
    count,
    isAcross ? firstOfSecond * (count - firstOfSecond) : (count * (count - 1)) / 2,
  )
  const register = { ...counted, known, strong: MATCH }
  const linked: Linked[] = []
  for (let at = 0; at < codes.length; at++) {
    if (codes[at] === 0) continue
    const of = reasons[(codes[at] as number) - 1] as Likeness['reasons']
    const score = scores[at] as number
    const { probability, strength } = judged(score, of, register)
    if (strength)
      linked.push({
        a: first[at] as number,
        b: second[at] as number,
        score,
        probability,
        strength,
        reasons: of,
      })
  }
  leaveOpen(sorted, linked, register)
  return { linked, register }
}

/** One has a given name more, and no document says that they are one. */
const isLoose = ({ reasons }: Linked) =>
  reasons.includes('given_name_missing') &&
  !reasons.includes('same_document') &&
  !reasons.includes('document_digits_swapped')

/**
 * José fits José Luis and José Antonio, who were born on one day and are two: to which of them he belongs is for somebody
 * to look at, however likely each is by itself. So is whether one of two has a given name more and another document.
 */
function leaveOpen({ columns, places }: Sorted, linked: readonly Linked[], register: Register): void {
  const loose = linked.filter((pair) => pair.strength === 'strong' && isLoose(pair))
  const concerned = new Set(loose.flatMap(({ a, b }) => [a, b]))
  const of = new Map<number, Linked[]>()
  for (const pair of linked) {
    if (pair.strength !== 'strong') continue
    for (const at of [pair.a, pair.b])
      if (concerned.has(at)) {
        const own = of.get(at)
        if (own) own.push(pair)
        else of.set(at, [pair])
      }
  }
  const [one, other] = [scratch(), scratch()]
  const areTwo = (a: number, b: number) =>
    comparePrepared(
      columns.prepare(places[a] as number, one),
      columns.prepare(places[b] as number, other),
      register,
    ).reasons.includes('given_name_different')
  const hasDocument = (at: number) => columns.documentOf(places[at] as number) !== 0
  const open = loose.filter(
    (pair) =>
      (hasDocument(pair.a) && hasDocument(pair.b)) ||
      [pair.a, pair.b].some((at) =>
        (of.get(at) ?? []).some((next) => {
          if (next === pair) return false
          const third = next.a === at ? next.b : next.a
          return areTwo(pair.a === at ? pair.b : pair.a, third)
        }),
      ),
  )
  for (const pair of open) pair.strength = 'possible'
}

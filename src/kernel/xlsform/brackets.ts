// What stands in brackets of an expression: predicates, and the arguments of `indexed-repeat`. Found once for each text, however
// many references it has.
import { referencesIn, type Reference } from './expression.ts'

type Span = { start: number; end: number }

/** From each opening to the next closing, in one pass; what is never closed is none. */
export function spansIn(text: string, opening: string, closing: string): Span[] {
  const found: Span[] = []
  for (let start = text.indexOf(opening); start >= 0;) {
    const close = text.indexOf(closing, start + opening.length)
    if (close < 0) break
    const end = close + closing.length
    found.push({ start, end })
    start = text.indexOf(opening, end)
  }
  return found
}

/** A text without these spans of it. */
export function without(text: string, opening: string, closing: string): string {
  let kept = ''
  let from = 0
  for (const { start, end } of spansIn(text, opening, closing)) {
    kept += text.slice(from, start)
    from = end
  }
  return kept + text.slice(from)
}

/** The one of ascending spans in which a reference stands (binary search). */
function around<S extends Span>(spans: readonly S[], { start, end }: Span): S | undefined {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle] as S).start <= start) low = middle + 1
    else high = middle
  }
  const found = spans[low - 1]
  return found && end <= found.end ? found : undefined
}

export const INDEXED_REPEAT = 'indexed-repeat('
/** Arguments of `indexed-repeat` that name a question or a repeat of all repetitions, and not the own one. */
const ABSOLUTE_ARGUMENTS: readonly number[] = [0, 1, 3, 5]

export class Brackets {
  readonly #text: string
  #predicates: Span[] | undefined
  #calls: (Span & { last: Map<string, number> })[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Whether a reference stands in brackets of an expression that looks into an instance. */
  inPredicateOfInstance(reference: Reference): boolean {
    this.#predicates ??= this.#text.includes('instance(') ? spansIn(this.#text, '[', ']') : []
    return around(this.#predicates, reference) !== undefined
  }

  /** Whether a reference may be relative: some arguments of `indexed-repeat` may not. */
  staysRelative(reference: Reference): boolean {
    this.#calls ??= spansIn(this.#text, INDEXED_REPEAT, ')').map((span) => ({
      ...span,
      last: this.#argumentsOf(span),
    }))
    const call = around(this.#calls, reference)
    if (!call) return true
    const at = call.last.get(reference.name)
    return at !== undefined && !ABSOLUTE_ARGUMENTS.includes(at)
  }

  /** In which argument of a call each name stands last. */
  #argumentsOf({ start, end }: Span): Map<string, number> {
    const last = new Map<string, number>()
    const inner = this.#text.slice(start + INDEXED_REPEAT.length, end - 1)
    for (const [at, argument] of inner.split(',').entries())
      for (const { name, lastSaved } of referencesIn(argument)) if (!lastSaved) last.set(name, at)
    return last
  }
}

// Turns `${name}` into the path of that question: relative where both stand in the same repeat, so that each
// repetition looks at its own answers, and absolute elsewhere.
import { lookupsIn, referencesIn, type Reference } from './expression.ts'
import { Brackets } from './brackets.ts'
import { ancestors, descendants, pathOf, type SurveyNode } from './survey-tree.ts'
import { element, type Element } from './xml.ts'

export const LAST_SAVED = '__last-saved'

type Manner = {
  /** In a predicate, where `.` is the choice and not the question. */
  current?: boolean
  /** As far up as the parent of the repeat that both are in: for choices that are earlier answers. */
  parentOfRepeat?: boolean
}

/** The name of a reference that cannot be resolved, and whether several have it. */
export class UnresolvedReference extends Error {
  readonly several: boolean

  constructor(name: string, several: boolean) {
    super(name)
    this.several = several
  }
}

export class References {
  readonly #byName = new Map<string, SurveyNode | 'several'>()

  constructor(survey: SurveyNode) {
    for (const node of descendants(survey)) {
      if (node.kind === 'external' || node.kind === 'attribute' || node.kind === 'entity') continue
      this.#byName.set(node.name, this.#byName.has(node.name) ? 'several' : node)
    }
  }

  /** @throws UnresolvedReference */
  target(name: string): SurveyNode {
    const found = this.#byName.get(name)
    if (found === undefined || found === 'several') throw new UnresolvedReference(name, found === 'several')
    return found
  }

  /** The text with a path for each reference; `from` is where the expression stands. @throws UnresolvedReference */
  inExpression(text: string, from: SurveyNode | undefined, manner: Manner = {}): string {
    let result = ''
    let end = 0
    const brackets = new Brackets(text)
    for (const reference of referencesIn(text)) {
      result += text.slice(end, reference.start) + this.#path(brackets, reference, from, manner)
      end = reference.end
    }
    return result + text.slice(end)
  }

  /**
   * A text for people, with an element `output` for what is computed as it is shown; its text alone where there
   * is none. @throws UnresolvedReference
   */
  inText(text: string, from: SurveyNode | undefined): (Element | string)[] {
    if (text === '-') return [text]
    const parts: (Element | string)[] = []
    let end = 0
    const keep = (until: number) => {
      const between = text.slice(end, until)
      let at = 0
      const brackets = new Brackets(between)
      for (const reference of referencesIn(between)) {
        if (reference.start > at) parts.push(between.slice(at, reference.start))
        parts.push(element('output', { value: this.#path(brackets, reference, from, {}) }))
        at = reference.end
      }
      if (at < between.length) parts.push(between.slice(at))
    }
    for (const lookup of lookupsIn(text)) {
      keep(lookup.start)
      const expression = text.slice(lookup.start, lookup.end)
      parts.push(element('output', { value: this.inExpression(expression, from) }))
      end = lookup.end
    }
    keep(text.length)
    return parts.length > 0 ? parts : [text]
  }

  #path(brackets: Brackets, reference: Reference, from: SurveyNode | undefined, manner: Manner): string {
    const target = this.target(reference.name)
    if (from && !reference.lastSaved && brackets.staysRelative(reference)) {
      const current = manner.current === true || brackets.inPredicateOfInstance(reference)
      const relative = relativePath(from, target, manner.parentOfRepeat === true)
      if (relative !== undefined) return current ? ` current()/${relative} ` : ` ${relative} `
    }
    return ` ${reference.lastSaved ? `instance('${LAST_SAVED}')` : ''}${pathOf(target)} `
  }
}

type Common = { node: SurveyNode; steps: number }

/** The nearest ancestor of both that fits, and how many steps it is up from the first. */
function common(from: SurveyNode, to: SurveyNode, fits: (node: SurveyNode) => boolean): Common | undefined {
  const above = new Set(ancestors(to))
  let steps = 0
  for (const node of ancestors(from)) {
    steps++
    if (above.has(node) && fits(node)) return { node, steps }
  }
  return undefined
}

const isRepeat = ({ kind }: SurveyNode): boolean => kind === 'repeat'

function relativePath(from: SurveyNode, to: SurveyNode, parentOfRepeat: boolean): string | undefined {
  const repeat = common(from, to, isRepeat)
  if (!repeat) return undefined
  const up = (steps: number) => Array.from({ length: steps }, () => '..').join('/')
  if (parentOfRepeat) {
    const nearestTo = ancestors(to).find(isRepeat)
    const nearestFrom = ancestors(from).find(isRepeat)
    const outermost = !ancestors(repeat.node).some(isRepeat)
    if (repeat.node === nearestTo && (outermost || nearestFrom !== repeat.node))
      return `${up(repeat.steps + 1)}${pathOf(to, repeat.node.parent)}`
  }
  const shared = common(from, to, ({ kind }) => kind === 'repeat' || kind === 'group')
  return shared && `${up(shared.steps)}${pathOf(to, shared.node)}`
}

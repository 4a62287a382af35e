// The pack on a screen: its terms in the reader's language.
import type { Expression } from '../kernel/expression/expression.ts'
import { getPack } from '../kernel/pack-query.ts'
import { findTerm, offered, say, type Label, type Pack, type TaxonomyName } from '../kernel/pack.ts'
import { useAsk } from './data.tsx'
import { useLocale } from './messages.tsx'

export type Words = {
  pack: Pack
  release: string
  /** A condition of a questionnaire, as the server understood it. */
  condition: (questionnaire: string, text: string) => Expression
  /** A label of the pack in the reader's language. */
  say: (label: Label) => string
  /** What a code is called; the code itself when the pack does not know it. */
  term: (taxonomy: TaxonomyName, code: string) => string
  /** What can still be chosen, for `Select`, `ChoiceGroup` and `CheckGroup`. */
  options: (taxonomy: TaxonomyName) => { value: string; label: string }[]
}

/** The pack in force and its words; undefined until it is there. */
export function usePack(): Words | undefined {
  const { locale } = useLocale()
  const { data } = useAsk(getPack, {})
  if (!data) return undefined
  const { pack } = data
  return {
    pack,
    release: data.id,
    condition(questionnaire, text) {
      const understood = data.conditions[questionnaire]?.[text]
      if (!understood) throw new Error(`The pack has no condition ${text}.`)
      return understood as Expression
    },
    say: (label) => say(label, locale),
    term: (taxonomy, code) => {
      const found = findTerm(pack, taxonomy, code)
      return found ? say(found.label, locale) : code
    },
    options: (taxonomy) =>
      offered(pack, taxonomy).map((term) => ({ value: term.code, label: say(term.label, locale) })),
  }
}

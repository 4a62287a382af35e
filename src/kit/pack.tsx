// Gives screens the active pack's terms in the user's language.
import { createContext, use, type ReactNode } from 'react'
import type { Expression } from '../kernel/expression/expression.ts'
import { getPack } from '../kernel/packs/pack-query.ts'
import type { Label, Pack, TaxonomyName } from '../kernel/packs/pack.ts'
import { findTerm, offered, say } from '../kernel/packs/pack-terms.ts'
import { useAsk } from './data.tsx'
import { useLocale } from './messages.tsx'
import { Answer } from './State.tsx'

/** Which taxonomy has the words of a command's field that holds codes of the pack, by `<noun>.<field>`. */
export type CodedFields = Readonly<Record<string, TaxonomyName>>

const Coded = createContext<CodedFields>({})

export function CodedFieldsProvider({ coded, children }: { coded: CodedFields; children: ReactNode }) {
  return <Coded value={coded}>{children}</Coded>
}

/** The coded fields of all capabilities, for screens that show the input of any command. */
export const useCodedFields = (): CodedFields => use(Coded)

export type Words = {
  pack: Pack
  release: string
  /** A condition of a questionnaire, as the server parsed it. */
  condition: (questionnaire: string, text: string) => Expression
  /** A label of the pack in the user's language. */
  say: (label: Label) => string
  /** The label of a code; the code itself when the pack does not have it. */
  term: (taxonomy: TaxonomyName, code: string) => string
  /** The codes that are not retired, for `Select`, `ChoiceGroup` and `CheckGroup`. */
  options: (taxonomy: TaxonomyName) => { value: string; label: string }[]
}

/** What a screen shows that needs the pack, until it is loaded: that it loads, or why it cannot. */
export function PackAwaited() {
  return <Answer of={useAsk(getPack, {})}>{() => null}</Answer>
}

/** The active pack and its terms; undefined until it is loaded: see `PackAwaited`. */
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

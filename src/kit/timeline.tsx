// How each kind of fact is shown on a timeline: said by the capability that declares the kind, read by whoever draws the line.
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import type { FactData, FactKind, FactName } from '../kernel/fact.ts'
import type { TaxonomyName } from '../kernel/pack.ts'
import type { IconName } from './Icon.tsx'
import { useFormats, useLookup } from './messages.tsx'
import { usePack, type Words } from './pack.tsx'

/** What a detail is put into words with. */
export type FactWords = {
  /** What the pack calls a code; undefined without a code, and until the pack is there. */
  term: (taxonomy: TaxonomyName, code: string | undefined) => string | undefined
  lookup: ReturnType<typeof useLookup>
  list: (texts: readonly string[]) => string
  /** Undefined until it is there. */
  pack: Words | undefined
}

/** The title is the message `fact.<kind>`. Facts of earlier releases may lack fields that the kind has by now. */
export type FactView<Data> = {
  readonly icon: IconName
  readonly detail?: (data: Partial<Data>, words: FactWords) => string | undefined
  /** Facts that answer the same are one branch of the line, which the first of them opens. */
  readonly branch?: (data: Partial<Data>) => string | undefined
  /** The branch is over with this fact and returns to the line. */
  readonly returns?: boolean
}

type KindIn<Value> = Value extends FactKind
  ? Value['kind']
  : Value extends readonly (infer One extends FactKind)[]
    ? One['kind']
    : never

/** A view of each kind that a capability's `facts.ts` exports: `satisfies ViewsOf<typeof facts>`. */
export type ViewsOf<Facts> = {
  readonly [Kind in FactName & { [Name in keyof Facts]: KindIn<Facts[Name]> }[keyof Facts]]: FactView<
    FactData[Kind]
  >
}
export type AnyViews = Readonly<Record<string, FactView<never>>>

/** How facts of every kind are shown; nothing is known of a kind that a newer server tells. */
export type Timeline = {
  /** Of all kinds, for `refreshOn`. */
  readonly nouns: readonly string[]
  find: (kind: string) => FactView<Record<string, unknown>> | undefined
}

type Load = () => Promise<{ timeline: AnyViews }>
const Context = createContext<Load | undefined>(undefined)

/** Takes what loads the views, because only screens that draw a timeline need them. */
export function TimelineProvider({ load, children }: { load: Load; children: ReactNode }) {
  return <Context value={load}>{children}</Context>
}

/** Undefined until it is loaded. */
export function useTimeline(): Timeline | undefined {
  const load = use(Context)
  const [timeline, setTimeline] = useState<Timeline>()
  useEffect(() => {
    load?.().then(
      ({ timeline: views }) => {
        const known = new Map(Object.entries(views as Record<string, FactView<Record<string, unknown>>>))
        const nouns = new Set([...known.keys()].map((kind) => kind.split('.')[0] ?? ''))
        setTimeline({ nouns: [...nouns], find: (kind) => known.get(kind) })
      },
      // Thrown while drawing, it reaches the boundary that offers to load the page again.
      (error: unknown) =>
        setTimeline(() => {
          throw error
        }),
    )
  }, [load])
  return timeline
}

export function useFactWords(): FactWords {
  const lookup = useLookup()
  const { list } = useFormats()
  const pack = usePack()
  return {
    lookup,
    list,
    pack,
    term: (taxonomy, code) => (code === undefined ? undefined : pack?.term(taxonomy, code)),
  }
}

// How each kind of fact is shown on a timeline: each capability exports the views of its kinds, and screens
// that draw a timeline load them.
import { use, useEffect, useState } from 'react'
import type { FactData, FactKind } from '../kernel/fact.ts'
import type { TaxonomyName } from '../kernel/pack.ts'
import type { IconName } from './Icon.tsx'
import { useFormats, useLookup } from './messages.tsx'
import { usePack, type Words } from './pack.tsx'
import { TimelineLoader } from './timeline-loader.ts'

/** The texts that details of facts are made of. */
export type FactWords = {
  /** The pack's label of a code; undefined without a code, and until the pack is loaded. */
  term: (taxonomy: TaxonomyName, code: string | undefined) => string | undefined
  lookup: ReturnType<typeof useLookup>
  list: (texts: readonly string[]) => string
  /** Undefined until it is loaded. */
  pack: Words | undefined
}

/**
 * The title is the message `fact.<kind>`. Facts of earlier releases may lack fields that the kind has now.
 */
export type FactView<Data> = {
  readonly icon: IconName
  readonly detail?: (data: Partial<Data>, words: FactWords) => string | undefined
  /** Facts with the same key form one branch of the line, which the first of them opens. */
  readonly branch?: (data: Partial<Data>) => string | undefined
  /** The branch ends with this fact and joins the line again. */
  readonly returns?: boolean
}

type KindIn<Value> = Value extends FactKind
  ? Value['kind']
  : Value extends readonly (infer One extends FactKind)[]
    ? One['kind']
    : never

/** A view of each kind about a person that a capability's `facts.ts` exports: `satisfies ViewsOf<typeof facts>`. */
export type ViewsOf<Facts> = {
  readonly [Kind in keyof FactData & { [Name in keyof Facts]: KindIn<Facts[Name]> }[keyof Facts]]: FactView<
    FactData[Kind]
  >
}
type AnyViews = Readonly<Record<string, FactView<never>>>

/** What a timeline can be narrowed to: a capability's facts about people are in one group, and so is each noun. */
export const TIMELINE_GROUPS = ['plan', 'help', 'results', 'consent', 'details'] as const
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number]

/** What a capability's `screens/timeline.ts` exports. */
export type TimelinePart = { readonly timeline: AnyViews; readonly group: TimelineGroup }

/** The views of all kinds; a kind that only a newer server has is unknown. */
export type Timeline = {
  /** Of all kinds, for `refreshOn`. */
  readonly nouns: readonly string[]
  nounsOf: (group: TimelineGroup) => readonly string[]
  find: (kind: string) => FactView<Record<string, unknown>> | undefined
}

/** Undefined until it is loaded. */
export function useTimeline(): Timeline | undefined {
  const load = use(TimelineLoader)
  const [timeline, setTimeline] = useState<Timeline>()
  useEffect(() => {
    load?.().then(
      ({ timelines }) => {
        const known = new Map(
          timelines.flatMap(({ timeline: views }) =>
            Object.entries(views as Record<string, FactView<Record<string, unknown>>>),
          ),
        )
        const nounsOf = (parts: readonly TimelinePart[]) => [
          ...new Set(
            parts.flatMap((part) => Object.keys(part.timeline).map((kind) => kind.split('.')[0] ?? '')),
          ),
        ]
        setTimeline({
          nouns: nounsOf(timelines),
          nounsOf: (group) => nounsOf(timelines.filter((part) => part.group === group)),
          find: (kind) => known.get(kind),
        })
      },
      // Thrown during rendering, so that the error boundary offers to reload the page.
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

// How each kind of fact is shown on a timeline: each capability exports the views of its kinds, and screens
// that draw a timeline load them.
import { use, useEffect, useEffectEvent, useState } from 'react'
import type { FactData, FactKind } from '../kernel/fact.ts'
import type { TaxonomyName } from '../kernel/packs/pack.ts'
import type { IconName } from './drawings/Icon.tsx'
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
export type AnyViews = Readonly<Record<string, FactView<never>>>

/** What a timeline can be narrowed to: a capability's facts about people are in one group, and so is each noun. */
export const TIMELINE_GROUPS = ['plan', 'help', 'results', 'consent', 'details'] as const
export type TimelineGroup = (typeof TIMELINE_GROUPS)[number]

/** What is known of a capability's views before they are loaded; `npm run manifest` writes these. */
export type TimelinePart = {
  readonly nouns: readonly string[]
  readonly group: TimelineGroup
  readonly load: () => Promise<AnyViews>
}

/** The view of a kind; undefined of one that only a newer server has. */
export type FindView = (kind: string) => FactView<Record<string, unknown>> | undefined

export type Timeline = {
  /** The nouns of all kinds of fact, for `refreshOn`. */
  readonly nouns: readonly string[]
  nounsOf: (group: TimelineGroup) => readonly string[]
  readonly parts: readonly TimelinePart[]
}

/** Undefined until it is loaded. */
export function useTimeline(): Timeline | undefined {
  const load = use(TimelineLoader)
  const parts = useLoaded(load && 'all', async () => (await load?.())?.timelineParts ?? [])
  if (!parts) return undefined
  const nounsOf = (some: readonly TimelinePart[]) => [...new Set(some.flatMap(({ nouns }) => nouns))]
  return {
    nouns: nounsOf(parts),
    nounsOf: (group) => nounsOf(parts.filter((part) => part.group === group)),
    parts,
  }
}

/** The views of facts of these kinds; undefined until all of them are loaded. */
export function useViews(
  parts: readonly TimelinePart[] | undefined,
  kinds: readonly string[] | undefined,
): FindView | undefined {
  const nouns = new Set(kinds?.map((kind) => kind.split('.')[0] ?? ''))
  const wanted = parts?.filter((part) => part.nouns.some((noun) => nouns.has(noun)))
  const views = useLoaded(
    wanted && kinds && [...nouns].join(' '),
    async () =>
      Object.assign({}, ...(await Promise.all(wanted?.map(({ load }) => load()) ?? []))) as AnyViews,
  )
  return views && ((kind) => (Object.hasOwn(views, kind) ? (views[kind] as ReturnType<FindView>) : undefined))
}

/**
 * What is loaded for the last key that was given, and until then what was loaded before. What cannot be loaded is thrown
 * during rendering, so that the error boundary offers to reload the page.
 */
function useLoaded<Loaded>(key: string | undefined, load: () => Promise<Loaded>): Loaded | undefined {
  const [loaded, setLoaded] = useState<Loaded>()
  const start = useEffectEvent(load)
  useEffect(() => {
    if (key === undefined) return undefined
    let isWanted = true
    start().then(
      (found) => isWanted && setLoaded(() => found),
      (error: unknown) =>
        setLoaded(() => {
          throw error
        }),
    )
    return () => void (isWanted = false)
  }, [key])
  return loaded
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

// The parts of a record: the sections that are read from top to bottom, and what stands behind *More*.
import type { MessageKey } from '../../../kernel/messages.ts'
import { useSlot, type SlotContent, type TitledContent } from '../../../kit/route.tsx'
import { isFor, useActor } from '../../../kit/session.tsx'

export type Section = { key: string; title: MessageKey; contents: readonly SlotContent[] }

export type Parts = {
  sections: readonly Section[]
  /** Each is shown alone. */
  more: readonly TitledContent[]
}

/** What of a record the user may open; a section without anything is left out. */
export function useParts(): Parts {
  const actor = useActor()
  const [now, plan, helping, journey, more] = [
    useSlot('person.now'),
    useSlot('person.plan'),
    useSlot('person.helping'),
    useSlot('person.journey'),
    useSlot('person.tab'),
  ].map((contents) => contents.filter((content) => isFor(actor, content)))
  const sections: Section[] = [
    { key: 'now', title: 'person.now', contents: now ?? [] },
    { key: 'plan', title: 'person.plan', contents: plan ?? [] },
    { key: 'helping', title: 'person.helping', contents: helping ?? [] },
    { key: 'journey', title: 'person.journey', contents: journey ?? [] },
  ]
  return { sections: sections.filter(({ contents }) => contents.length > 0), more: more ?? [] }
}

const idOf = (part: string) => `part-${part}`

/** The id of a section, or of a content of one; none where the section has it already. */
export const anchor = (part: string, section?: string) => (part === section ? undefined : idOf(part))

/** Scrolls to a section or to one content of it, and continues there by keyboard and screen reader. */
export function goToPart(part: string): void {
  const found = document.getElementById(idOf(part))
  found?.scrollIntoView()
  found?.focus({ preventScroll: true })
}

/**
 * Keeps a part in place while what stands above it is still loading, until the user does something.
 * @returns the end of it
 */
export function stayAtPart(part: string, page: Element): () => void {
  const stop = new AbortController()
  const grown = new ResizeObserver(() => document.getElementById(idOf(part))?.scrollIntoView())
  grown.observe(page)
  stop.signal.addEventListener('abort', () => grown.disconnect())
  for (const act of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    addEventListener(act, () => stop.abort(), { signal: stop.signal, passive: true, once: true })
  return () => stop.abort()
}

// How the home screen shows each kind of work and each figure: what each `screens/work.ts` exports.
import type { ComponentType } from 'react'
import type { May } from '../kernel/actor.ts'
import type { Href } from '../kernel/paths.ts'
import type { WorkItem } from '../kernel/worklist.ts'
import type { IconName } from './drawings/Icon.tsx'

/** A line whose next act is done in place: a dialog that says what will happen. */
export type WorkActProps = { line: WorkItem; onDone: () => void; onClose: () => void }

export type WorkView = {
  icon: IconName
  /** Where it leads. */
  href: (line: WorkItem) => Href
  /** The act that is done from the line; loaded when it is asked for. */
  act?: () => Promise<{ default: ComponentType<WorkActProps> }>
  /** Who may do that act, where others see the line too. */
  may?: May
}

/**
 * A kind that has no view has a card of its own instead: the content of the slot `home` with the kind as its key, drawn
 * while there is such work.
 */
export type WorkScreens = {
  readonly work?: Readonly<Record<string, WorkView>>
  /** Where each figure comes from: the address of a screen. */
  readonly figures?: Readonly<Record<string, Href>>
}

/** What is known of a capability's work before it is loaded; `npm run manifest` writes these. */
export type WorkPart = {
  /** The kinds that it has a view of, and its figures. */
  readonly kinds: readonly string[]
  readonly figures: readonly string[]
  readonly load: () => Promise<WorkScreens>
}

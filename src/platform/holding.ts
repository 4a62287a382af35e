// Types with which a capability declares the data it holds about a person, for the person's own view.
import type { Label, TaxonomyName } from '../kernel/packs/pack.ts'
import type { PlainDate } from '../kernel/time.ts'
import type { Id } from '../kernel/words.ts'
import type { QueryContext } from './capability.ts'

/** A code of the pack, shown with its label. */
export type Coded = { code: string; of: TaxonomyName }

/**
 * A text, a number, a day, an instant, a code of the pack, a label of the pack, a message of the application
 * by its key, the end of a value that is not shown whole, or several of them.
 */
export type HeldValue =
  | string
  | number
  | { on: PlainDate }
  | { at: string }
  | Coded
  | { words: Label }
  | { say: string; values?: Readonly<Record<string, number>> }
  | { ending: string }
  | readonly HeldValue[]

export type HeldField = {
  /** Message key; or a label of the pack, for its own questions. */
  label: string | Label
  /** Not shown when null or undefined. */
  value: HeldValue | null | undefined
  /** Code of its field group, where that may be a protected one. */
  part?: string
}

export type HeldEntry = {
  lines: readonly HeldField[]
  /**
   * Codes it is about: if one is a protected term of the pack, the whole entry is hidden in a view opened
   * with a code.
   */
  touches?: readonly Coded[]
  /**
   * Parts of the record it is about: if the list is empty or none of them may be shown, the whole entry is
   * hidden.
   */
  parts?: readonly string[]
  /** Organisations it names: if the name of one reveals a protected matter, the whole entry is hidden. */
  names?: readonly (Id | null)[]
}

/**
 * One section of the data held. It leaves out free text of staff (notes, reasons, file names), which may
 * contain what nobody else should read on the person's screen. `docs/own-view.md`
 */
export type Holding = {
  /** Message key. */
  title: string
  /** The tables with a person that it covers; a test compares them with the database catalogue. */
  tables: readonly string[]
  /** The entries, newest first, read by an actor who can see this person only. */
  entries(ctx: QueryContext, person: Id): Promise<readonly HeldEntry[]>
}

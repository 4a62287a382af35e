// How a capability says what it holds of a person, so that the person can read all of it in their own view.
import type { Label, TaxonomyName } from '../kernel/pack.ts'
import type { PlainDate } from '../kernel/time.ts'
import type { Id } from '../kernel/words.ts'
import type { QueryContext } from './capability.ts'

/** A code of the pack, as it is said to people. */
export type Coded = { code: string; of: TaxonomyName }

/**
 * A text as it stands, a number, a day, an instant, a code of the pack, words of the pack, a message of the house by its
 * key, the end of something that is not shown whole, or several of them.
 */
export type HeldValue =
  | string
  | number
  | { on: PlainDate }
  | { at: string }
  | Coded
  | { words: Label }
  | { say: string }
  | { ending: string }
  | readonly HeldValue[]

export type HeldLine = {
  /** Message key; or the pack's own words, for a question that it asks. */
  label: string | Label
  /** Nothing is said of what is not known. */
  value: HeldValue | null | undefined
  /** Code of the field group it belongs to, where that may be a protected one. */
  part?: string
}

export type HeldEntry = {
  lines: readonly HeldLine[]
  /** What it is about: where one of them is a protected matter of the pack, the whole entry is not shown by a code. */
  touches?: readonly Coded[]
  /** The parts of the record that it is about: where none of them is open, or it has none, the whole entry is not shown. */
  parts?: readonly string[]
  /** Whom it names: one whose name alone tells of a protected matter takes the whole entry away. */
  names?: readonly (Id | null)[]
}

/**
 * One section of what is held. Words that staff wrote freely (notes, reasons, names of files) are not in it: they may hold
 * what must not be read over somebody's shoulder. `docs/own-view.md`
 */
export type Holding = {
  /** Message key. */
  title: string
  /** Tables with a person that it stands for; a test asks the catalogue whether one is missing. */
  tables: readonly string[]
  /** Read by an actor for whom there is only this person; newest first. */
  entries(ctx: QueryContext, person: Id): Promise<readonly HeldEntry[]>
}

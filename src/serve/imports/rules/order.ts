// What a row of a register becomes: the same for the dry run, the import and the look in the register before.
import type { Id } from '../../../kernel/words.ts'

/** The command that registers a person, and what the same row may have been registered by before. */
export type Order = {
  id: Id
  name: string
  input: { id: Id }
  /** Whether the document in the row says who it is, whatever else is in the row. */
  documented: boolean
  /** `same` where that command said what this one says. */
  before: readonly { person: Id; command: Id; same: boolean }[]
}

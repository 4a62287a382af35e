// How a capability declares words that a receiver reads only with the part of the record that opens them, so that a test
// looks for them in every answer.
import type { FieldGroup } from '../../src/kernel/packs/pack.ts'
import type { Id } from '../../src/kernel/words.ts'
import type { World } from './world.ts'

/** `keeper`: what the keeper wrote itself, whatever parts are allowed. */
export type Part = FieldGroup | 'keeper'

export type Secrets = {
  /** Words that occur in one part of the record each, and nowhere else. */
  words: Readonly<Partial<Record<Part, readonly string[]>>>
  /** Writes them about a person whom the garden keeps, and returns the ids that queries are asked with. */
  write: (world: World, person: Id) => Promise<readonly Id[]>
}

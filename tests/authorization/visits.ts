// How a capability declares its screens, so that a browser test opens each with records on it: who opens it,
// and what it needs.
import type { Referred } from './subject.ts'
import type { World } from './world.ts'

/** A user of that organisation, nobody signed in, or a person in their own view. */
export type Visitor = 'garden' | 'roots' | 'seal' | 'nobody' | 'own'

export type Visits = {
  /** Who opens an address, by its first segment; a user of the garden unless declared. */
  visitors?: Readonly<Record<string, Visitor>>
  /**
   * Makes the records that the screens show, and returns the value of each `:name` in an address.
   * @param it a person whom the garden keeps and has referred
   */
  records?: (world: World, it: Referred) => Promise<Readonly<Record<string, string>>>
}

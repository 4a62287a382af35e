// What a capability says of its screens, so that each is opened with records on it: by whom, and what there is to see.
import type { Referred } from './subject.ts'
import type { World } from './world.ts'

/** Of which organisation; or nobody who signed in; or a person in their own view. */
export type Visitor = 'garden' | 'roots' | 'seal' | 'nobody' | 'own'

export type Visits = {
  /** Who opens an address, by its first segment; somebody of the garden unless said. */
  visitors?: Readonly<Record<string, Visitor>>
  /**
   * Makes what the screens show, and says what `:name` of an address stands for.
   * @param it somebody whom the garden keeps and referred
   */
  records?: (world: World, it: Referred) => Promise<Readonly<Record<string, string>>>
}

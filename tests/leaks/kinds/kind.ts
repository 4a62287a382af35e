// What every file beside this one exports as `kind`: a generator of attacks of one kind, run by `../every-kind.ts`.
import type { TestNetwork } from '../../harness/network.ts'

export type Result = {
  /** How many attacks were tried. */
  attempts: number
  /** One line for each attack that succeeded: what was learnt, changed or blocked. */
  leaks: string[]
}

export type Kind = {
  /** One or two words with hyphens, as in the bench output, such as `second-factor`. */
  readonly name: string
  /**
   * Generates attacks of this kind and tries them on a network of its own.
   * @param rounds how thorough to be: 1 in the test suite, more in `npm run bench -- leaks`
   */
  attack(network: TestNetwork, rounds: number): Promise<Result>
}

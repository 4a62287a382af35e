// Declares what a capability adds to the demonstration: the steps of invented people with its operations, and
// when they happen.
import type { Actor } from '../../kernel/actor.ts'
import type { Command, InputOf, OutputOf } from '../../kernel/command.ts'
import type { Journey } from './journey.ts'
import type { Arrival } from './person.ts'
import type { DemonstrationRun } from './run.ts'

/** What `demonstration.ts` of a capability exports. Each hook gets a journey with its own random numbers. */
export type Contribution = {
  /** What organisations set up before the first household arrives. */
  prepare?(office: Journey): Promise<void>
  /** Begins the journeys of the households. */
  begin?(run: DemonstrationRun): void
  /** A household has arrived at its centre. */
  arrival?(journey: Journey, household: Arrival): Promise<void>
  /** Steps that follow a command, of this or of another capability. */
  after?: readonly Continuation[]
  /** The first day of each month. */
  month?(office: Journey): Promise<void>
  /** Steps of the last days before the present. */
  lastDays?(office: Journey): Promise<void>
  /** Names of jobs whose work these steps did at its date, so that it is not done again in the present. */
  jobs?: readonly string[]
}

/** A command that was carried out on a journey. */
export type Step<C extends Command = Command> = {
  command: string
  input: InputOf<C>
  output: OutputOf<C>
  actor: Actor
}

export type Continuation = {
  command: string
  steps(journey: Journey, done: Step): Promise<unknown>
}

/**
 * Declares steps that follow a command, whichever journey ran it. That journey waits until they have ended;
 * steps it need not wait for are begun with `meanwhile`.
 */
export const after = <C extends Command>(
  command: C,
  steps: (journey: Journey, done: Step<C>) => Promise<unknown>,
): Continuation => ({ command: command.name, steps: steps as Continuation['steps'] })

// What a capability adds to the demonstration: the steps that invented people take with its operations, and when.
import type { Actor } from '../../kernel/actor.ts'
import type { Command, InputOf, OutputOf } from '../../kernel/command.ts'
import type { Journey } from './journey.ts'
import type { Arrival } from './person.ts'
import type { DemonstrationRun } from './run.ts'

/** What `demonstration.ts` of a capability exports. Each hook is called with a journey that has its own stream of chance. */
export type Contribution = {
  /** Before anybody comes: what organisations set up. */
  prepare?(office: Journey): Promise<void>
  /** Begins the journeys of those who come. */
  begin?(run: DemonstrationRun): void
  /** A household has arrived at its centre. */
  arrival?(journey: Journey, household: Arrival): Promise<void>
  /** What follows on steps of its own or of others. */
  after?: readonly Continuation[]
  /** The first day of each month. */
  month?(office: Journey): Promise<void>
  /** What was left to the last days before the present. */
  lastDays?(office: Journey): Promise<void>
  /** Names of jobs whose work these steps did at its date, so that none of it is done again in the present. */
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
 * Steps that follow on a command, whoever carried it out. Whoever did waits until they have ended: what may take its time
 * without anybody waiting is begun with `meanwhile`.
 */
export const after = <C extends Command>(
  command: C,
  steps: (journey: Journey, done: Step<C>) => Promise<unknown>,
): Continuation => ({ command: command.name, steps: steps as Continuation['steps'] })

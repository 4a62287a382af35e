// Declares operations: a command changes something, a query reads. HTTP, sync, CLI, jobs and screens all use
// them.
import type * as z from 'zod/mini'
import type { FactName } from './fact.ts'
import type { ProblemKind } from './problem.ts'

/**
 * What an operation discloses. `open`: names of organisations, centres, services; the pack; the caller's own
 * sign-in. `aggregate`: figures with small ones hidden. `staff`: about members of staff and how the service
 * is run. `person`: about a person served, by name or by pseudonym. `own`: about the caller as a person
 * served; it needs a one-time code, a session or key is not enough. Only the first two pass the firewall.
 */
export type Exposure = 'open' | 'aggregate' | 'staff' | 'person' | 'own'

type Shape<Input extends z.ZodMiniType, Output extends z.ZodMiniType, Codes extends string = string> = {
  /** `noun.verb`, with the verb that staff use. */
  readonly name: string
  /** One plain sentence; it becomes the summary in the OpenAPI document. */
  readonly summary: string
  readonly input: Input
  readonly output: Output
  /** Every problem it may return, besides the common ones. */
  readonly problems?: readonly ProblemKind<Codes>[]
  /** Stated where `exposureOf` in `kernel/firewall.ts` cannot derive it from the rest. */
  readonly exposure?: Exposure
  /**
   * For people only: no key opens it. So is what gives access, for a program that could ask for it would make itself keys and
   * colleagues, or codes in the place of somebody who sits in front of a colleague; and so is the word of a second person, for
   * whoever holds the key would be both.
   */
  readonly forPeople?: true
}

export type Command<
  Input extends z.ZodMiniType = z.ZodMiniType,
  Output extends z.ZodMiniType = z.ZodMiniType,
  Facts extends string = string,
  Codes extends string = string,
> = Shape<Input, Output, Codes> & {
  readonly is: 'command'
  /** Kinds of fact that it, the commands it runs, and listeners in the same transaction may record. */
  readonly facts?: readonly Facts[]
  /**
   * Nouns of lists to refresh that no fact about a person refreshes: open screens receive the noun only, no
   * id.
   */
  readonly refreshes?: readonly string[]
  /** May be made on a device without a network and sent later. */
  readonly offline?: boolean
  /**
   * Fields of its input and output that are not stored in the command log; a repeated command returns without
   * them.
   */
  readonly secret?: readonly string[]
}

export type Query<
  Input extends z.ZodMiniType = z.ZodMiniType,
  Output extends z.ZodMiniType = z.ZodMiniType,
> = Shape<Input, Output> & {
  readonly is: 'query'
  /**
   * Discloses data of an identified person: the handler must call `disclose` with the person and the field
   * groups.
   */
  readonly discloses?: boolean
  /** Returns no personal data: a device may keep the last answer for use without a network. */
  readonly reference?: boolean
}

export function command<
  Input extends z.ZodMiniType,
  Output extends z.ZodMiniType,
  const Facts extends string = never,
  const Codes extends string = never,
>(operation: Omit<Command<Input, Output, Facts, Codes>, 'is'>): Command<Input, Output, Facts, Codes> {
  return Object.freeze({ is: 'command', ...operation })
}

export function query<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(
  operation: Omit<Query<Input, Output>, 'is'>,
): Query<Input, Output> {
  return Object.freeze({ is: 'query', ...operation })
}

/** Names of the kinds of fact that a command may record. */
export type FactsOf<C> = C extends { readonly facts?: readonly (infer Facts)[] } ? Facts & FactName : never
/** Codes of the problems that a command may return, besides the common ones. */
export type CodesOf<C> = C extends { readonly problems?: readonly ProblemKind<infer Codes>[] } ? Codes : never
export type InputOf<C extends { input: z.ZodMiniType }> = z.input<C['input']>
export type ParsedOf<C extends { input: z.ZodMiniType }> = z.output<C['input']>
export type OutputOf<C extends { output: z.ZodMiniType }> = z.output<C['output']>

// The one door's two words: a command changes something, a query reads; HTTP, sync, CLI, jobs and screens all speak them.
import type * as z from 'zod/mini'
import type { FactName } from './fact.ts'
import type { ProblemKind } from './problem.ts'

/**
 * What can be learnt through it. `open`: names of organisations, centres, services; the pack; one's own sign-in.
 * `aggregate`: figures with small ones hidden. `staff`: about those who work here and how the house is run. `person`:
 * about somebody who is served, by name or by pseudonym. `own`: about oneself, and no session or key opens it, only the
 * one-time code that one was handed. The first two pass the firewall.
 */
export type Exposure = 'open' | 'aggregate' | 'staff' | 'person' | 'own'

type Shape<Input extends z.ZodMiniType, Output extends z.ZodMiniType> = {
  /** `noun.verb`, the verb being what staff say. */
  readonly name: string
  /** One plain sentence; it becomes the summary in the API's document. */
  readonly summary: string
  readonly input: Input
  readonly output: Output
  /** Every refusal this may answer with, beside the common ones. */
  readonly problems?: readonly ProblemKind[]
  /** Said where it does not follow from the rest: `reachOf` in `kernel/firewall.ts`. */
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
> = Shape<Input, Output> & {
  readonly is: 'command'
  /** Kinds of fact it may record: by itself, by commands it runs, and by listeners in the same transaction. */
  readonly facts?: readonly Facts[]
  /** Nouns of lists that no fact about a person refreshes: every open screen is told the noun, never whose it is. */
  readonly refreshes?: readonly string[]
  /** May be made on a device without a network and sent later. */
  readonly offline?: boolean
  /** Fields of its input and output that no log keeps; so a repeat is answered without them. */
  readonly secret?: readonly string[]
}

export type Query<
  Input extends z.ZodMiniType = z.ZodMiniType,
  Output extends z.ZodMiniType = z.ZodMiniType,
> = Shape<Input, Output> & {
  readonly is: 'query'
  /** Shows something of an identified person: the handler must say of whom and what. */
  readonly discloses?: boolean
  /** Holds nothing about anybody: a device may keep the last answer for when the network is away. */
  readonly reference?: boolean
}

export function command<
  Input extends z.ZodMiniType,
  Output extends z.ZodMiniType,
  const Facts extends string = never,
>(operation: Omit<Command<Input, Output, Facts>, 'is'>): Command<Input, Output, Facts> {
  return Object.freeze({ is: 'command', ...operation })
}

export function query<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(
  operation: Omit<Query<Input, Output>, 'is'>,
): Query<Input, Output> {
  return Object.freeze({ is: 'query', ...operation })
}

/** Names of the kinds of fact that a command may record. */
export type FactsOf<C> = C extends { readonly facts?: readonly (infer Facts)[] } ? Facts & FactName : never
export type InputOf<C extends { input: z.ZodMiniType }> = z.input<C['input']>
export type ParsedOf<C extends { input: z.ZodMiniType }> = z.output<C['input']>
export type OutputOf<C extends { output: z.ZodMiniType }> = z.output<C['output']>

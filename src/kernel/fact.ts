// Declares facts: dated, append-only statements about a person, which reports, outcomes and payments read.
import type * as z from 'zod/mini'

export type FactKind<Name extends string = string, Data extends z.ZodMiniType = z.ZodMiniType> = {
  readonly is: 'fact'
  readonly kind: Name
  readonly summary: string
  readonly data: Data
}

/** The data of each kind of fact, by its name; every module that declares kinds extends it. */
export interface FactData {}
export type FactName = keyof FactData

/** For a module's `declare module`: the data of the kinds in a list. */
export type DataOf<Kinds extends readonly FactKind[]> = {
  readonly [Kind in Kinds[number] as Kind['kind']]: z.output<Kind['data']>
}

/** The kind of this name in a list. */
export function kindOf<Kind extends FactKind, Name extends Kind['kind']>(
  kinds: readonly Kind[],
  name: Name,
): Extract<Kind, { kind: Name }> {
  return kinds.find(({ kind }) => kind === name) as Extract<Kind, { kind: Name }>
}

/**
 * Declares a kind of fact; `data` is the schema of what it holds besides the person, the date and the
 * snapshot.
 */
export function fact<const Name extends string, Data extends z.ZodMiniType>(
  kind: Omit<FactKind<Name, Data>, 'is'>,
): FactKind<Name, Data> {
  return Object.freeze({ is: 'fact', ...kind })
}

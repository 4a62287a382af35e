// What happened: dated, append-only statements about a person that reports, outcomes and payments read.
import type * as z from 'zod/mini'

export type FactKind<Name extends string = string, Data extends z.ZodMiniType = z.ZodMiniType> = {
  readonly is: 'fact'
  readonly kind: Name
  readonly summary: string
  readonly data: Data
}

/** Declares a kind of fact; `data` is what it carries beside the person, the date and the snapshot. */
export function fact<const Name extends string, Data extends z.ZodMiniType>(
  kind: Omit<FactKind<Name, Data>, 'is'>,
): FactKind<Name, Data> {
  return Object.freeze({ is: 'fact', ...kind })
}

// Declares facts: dated, append-only statements about a subject, which reports, outcomes and payments read. The
// subject is a person, or of a kind that a capability declares: a household, an organisation.
import type * as z from 'zod/mini'
import type { VerbName } from './roles.ts'

/** A kind of subject; its name is what `subject_kind` of the table holds. */
export type SubjectKind<Name extends string = string> = {
  readonly is: 'subject'
  readonly kind: Name
  readonly summary: string
  /**
   * The verb that opens what its facts say: who does not hold it for the whole organisation is not notified of
   * them. Without it everybody is who works for an organisation that may see the fact.
   */
  readonly verb?: VerbName
}

/**
 * Declares a kind of subject. Facts about it hold no personal data and no text: nothing erases them with a
 * person (tests/subjects.test.ts).
 */
export function subject<const Name extends string>(kind: Omit<SubjectKind<Name>, 'is'>): SubjectKind<Name> {
  return Object.freeze({ is: 'subject', ...kind })
}

export const person = subject({
  kind: 'person',
  summary: 'Somebody whom the network serves.',
  verb: 'person.read',
})

export type FactKind<
  Name extends string = string,
  Data extends z.ZodMiniType = z.ZodMiniType,
  Subject extends string = string,
> = {
  readonly is: 'fact'
  readonly kind: Name
  readonly summary: string
  /** What it is about; a kind of fact is about one kind of subject. */
  readonly subject: SubjectKind<Subject>
  readonly data: Data
}

/** The data of each kind of fact about a person, by its name; every module that declares such kinds extends it. */
export interface FactData {}

/** The subject and the data of each kind of fact about anything else; extended in the same way. */
export interface SubjectFacts {}

export type FactName = keyof FactData | keyof SubjectFacts

/** For a module's `declare module`: the data of those kinds in a list that are about a person. */
export type DataOf<Kinds extends readonly FactKind[]> = {
  readonly [
    Kind in Kinds[number] as Kind['subject']['kind'] extends 'person' ? Kind['kind'] : never
  ]: z.output<Kind['data']>
}

/** For a module's `declare module`: those kinds in a list that are not about a person. */
export type SubjectFactsOf<Kinds extends readonly FactKind[]> = {
  readonly [Kind in Kinds[number] as Kind['subject']['kind'] extends 'person' ? never : Kind['kind']]: {
    readonly subject: Kind['subject']['kind']
    readonly data: z.output<Kind['data']>
  }
}

/** The kind of this name in a list. */
export function kindOf<Kind extends FactKind, Name extends Kind['kind']>(
  kinds: readonly Kind[],
  name: Name,
): Extract<Kind, { kind: Name }> {
  return kinds.find(({ kind }) => kind === name) as Extract<Kind, { kind: Name }>
}

/**
 * Declares a kind of fact; `data` is the schema of what it holds besides the subject, the date and the snapshot
 * of a person. Without `subject` it is about a person.
 */
export function fact<
  const Name extends string,
  Data extends z.ZodMiniType,
  Subject extends string = 'person',
>(
  kind: Omit<FactKind<Name, Data>, 'is' | 'subject'> & { readonly subject?: SubjectKind<Subject> },
): FactKind<Name, Data, Subject> {
  return Object.freeze({ is: 'fact', subject: person as SubjectKind<string>, ...kind }) as FactKind<
    Name,
    Data,
    Subject
  >
}

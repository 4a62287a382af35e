// Records that were merged are one person while the merge holds: which ids that are, and how an operation that names
// one of them reads, or acts on, all of them. Each record is read by itself, with its own rows and policies, so a merge
// shows nobody what they could not see before.
import { sql } from 'kysely'
import { actingPrincipal } from '../kernel/actor.ts'
import { Problem } from '../kernel/problem.ts'
import { isOf, recordsOf, type Part, type SamePerson } from '../kernel/same-person.ts'
import type { Id } from '../kernel/words.ts'
import type { QueryContext, QueryHandler } from './capability.ts'
import type { Tx } from './database/connect.ts'

/** What is known of these ids by merges, as far as the actor may see; of most there is nothing. */
export async function samePeople(tx: Tx, persons: readonly Id[]): Promise<ReadonlyMap<Id, SamePerson>> {
  if (persons.length === 0) return new Map()
  const { rows } = await sql<SamePerson & { person: Id }>`
    select person, kept, people, besides, assigned, since from read.same_person
    where person = any (${persons}::uuid[])`.execute(tx)
  return new Map(rows.map(({ person, ...same }) => [person, same]))
}

/** The same of one id. */
export async function samePerson(tx: Tx, person: Id): Promise<SamePerson | undefined> {
  return (await samePeople(tx, [person])).get(person)
}

/** All ids of a person now: one, unless records are merged. */
export const recordsNow = async (tx: Tx, person: Id): Promise<readonly Id[]> =>
  (await samePerson(tx, person))?.people ?? [person]

/**
 * Lets a person in their own view read all records that are them while these are merged; each as the organisation whose
 * code opened the view may see it, and to one that does not know of the merge there is only the record of the code.
 * @returns the ids, the kept one first; empty for an actor that stands for nobody
 */
export async function openOwnRecords({ tx, actor }: Pick<QueryContext, 'tx' | 'actor'>): Promise<Id[]> {
  const subject = actingPrincipal(actor)?.subject
  if (subject === undefined) return []
  const same = await samePerson(tx, subject)
  if (!same) return [subject]
  const people = [same.kept, ...same.people.filter((one) => one !== same.kept)]
  await sql`set local app.people = ${sql.lit(people.join(' '))}`.execute(tx)
  return people
}

type Named = Readonly<Record<string, unknown>>

/**
 * Answers a query for all records of the person that its input names. A query that does not say how to join them is
 * asked about the record that was named and, where it knows nothing of the item asked for, about the others.
 */
export async function askOfSame(ctx: QueryContext, handler: QueryHandler, input: Named): Promise<unknown> {
  const { joining } = handler
  const by = joining?.by ?? 'person'
  const asked = input[by]
  const ask = (person: Id) => handler.run(ctx, { ...input, [by]: person } as never)
  if (typeof asked !== 'string') return await handler.run(ctx, input as never)
  if (!joining) {
    return await ask(asked).catch((error: unknown) => ofOthers(ctx, asked, error, ask))
  }
  const same = await samePerson(ctx.tx, asked)
  if (!same) return await ask(asked)
  const parts: Part<unknown>[] = []
  let refused: unknown
  for (const person of recordsOf(same)) {
    try {
      parts.push({ person, output: await ask(person), is: (item) => isOf(same, person, item) })
    } catch (error) {
      // Of a record that the actor may not see, nothing is added.
      if (!(error instanceof Problem)) throw error
      refused ??= error
    }
  }
  const [first, ...more] = parts.filter(({ person }) => same.people.includes(person))
  if (!first) throw refused
  const besides = parts.filter(({ person }) => same.besides.includes(person))
  return joining.join([first, ...more] as never, besides as never, input as never)
}

async function ofOthers(
  ctx: QueryContext,
  asked: Id,
  refusal: unknown,
  ask: (person: Id) => Promise<unknown>,
): Promise<unknown> {
  if (!isUnknown(refusal)) throw refusal
  for (const person of await otherRecords(ctx.tx, asked)) {
    try {
      return await ask(person)
    } catch (error) {
      if (!isUnknown(error)) throw error
    }
  }
  throw refusal
}

/** Whether something was refused because the record that was named has no such thing. */
export const isUnknown = (error: unknown): error is Problem =>
  error instanceof Problem && error.status === 404

/** The other records on which something of this person may lie. */
export async function otherRecords(tx: Tx, person: Id): Promise<Id[]> {
  const same = await samePerson(tx, person)
  return same ? recordsOf(same).filter((one) => one !== person) : []
}

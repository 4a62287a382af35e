// What a row of the authorization table is tested with when it depends on the relation to a record: the
// input, and who sends it. Each capability declares it for its own rows in its `authorization.ts`.
import type { Actor } from '../../src/kernel/actor.ts'
import { moveBack } from '../harness/move-back.ts'
import { referred, type Relation, type World } from './world.ts'

export type Try = {
  input: Record<string, unknown>
  /** Words that show something of the record; an answer without any of them shows nothing of it. */
  shows?: readonly string[]
}

export type Subject = {
  who: (world: World) => Record<Relation, Actor>
  make: (world: World) => Promise<Try>
  /** The reason why the query shows nobody who has a record. */
  ofNobody?: string
}

/** By the name of the command or query. */
export type Subjects = Readonly<Record<string, Subject>>

/**
 * By query and path in its answer: numbers that do not count people, or whose people the reader sees listed
 * beside them, with the reason. Any other number under five is withheld from a user who may open no record.
 */
export type PlainNumbers = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Serving: the garden keeps the record, Raíces received it by a referral, Eve is unrelated to it. */
export const served = (make: Subject['make']): Subject => ({
  who: ({ rosa, bruno, eve }) => ({ own: rosa, shared: bruno, outsider: eve }),
  make,
})
/** Results: Raíces achieved them, the verifier was asked to judge them, Eve is unrelated to them. */
export const judged = (make: Subject['make']): Subject => ({
  who: ({ bruno, vito, eve }) => ({ own: bruno, shared: vito, outsider: eve }),
  make,
})

export type Referred = Awaited<ReturnType<typeof referred>>
export type ReferralState = Parameters<typeof referred>[1]

/** A command or query on the record of a referred person. */
export const onReferred = (
  input: (it: Referred, world: World) => Record<string, unknown>,
  state?: ReferralState,
): Subject =>
  served(async (world) => {
    const it = await referred(world, state)
    return { input: input(it, world), shows: [it.person] }
  })

/**
 * The same, days later: for what is let in only when something has waited (a reminder, an end after an appointment). The row of
 * this table that the input's `id` names is moved back; the clock stands, so no other subject becomes older.
 */
export const waited = (table: string, days: number, subject: Subject): Subject => ({
  ...subject,
  async make(world) {
    const made = await subject.make(world)
    await moveBack(world.network.database.pool, table, { days }, { id: made.input['id'] })
    return made
  },
})

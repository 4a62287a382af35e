// What a row of the authorization table is tried with, for the rows that stand in a relation to a record: what to send, and who
// sends it. Each capability says it of its own rows in its `authorization.ts`.
import type { Actor } from '../../src/kernel/actor.ts'
import { referred, type Relation, type World } from './world.ts'

export type Try = {
  input: Record<string, unknown>
  /** Words of an answer that would show something of the record; an answer without any of them shows nothing. */
  shows?: readonly string[]
}

export type Subject = {
  who: (world: World) => Record<Relation, Actor>
  make: (world: World) => Promise<Try>
  /** What the query shows is of nobody who has a record, and why. */
  ofNobody?: string
}

/** By the name of the command or query. */
export type Subjects = Readonly<Record<string, Subject>>

/**
 * By the name of a query and the place in its answer: numbers that count nobody, or what the reader is shown one by one beside
 * them, and what they say instead. Any other number under five is withheld from whoever may open no record.
 */
export type PlainNumbers = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Serving people: the garden keeps the record, Raíces got it by a referral, Eve has nothing to do with it. */
export const served = (make: Subject['make']): Subject => ({
  who: ({ rosa, bruno, eve }) => ({ own: rosa, shared: bruno, outsider: eve }),
  make,
})
/** Results: Raíces made them, the verifier was asked to judge them, Eve neither. */
export const judged = (make: Subject['make']): Subject => ({
  who: ({ bruno, vito, eve }) => ({ own: bruno, shared: vito, outsider: eve }),
  make,
})

export type Referred = Awaited<ReturnType<typeof referred>>
export type ReferralState = Parameters<typeof referred>[1]

/** A command or query on the record of somebody who was referred. */
export const onReferred = (
  input: (it: Referred, world: World) => Record<string, unknown>,
  state?: ReferralState,
): Subject =>
  served(async (world) => {
    const it = await referred(world, state)
    return { input: input(it, world), shows: [it.person] }
  })

// What each capability's `worklist.ts` declares: the kinds of work that wait for a user, and figures. One query
// (src/serve/worklist) asks them all.
import { sql, type RawBuilder } from 'kysely'
import type { May } from '../kernel/actor.ts'
import type { Money } from '../kernel/money.ts'
import type { Role } from '../kernel/roles.ts'
import type { FigurePeriod, WorkItem, WorkOrder } from '../kernel/worklist.ts'
import type { QueryContext } from './capability.ts'

/** Where the page before ended, in the order of the kind. */
export type WorkAfter = { at: string; id: string }

/** Reads without `asSystem` and `disclose`: the statements of all kinds are sent together. */
export type WorkContext = Pick<QueryContext, 'tx' | 'actor' | 'today' | 'receivedAt' | 'pack'>

/** A line as a kind reads it; what is left out is null. */
export type WorkFound = { id: string; at: string } & Partial<
  Pick<WorkItem, 'person' | 'name' | 'text' | 'label' | 'money' | 'by' | 'clock' | 'count'>
>

export type WorkKind = {
  /** `noun.verb`; its words are the messages `work.<kind>` and `work.<kind>.act`. */
  readonly kind: string
  /** Who has such work. The row scope of its verb holds for the statement. */
  readonly may: May
  readonly order: WorkOrder
  /** What the disclosure log writes down of each person shown; without it no line may name a person. */
  readonly shows?: { readonly purpose: string; readonly fields: readonly string[] }
  /**
   * The first lines in the order of the kind, `limit` at most, by an index. The statement lets through no more than
   * the screen that the line leads to.
   */
  lines(ctx: WorkContext, after: WorkAfter | undefined, limit: number): Promise<readonly WorkFound[]>
}

export type Figure = {
  /** `noun.what`; its words are the message `figure.<figure>`. */
  readonly figure: string
  readonly may: May
  readonly period: FigurePeriod
  /** The roles in whose strip it stands, and where: 1 to 3. */
  readonly roles: Readonly<Partial<Record<Role, 1 | 2 | 3>>>
  /**
   * Set where it counts people, or what was done with them one by one: a reader who may not open their records gets
   * it rounded down.
   */
  readonly ofPeople?: true
  value(ctx: WorkContext): Promise<number | readonly Money[]>
}

/** What each `worklist.ts` exports as `worklist`. */
export type Worklist = { readonly work?: readonly WorkKind[]; readonly figures?: readonly Figure[] }

/** The condition that a line comes after the last of the page before. */
export function beyond(at: RawBuilder<unknown>, id: RawBuilder<unknown>, after: WorkAfter | undefined) {
  return after === undefined ? sql`` : sql`and (${at}, ${id}) > (${after.at}, ${after.id}::uuid)`
}

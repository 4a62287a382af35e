// What waits for a user and the figures beside it: as the server, a device and the screens see them.
import * as z from 'zod/mini'
import { Label } from './packs/pack.ts'
import { Money } from './money.ts'
import { PlainDate } from './time.ts'
import { Id, Instant } from './words.ts'

/** The query that lists it: a device loads what answers it without a network. */
export const LIST_WORK = 'work.list'

/**
 * `late`: its day is over. `today`: due today, or waiting for this user without a day. `soon`: its day comes.
 * `others`: somebody else has to answer first.
 */
export const WORK_STATES = ['late', 'today', 'soon', 'others'] as const
export const WorkState = z.enum(WORK_STATES)
export type WorkState = z.infer<typeof WorkState>

/**
 * How the lines of a kind are ordered, which is what their `at` means. `due`: the day by which this user acts;
 * `since`: the instant since when it waits for this user; `others`: the day by which somebody else answers.
 */
export type WorkOrder = 'due' | 'since' | 'others'

/** One thing that waits. What it is called, where it leads and what may be done there follow from its kind. */
export const WorkItem = z.object({
  /** `noun.verb`, as the capability that declares the kind names it. */
  kind: z.string(),
  id: Id,
  person: z.nullable(Id),
  /** The person as they are called, or the organisation, user or file that it is about; null when not shown. */
  name: z.nullable(z.string()),
  /** What it is about, in words that somebody wrote: the step, the service. */
  text: z.nullable(z.string()),
  /** The same in words of the pack, by language. */
  label: z.nullable(Label),
  /** The sum it is about. */
  money: z.nullable(Money),
  /** The other organisation that takes part. */
  by: z.nullable(z.string()),
  dueOn: z.nullable(PlainDate),
  since: z.nullable(Instant),
  /** Day `day` of `of`. */
  clock: z.nullable(z.object({ day: z.int(), of: z.int() })),
  /** How many of its kind this line stands for, where they are decided on together. */
  count: z.nullable(z.int()),
  state: WorkState,
})
export type WorkItem = z.infer<typeof WorkItem>

/** The words `work.period.<period>` name it. */
export const FigurePeriod = z.enum(['now', 'week', 'month', 'year'])
export type FigurePeriod = z.infer<typeof FigurePeriod>

export const ShownFigure = z.object({
  /** `noun.what`, as the capability that declares it names it. */
  figure: z.string(),
  period: FigurePeriod,
  /** People, or what was done with them one by one: rounded down for a reader who may not open their records. */
  count: z.nullable(z.int()),
  /** Anything else: users, organisations, services, results that the reader sees listed. */
  plain: z.nullable(z.int()),
  money: z.nullable(z.array(Money)),
  /** Whether `count` was rounded down to fives. */
  rounded: z.boolean(),
})
export type ShownFigure = z.infer<typeof ShownFigure>

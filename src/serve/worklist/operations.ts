// The operation of the home screen: everything that waits for its user, by lateness, and three figures.
import * as z from 'zod/mini'
import { query } from '../../kernel/command.ts'
import { LIST_WORK, ShownFigure, WorkItem } from '../../kernel/worklist.ts'
import { SingleLine } from '../../kernel/words.ts'

/** The most lines of one page. */
export const MOST = 50

export const listWork = query({
  name: LIST_WORK,
  summary: 'What waits for the caller, of every kind, the latest first; and three figures for their role.',
  discloses: true,
  // It says who holds which role and who waits for one, which no program needs.
  forPeople: true,
  input: z.strictObject({
    /** Of one kind only. */
    kind: z.optional(SingleLine(60)),
    after: z.optional(SingleLine(120)),
  }),
  output: z.object({
    lines: z.array(WorkItem),
    /**
     * How many of each kind there are, on the first page; with `more`, at least so many. `late` counts those of them
     * whose day is over.
     */
    counts: z.array(z.object({ kind: z.string(), count: z.int(), late: z.int(), more: z.boolean() })),
    /** On the first page of all kinds, when the server answers. */
    figures: z.array(ShownFigure),
    /** Pass as `after` for the next page; null on the last. */
    next: z.nullable(z.string()),
  }),
})

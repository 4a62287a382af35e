// Operations of reports: the overview in figures, of the organisation or of the network, and its hand-over.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Id } from '../../kernel/words.ts'
import {
  reportGivenOtherwise,
  reportNotTheLead,
  reportOneMonth,
  reportPeriod,
  reportRecipientUnknown,
  reportWholeMonths,
} from './problems.ts'

/** A figure; null when it is so small that it could identify a person. */
const Count = z.nullable(z.int())
const Cells = z.array(z.object({ code: z.string(), count: Count }))

const Scope = z.enum(['organisation', 'network'])

export const Overview = z.object({
  scope: Scope,
  /** Whether small figures are null: for the network, and for users who may not open every record. */
  hides: z.boolean(),
  from: PlainDate,
  until: PlainDate,
  people: z.object({
    registered: Count,
    byMonth: z.array(z.object({ month: z.string(), count: Count })),
    byPopulationGroup: Cells,
    bySex: Cells,
    byAge: Cells,
  }),
  needs: z.object({ open: Count, met: Count, byDomain: Cells }),
  referrals: z.object({ byState: Cells }),
  services: z.object({ delivered: Count, people: Count }),
  outcomes: z.object({ byState: Cells }),
  money: z.array(z.object({ currency: z.string(), issued: z.string(), paid: z.string() })),
})
export type Overview = z.infer<typeof Overview>

export const getOverview = query({
  name: 'report.overview',
  exposure: 'aggregate',
  summary:
    'People, needs, referrals, services, outcomes and money of a period, without anybody in particular.',
  input: z.strictObject({
    /**
     * The whole network, for the lead organisation. Figures under five are then hidden, as for users who may
     * open no record; the period is made of whole past months.
     */
    scope: z.optional(Scope),
    from: z.optional(PlainDate),
    until: z.optional(PlainDate),
  }),
  output: Overview,
  problems: [reportNotTheLead, reportPeriod, reportWholeMonths],
})

export const handOver = command({
  name: 'report.hand_over',
  summary:
    'The figures of the network are handed to an organisation; what it got is kept. The only way anything reaches those behind the firewall: one month at a time, each month once and for all of them the same.',
  exposure: 'aggregate',
  input: z.strictObject({ recipient: Id, from: PlainDate, until: PlainDate }),
  output: z.object({
    recipient: z.string(),
    /** Figures smaller than this are null. */
    smallest: z.int(),
    figures: Overview,
  }),
  problems: [
    reportNotTheLead,
    reportPeriod,
    reportWholeMonths,
    reportOneMonth,
    reportGivenOtherwise,
    reportRecipientUnknown,
  ],
})

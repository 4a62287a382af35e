// What others may ask of reports: one true picture of what is going on, for the organisation or for the network.
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

/** A figure; null when it is too small to show without pointing at somebody. */
const Count = z.nullable(z.int())
const Cells = z.array(z.object({ code: z.string(), count: Count }))

export const Overview = z.object({
  scope: z.enum(['organisation', 'network']),
  /** Small figures are null: of the network, and for whoever may not open every record. */
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
     * The whole network, for those who lead it. Figures under five are then not shown, nor to whoever may open no record:
     * they are given whole months that are over.
     */
    scope: z.optional(z.enum(['organisation', 'network'])),
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
    /** Figures under this are not in it. */
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

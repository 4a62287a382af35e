// Problems that operations of reports refuse with.
import * as z from 'zod/mini'
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const reportGivenOtherwise = conflict('report.given_otherwise', {
  from: z.string(),
  until: z.string(),
})
export const reportNotTheLead = forbidden('report.not_the_lead')
export const reportOneMonth = invalid('report.one_month')
export const reportPeriod = invalid('report.period')
export const reportRecipientUnknown = unknown('report.recipient_unknown')
export const reportWholeMonths = invalid('report.whole_months')

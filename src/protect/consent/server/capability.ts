// Combines what consent records and shows; its daily job ends what has expired.
import { dateIn } from '../../../kernel/time.ts'
import { job, listen, type Capability, type JobContext } from '../../../platform/capability.ts'
import { personErased, takesIn } from '../../retention/facts.ts'
import { applyConsent, expireConsent } from '../operations.ts'
import { facts } from '../facts.ts'
import { consentRecipientUnknown } from '../problems.ts'
import { applying, expiring, giving, refusing, withdrawing } from './asking.ts'
import * as confirming from './confirming.ts'
import { documents, handingReceipt, listing, listingExpiring } from './reading.ts'
import * as consents from '../sql/consents.ts'

const BATCH = 100

/**
 * A day is over when it is over everywhere the network may be: no consent loses its last hours to a time
 * zone.
 */
const yesterdayEverywhere = (ctx: JobContext) => dateIn(ctx.now, 'Etc/GMT+12')

export const capability: Capability = {
  name: 'consent',
  facts,
  constraints: {
    consent_recipient_fkey: consentRecipientUnknown,
  },
  handlers: [
    giving,
    refusing,
    withdrawing,
    expiring,
    applying,
    confirming.confirming,
    confirming.upholding,
    confirming.listingUnconfirmed,
    confirming.countingLifted,
    listing,
    listingExpiring,
    handingReceipt,
  ],
  replica: { name: 'consent', documents },
  heldOtherwise: {
    consent: 'shown as what one allowed',
    consent_words: 'names others: who heard it or spoke for them is on the receipt',
  },
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (!takesIn(erased, 'personal')) return
      await ctx.asSystem(() => consents.erase(ctx.tx, erased))
    }),
  ],
  jobs: [
    job(
      'consent.expire',
      async (ctx) => {
        const today = yesterdayEverywhere(ctx)
        for (;;) {
          const due = await ctx.read((tx) => consents.overdue(tx, today, BATCH))
          for (const { person, id, organisation } of due)
            await ctx.execute(expireConsent, { person, id }, organisation)
          if (due.length < BATCH) break
        }
        for (;;) {
          const due = await ctx.read((tx) => consents.toApply(tx, BATCH))
          for (const { person, id, organisation } of due)
            await ctx.execute(applyConsent, { person, id }, organisation)
          if (due.length < BATCH) break
        }
      },
      { cron: '17 * * * *' },
    ),
  ],
}

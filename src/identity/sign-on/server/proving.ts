// Looks up the DNS text record by which a domain proves that it belongs to an organisation.
import * as z from 'zod/mini'
import { Problem } from '../../../kernel/problem.ts'
import { Id } from '../../../kernel/words.ts'
import { recordName } from '../sql.ts'
import { job, type Job } from '../../../platform/capability.ts'
import type { Outbound } from '../../../platform/http/outbound.ts'
import { noteDomain } from '../operations.ts'

export const LOOK_UP = 'sign_on.look_up'

const Payload = z.object({
  organisation: Id,
  domain: z.string(),
  issuer: z.optional(z.string()),
  record: z.string(),
})

/** The name and the value come from the command that asked for the job; the DNS lookup is passed in. */
export const provingDomain = ({ texts }: Pick<Outbound, 'texts'>): Job =>
  job(LOOK_UP, async (ctx, payload) => {
    const { organisation, domain, issuer, record } = Payload.parse(payload)
    if (!(await texts(recordName(domain))).includes(record)) return
    await ctx.execute(noteDomain, { domain, issuer }, organisation).catch((error: unknown) => {
      // The claim has changed meanwhile, or the domain was proved for another organisation first: a retry
      // would not help.
      if (!(error instanceof Problem)) throw error
    })
  })

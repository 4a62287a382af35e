// The handlers of reports: the overview of an organisation, or of the network with small figures hidden, and
// its hand-over.
import type { OutputOf } from '../../kernel/command.ts'
import { knowsPeople, SMALLEST_CELL } from '../../kernel/figures.ts'
import { isBehindFirewall } from '../../kernel/firewall.ts'
import {
  answer,
  on,
  type Capability,
  type CommandContext,
  type QueryContext,
} from '../../platform/capability.ts'
import { asOrganisation } from '../../platform/database/connect.ts'
import { getOverview, handOver, type Overview } from './operations.ts'
import * as policy from './policy.ts'
import {
  reportGivenOtherwise,
  reportNotTheLead,
  reportOneMonth,
  reportPeriod,
  reportRecipientUnknown,
  reportWholeMonths,
} from './problems.ts'
import * as rules from './rules.ts'
import * as sql from './sql.ts'

export const capability: Capability = {
  name: 'reports',
  handlers: [
    answer(getOverview, {
      may: policy.read,
      async run(ctx, { scope = 'organisation', ...wish }) {
        const hides = scope === 'network' || !knowsPeople(ctx.actor)
        const period = rules.period(ctx.today, wish, hides)
        if (!period) throw reportPeriod()
        if (hides && !rules.isWholeMonths(period, ctx.today)) throw reportWholeMonths()
        if (scope === 'organisation') {
          const readers = hides ? [{ smallest: SMALLEST_CELL }] : []
          return rules.overview(scope, period, await count(ctx, period), readers)
        }
        if (policy.readNetwork(ctx.actor) !== true || !(await sql.leads(ctx.tx, ctx.actor.organisation))) {
          throw reportNotTheLead()
        }
        return await ofNetwork(ctx, period)
      },
    }),
    on(handOver, {
      may: policy.handOver,
      async run(ctx, { recipient: id, ...wish }) {
        const period = rules.period(ctx.today, wish)
        if (!period) throw reportPeriod()
        if (!(await sql.leads(ctx.tx, ctx.actor.organisation))) throw reportNotTheLead()
        const recipient = await sql.recipient(ctx.tx, id)
        if (!recipient) throw reportRecipientUnknown()
        if (!rules.isWholeMonths(period, ctx.today)) throw reportWholeMonths()
        const smallest = rules.smallestFor(recipient.class)
        const given = isBehindFirewall(recipient.class) ? await findGiven(ctx, period, smallest) : undefined
        const figures = given
          ? (given.figures as Overview)
          : await ofNetwork(ctx, period, { smallest, organisation: id })
        // Stores exactly what was handed over, to whom and by whom; the command log has it too.
        await sql.insertHandOver(ctx.tx, {
          ...period,
          id: ctx.newId(),
          organisation: ctx.actor.organisation,
          given_to: id,
          smallest,
          figures,
          repeats: given?.id ?? null,
          handed_by: ctx.actor.user,
          handed_at: ctx.receivedAt,
        })
        return { recipient: recipient.name, smallest, figures } satisfies OutputOf<typeof handOver>
      },
    }),
  ],
}

/**
 * The figures that were already given behind the firewall for this month, if any.
 * @throws `report.one_month`, or `report.given_otherwise` when days of the month were given in another period
 */
async function findGiven(ctx: CommandContext, period: rules.Period, smallest: number) {
  if (rules.monthsOf(period).length > 1) throw reportOneMonth()
  await sql.lockHandOvers(ctx.tx)
  const given = rules.judge(period, smallest, await sql.givenBehindFirewall(ctx.tx, period))
  if (given.is === 'other') throw reportGivenOtherwise({ from: given.hand.from, until: given.hand.until })
  return given.is === 'same' ? given.hand : undefined
}

/**
 * The network's figures, safe even if the lead organisation subtracts its own, and then if the recipient
 * does. The recipient is never shown more than the lead organisation sees on its screen.
 */
async function ofNetwork(
  ctx: QueryContext,
  period: rules.Period,
  recipient?: { smallest: number; organisation: string },
): Promise<Overview> {
  const own = await count(ctx, period)
  const readers = [{ smallest: SMALLEST_CELL, own }]
  if (recipient) {
    const { organisation, smallest } = recipient
    readers.push({
      smallest,
      own: await asOrganisation(ctx.tx, ctx.actor, organisation, () => count(ctx, period)),
    })
  }
  return rules.overview('network', period, await ctx.asSystem(() => count(ctx, period)), readers)
}

/** Counts what row-level security shows to the current transaction. */
async function count({ tx }: Pick<QueryContext, 'tx'>, period: rules.Period): Promise<rules.Counts> {
  const counts: Partial<Record<rules.Cut, readonly rules.Count[]>> = {}
  for (const cut of rules.CUTS) counts[cut] = await sql.countBy(tx, cut, period)
  const [inAll] = await sql.peopleServed(tx, period)
  return {
    ...(counts as Record<rules.Cut, readonly rules.Count[]>),
    servedInAll: inAll?.count ?? 0,
    money: await sql.money(tx, period),
  }
}

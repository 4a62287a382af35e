// Answers the overview: an organisation's own figures, or the network's with small ones hidden; and hands those to others.
import { isBehindWall } from '../../kernel/firewall.ts'
import { forbidden, invalid, unknown } from '../../kernel/problem.ts'
import { answer, on, type Capability, type QueryContext } from '../../platform/capability.ts'
import { getOverview, handOver, type Overview } from './contract.ts'
import * as policy from './policy.ts'
import * as rules from './rules.ts'
import * as sql from './sql.ts'

export const reports: Capability = {
  name: 'reports',
  handlers: [
    answer(getOverview, {
      may: policy.read,
      async run(ctx, { scope = 'organisation', ...wish }) {
        const period = rules.period(ctx.today, wish)
        if (!period) throw invalid('report.period')
        if (scope === 'organisation') return overview(ctx, scope, period)
        if (policy.readNetwork(ctx.actor) !== true || !(await sql.leads(ctx.tx, ctx.actor.organisation))) {
          throw forbidden('report.not_the_lead')
        }
        return ctx.asHouse(() => overview(ctx, scope, period))
      },
    }),
    // The log of commands keeps its output: what exactly left the house, to whom and by whose hand.
    on(handOver, {
      may: policy.handOver,
      async run(ctx, { recipient: id, ...wish }) {
        const period = rules.period(ctx.today, wish)
        if (!period) throw invalid('report.period')
        if (!(await sql.leads(ctx.tx, ctx.actor.organisation))) throw forbidden('report.not_the_lead')
        const recipient = await sql.recipient(ctx.tx, id)
        if (!recipient) throw unknown('report.recipient_unknown')
        if (isBehindWall(recipient.class) && !rules.isWholeMonths(period, ctx.today))
          throw invalid('report.whole_months')
        const smallest = rules.smallestFor(recipient.class)
        const figures = await ctx.asHouse(() => overview(ctx, 'network', period, smallest))
        return { recipient: recipient.name, smallest, figures }
      },
    }),
  ],
}

async function overview(
  { tx, actor }: Pick<QueryContext, 'tx' | 'actor'>,
  scope: Overview['scope'],
  period: { from: string; until: string },
  smallest?: number,
): Promise<Overview> {
  const hides = scope === 'network' || policy.knowsPeople(actor) !== true
  const cells = (found: readonly sql.Cell[]) => rules.shownCells(found, hides, smallest)
  const one = (count: number) => rules.shown(count, hides, smallest)
  const byMonth = await sql.registeredByMonth(tx, period)
  const needs = await sql.needs(tx, period)
  const services = await sql.delivered(tx, period)
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  return {
    scope,
    hides,
    ...period,
    people: {
      registered: one(sum(byMonth.map((each) => each.count))),
      byMonth: rules.shownCells(byMonth, hides, smallest),
      byPopulationGroup: cells(await sql.registeredBy(tx, 'population_group', period)),
      bySex: cells(await sql.registeredBy(tx, 'sex', period)),
      byAge: cells((await sql.registeredBy(tx, 'age_band', period)).toSorted(rules.byAge)),
    },
    needs: {
      open: one(sum(needs.map((each) => each.open))),
      met: one(sum(needs.map((each) => each.met))),
      byDomain: cells(
        needs.map((each) => ({ code: each.domain, count: each.open })).filter((cell) => cell.count > 0),
      ),
    },
    referrals: { byState: cells(await sql.referralsByState(tx, period)) },
    services: { delivered: one(services.services), people: one(services.people) },
    outcomes: { byState: cells(await sql.claimsByState(tx, period)) },
    money: await sql.money(tx, period),
  }
}

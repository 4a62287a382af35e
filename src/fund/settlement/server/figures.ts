// What was bought in a year: figures for whoever pays and whoever is paid, never a person.
import { roundedDown } from '../../../kernel/figures.ts'
import { toMinor } from '../../../kernel/money.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { placesOf } from '../../outcomes/reads.ts'
import type { StatementFigures } from '../operations.ts'
import * as sql from '../sql/contracts.ts'
import { bought, stated as statedIn, years, type BoughtRow, type StatedRow } from '../sql/figures.ts'
import { money } from './computing.ts'
import { show } from './showing.ts'

export async function figures(
  ctx: QueryContext,
  { year = Number(ctx.today.slice(0, 4)) }: { year?: number | undefined },
): Promise<StatementFigures> {
  const lines = await bought(ctx.tx, year)
  const stated = await statedIn(ctx.tx, year)
  const contracts = await Promise.all(
    (await sql.contracts(ctx.tx, { titles: {} })).rows.map((row) => show(ctx, row)),
  )
  const currencyOf = new Map(contracts.map(({ id, settled }) => [id, settled.currency]))
  // A result that was withdrawn within the year adds up to nothing, or less.
  const results = lines.filter(
    ({ amount, contract }) => toMinor({ amount, currency: currencyOf.get(contract) ?? '' }) > 0n,
  )
  const sum = (rows: readonly StatedRow[], which: 'stated' | 'paid', currency: string) =>
    money(
      rows.reduce((all, row) => all + toMinor({ amount: row[which], currency }), 0n),
      currency,
    )
  const currencies = [...new Set(stated.map(({ currency }) => currency))].sort()
  const of = (contract: string, month?: string) => {
    const ours = <Row extends { contract: string; month: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.contract === contract && (month === undefined || row.month === month))
    return {
      outcomes: ours(results).length,
      stated: sum(ours(stated), 'stated', currencyOf.get(contract) ?? ''),
    }
  }
  const active = contracts.filter(({ id }) => stated.some(({ contract }) => contract === id))
  const places = await ctx.asSystem(() =>
    placesOf(
      ctx.tx,
      results.map(({ claim }) => claim),
    ),
  )
  return {
    year,
    years: await years(ctx.tx),
    outcomes: results.length,
    money: currencies.map((currency) => {
      const ours = stated.filter((row) => row.currency === currency)
      return { stated: sum(ours, 'stated', currency), paid: sum(ours, 'paid', currency) }
    }),
    byContract: active.map(({ id, title, payer, provider }) => ({
      contract: id,
      title,
      payer,
      provider,
      ...of(id),
    })),
    byOutcome: outcomesOf(active, results),
    byMonth: stated.map(({ contract, month }) => ({ month, contract, ...of(contract, month) })),
    byPlace: places
      .map(({ place, count }) => ({ place, outcomes: roundedDown(count, ctx.actor) }))
      .filter(({ outcomes }) => outcomes > 0),
  }
}

/** The outcomes that were bought, the most first, by the label of a contract that pays them. */
function outcomesOf(
  contracts: readonly Awaited<ReturnType<typeof show>>[],
  results: readonly BoughtRow[],
): StatementFigures['byOutcome'] {
  const labels = new Map(
    contracts.flatMap(({ lines }) => lines.map(({ outcome, label }) => [outcome, label])),
  )
  return [...Map.groupBy(results, ({ outcome }) => outcome)]
    .map(([outcome, all]) => ({
      outcome,
      label: labels.get(outcome) ?? { en: outcome },
      outcomes: all.length,
    }))
    .toSorted((a, b) => b.outcomes - a.outcomes || (a.outcome < b.outcome ? -1 : 1))
}

// What a verifier decided in a year: counts of claims, never a person.
import { roundedDown } from '../../../kernel/figures.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { placesOf } from '../../outcomes/reads.ts'
import type { VerificationFigures } from '../operations.ts'
import * as sql from '../sql.ts'

export async function figures(
  ctx: QueryContext,
  { year = Number(ctx.today.slice(0, 4)) }: { year?: number | undefined },
): Promise<VerificationFigures> {
  const decided = await sql.decidedIn(ctx.tx, ctx.actor.organisation, year)
  const accepted = decided.filter(({ state }) => state === 'verified').map(({ id }) => id)
  const places = await ctx.asSystem(() => placesOf(ctx.tx, accepted))
  const { outcomes } = ctx.pack.pack
  return {
    year,
    years: await sql.yearsDecided(ctx.tx, ctx.actor.organisation),
    ...counted(decided),
    byMonth: cut(decided, 'month').map(([month, rows]) => ({ month, ...counted(rows) })),
    byOutcome: cut(decided, 'outcome').map(([code, rows]) => ({
      outcome: { code, label: outcomes.find((one) => one.code === code)?.label ?? { en: code } },
      ...counted(rows),
    })),
    byProvider: cut(decided, 'provider').map(([provider, rows]) => ({ provider, ...counted(rows) })),
    byPlace: places
      .map(({ place, count }) => ({ place, accepted: roundedDown(count, ctx.actor) }))
      .filter((one) => one.accepted > 0),
  }
}

const cut = (rows: readonly sql.DecidedRow[], by: 'month' | 'outcome' | 'provider') =>
  [...Map.groupBy(rows, (row) => row[by])].toSorted(([a], [b]) => (a < b ? -1 : 1))

function counted(rows: readonly sql.DecidedRow[]) {
  const of = (state: sql.DecidedRow['state']) => rows.filter((row) => row.state === state).length
  return { accepted: of('verified'), rejected: of('rejected'), returned: of('returned') }
}

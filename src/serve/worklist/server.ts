// Asks every capability what waits for the actor, with the row scope of its verb, and merges the answers.
import { ROW_SCOPES, rowScopeOf } from '../../kernel/row-scope.ts'
import { knowsPeople, roundedDown } from '../../kernel/figures.ts'
import type { ShownFigure } from '../../kernel/worklist.ts'
import { answer, type Capability, type Disclosure, type QueryContext } from '../../platform/capability.ts'
import type { Composition } from '../../platform/composition.ts'
import { continueInRowScope } from '../../platform/database/row-scope.ts'
import type { Figure, WorkContext, WorkKind } from '../../platform/worklist.ts'
import { listWork, MOST } from './operations.ts'
import * as policy from './policy.ts'
import { chooseFigures, countKinds, goOn, merge, readPlace, type Found } from './rules.ts'

/** What is read with each row scope, in its turn: mostly there is one, and all statements go in one round trip. */
async function inScopes<One extends { may: WorkKind['may'] }, Row>(
  ctx: QueryContext,
  all: readonly One[],
  read: (one: One) => Promise<Row>,
): Promise<{ one: One; read: Row }[]> {
  const results: { one: One; read: Row }[] = []
  for (const scope of ROW_SCOPES) {
    const these = all.filter(({ may }) => rowScopeOf(ctx.actor, may.permission) === scope)
    if (these.length === 0) continue
    await continueInRowScope(ctx, scope)
    results.push(...(await Promise.all(these.map(async (one) => ({ one, read: await read(one) })))))
  }
  return results
}

async function show(ctx: WorkContext, one: Figure): Promise<ShownFigure> {
  const value = await one.value(ctx)
  const shown = {
    figure: one.figure,
    period: one.period,
    count: null,
    plain: null,
    money: null,
    rounded: false,
  }
  if (typeof value !== 'number') return { ...shown, money: [...value] }
  if (one.ofPeople !== true) return { ...shown, plain: value }
  return { ...shown, count: roundedDown(value, ctx.actor), rounded: !knowsPeople(ctx.actor) }
}

export const capability = ({ worklists }: Composition): Capability => ({
  name: 'worklist',
  handlers: [
    answer(listWork, {
      may: policy.read,
      async run(ctx, { kind: wanted, after }) {
        const place = readPlace(after)
        const kinds = worklists()
          .flatMap(({ work }) => work ?? [])
          .filter(({ kind, may }) => may(ctx.actor) === true && (wanted === undefined || wanted === kind))
        const read = await inScopes(ctx, kinds, async ({ lines, order }) => {
          const from = goOn(order, place, ctx.today)
          return from === null ? [] : await lines(ctx, from, MOST + 1)
        })
        const all: Found[] = read.flatMap(({ one: { kind, order }, read: lines }) =>
          lines.map((line) => ({ ...line, kind, order })),
        )
        const page = merge(all, ctx.today, MOST)
        const shows = new Map(kinds.map(({ kind, shows: what }) => [kind, what]))
        const named = new Map(page.lines.map((line) => [`${line.kind} ${line.person}`, line]))
        ctx.disclose(
          [...named.values()].flatMap(({ kind, person }): Disclosure[] => {
            const what = shows.get(kind)
            if (person === null) return []
            if (!what) throw new Error(`${kind} names people and does not say what of them is shown.`)
            return [{ person, ...what }]
          }),
        )
        const isFirst = place === undefined
        const allowed = worklists()
          .flatMap(({ figures }) => figures ?? [])
          .filter(({ may }) => may(ctx.actor) === true)
        const figures = isFirst && wanted === undefined ? chooseFigures(allowed, ctx.actor.roles) : []
        const shown = await inScopes(ctx, figures, (one) => show(ctx, one))
        return {
          ...page,
          counts: isFirst ? countKinds(all, ctx.today, MOST) : [],
          // As they were chosen: the scopes were asked in another order.
          figures: figures.flatMap((one) => shown.find((each) => each.one === one)?.read ?? []),
        }
      },
    }),
  ],
})

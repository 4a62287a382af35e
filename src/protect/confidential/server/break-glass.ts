// Emergency access: opened at once, closed by the clock, notified to those who answer for it, and reviewed by
// another user.
import { personUnknown } from '../../../kernel/problems.ts'
import { answer, on } from '../../../platform/capability.ts'
import { breakGlass, reviewBreakGlass, listOpenings, type Opening, countWaiting } from '../operations.ts'
import * as policy from '../policy.ts'
import { breakGlassNotNeeded, breakGlassOwn, breakGlassReviewed, breakGlassUnknown } from '../problems.ts'
import * as rules from '../rules.ts'
import * as sql from '../sql/break-glass.ts'
import { hold, isPerson, letIn } from '../sql/notes.ts'
import { ofActor, openNow } from './notes.ts'
import { readerFor, sealerFor } from './sealing.ts'

export const breaking = on(breakGlass, {
  may: policy.breakGlass,
  async run(ctx, { person, id, group, reason, hours }) {
    if (!(await isPerson(ctx.tx, person))) throw personUnknown()
    const of = ofActor(ctx, person)
    const { user } = ctx.actor
    await hold(ctx.tx, of)
    const sealer = await sealerFor(ctx, of)
    // By the server's clock: a device's own time opens nothing for longer.
    const until = rules.closesAt(ctx.receivedAt, hours)
    await ctx.asSystem(async () => {
      const own = (await openNow(ctx, of)).filter((one) => one.app_user === user)
      const isIn = (await letIn(ctx.tx, of, group)).includes(user)
      if (isIn || own.some((one) => one.field_group === group)) throw breakGlassNotNeeded()
      const why = sealer.seal(id, 'reason', reason)
      await sql.insertOpening(ctx.tx, of, { id, group, user, reason: why, at: ctx.receivedAt, until })
    })
    ctx.disclose([{ person, fields: ['protected'], purpose: 'emergency' }])
    return { until }
  },
})

export const reviewing = on(reviewBreakGlass, {
  may: policy.oversee,
  async run(ctx, { person, id, opening, verdict, note }) {
    const of = ofActor(ctx, person)
    const by = ctx.actor.user
    await hold(ctx.tx, of)
    await ctx.asSystem(async () => {
      const row = (await sql.openings(ctx.tx, of.organisation, person)).find((one) => one.id === opening)
      if (!row) throw breakGlassUnknown()
      if (row.app_user === by) throw breakGlassOwn()
      const verdicts = row.reviews.map((one) => one.verdict)
      if (!rules.mayJudge(verdicts)) throw breakGlassReviewed()
      const sealer = await sealerFor(ctx, of)
      await sql.insertReview(ctx.tx, of, {
        id,
        opening,
        openedBy: row.app_user,
        verdict,
        note: note === undefined ? null : sealer.seal(id, 'note', note),
        by,
        at: ctx.receivedAt,
      })
      if (verdict === 'not_justified') await sql.close(ctx.tx, of, row.field_group, row.app_user)
    })
    return {}
  },
})

export const listing = answer(listOpenings, {
  may: policy.oversee,
  async run(ctx) {
    const { organisation } = ctx.actor
    const { rows, notes } = await ctx.asSystem(async () => ({
      rows: await sql.openings(ctx.tx, organisation),
      notes: await sql.verdictNotes(ctx.tx, organisation),
    }))
    const about = [...new Set(rows.map(({ person }) => person))]
    ctx.disclose(about.map((person) => ({ person, fields: ['called', 'protected'], purpose: 'oversight' })))
    const openings: Opening[] = []
    for (const row of rows) {
      const sealer = await readerFor(ctx, row)
      const verdicts = row.reviews.map(({ verdict }) => verdict)
      openings.push({
        person: row.person,
        id: row.id,
        called: row.called,
        group: row.field_group,
        by: { id: row.app_user, name: row.user_name },
        reason: sealer.open(row.id, 'reason', row.reason) as string | null,
        openedAt: row.opened_at,
        until: row.until,
        standing: rules.isOpen(row.until, verdicts, ctx.receivedAt) ? 'open' : 'over',
        read: row.read,
        reviews: row.reviews.map(({ id, verdict, by, by_name: name, at }) => ({
          verdict,
          note: sealer.open(id, 'note', notes.find((one) => one.id === id)?.note ?? null) as string | null,
          by: { id: by, name },
          reviewedAt: at,
        })),
      })
    }
    return { openings }
  },
})

export const counting = answer(countWaiting, {
  may: policy.oversee,
  run: async (ctx) => await ctx.asSystem(() => sql.waiting(ctx.tx, ctx.actor.organisation, ctx.receivedAt)),
})

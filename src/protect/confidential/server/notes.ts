// Sealed notes: written by the user who listened, shown to users with access, and the story only for a reason
// that is counted.
import { may } from '../../../kernel/actor.ts'
import { roundedDown } from '../../../kernel/figures.ts'
import { personUnknown } from '../../../kernel/problems.ts'
import { answer, on, type QueryContext } from '../../../platform/capability.ts'
import { latestFirst, together } from '../../../kernel/same-person.ts'
import type { InterpretedKind } from '../../interpreters/operations.ts'
import { sealNote, openNote, listNotes, countRetellings } from '../operations.ts'
import { permissions } from '../permissions.ts'
import * as policy from '../policy.ts'
import { noteNoStory, noteToldAlready, noteUnknown, noteUnreadable } from '../problems.ts'
import * as rules from '../rules.ts'
import * as emergency from '../sql/break-glass.ts'
import * as sql from '../sql/notes.ts'
import { readerFor, sealerFor } from './sealing.ts'

export const ofActor = ({ actor }: Pick<QueryContext, 'actor'>, person: string): sql.Of => ({
  person,
  organisation: actor.organisation,
})

/** Emergency openings of this person that let a user read now. With the system's rights. */
export async function openNow(
  ctx: Pick<QueryContext, 'tx' | 'receivedAt'>,
  of: sql.Of,
): Promise<emergency.OpeningRow[]> {
  const rows = await emergency.openings(ctx.tx, of.organisation, of.person)
  return rows.filter(({ until, reviews }) =>
    rules.isOpen(
      until,
      reviews.map(({ verdict }) => verdict),
      ctx.receivedAt,
    ),
  )
}

/** Notes of older releases do not say who interpreted. */
type Summary = { need: string; agreed: string; interpreter?: string; interpreterKind?: InterpretedKind }

export const sealing = on(sealNote, {
  may: policy.seal,
  async run(ctx, { person, id, group, need, agreed, story, because, interpreter, interpreterKind }) {
    if (!(await sql.isPerson(ctx.tx, person))) throw personUnknown()
    const of = ofActor(ctx, person)
    const by = ctx.actor.user
    await sql.hold(ctx.tx, of)
    const sealer = await sealerFor(ctx, of)
    await ctx.asSystem(async () => {
      const letIn = await sql.letIn(ctx.tx, of, group)
      const groups = await sql.groupsWithStory(ctx.tx, of)
      const known = {
        confidant: letIn.includes(by),
        here: groups.includes(group),
        anywhere: groups.length > 0,
      }
      if (story !== undefined && because === undefined && rules.needsReason(known)) throw noteToldAlready()
      const opened = (await openNow(ctx, of)).filter((one) => one.field_group === group)
      await sql.insertNote(ctx.tx, {
        ...of,
        id,
        group,
        summary: sealer.seal(id, 'summary', {
          need,
          agreed,
          ...(interpreter !== undefined && { interpreter }),
          ...(interpreterKind !== undefined && { interpreterKind }),
        }),
        story: story === undefined ? null : sealer.seal(id, 'story', story),
        by,
        at: ctx.receivedAt,
        readers: [...new Set([...letIn, by])],
        opened: Object.fromEntries(opened.map((one) => [one.app_user, one.until])),
      })
      const reason = story === undefined ? undefined : rules.countsAs(known, because)
      if (reason === undefined) return
      const again = { id: ctx.newId(), how: 'told_again', reason, by, at: ctx.receivedAt } as const
      await sql.insertRetelling(ctx.tx, of, again)
    })
    return {}
  },
})

export const opening = on(openNote, {
  may: policy.read,
  async run(ctx, { person, id, because }) {
    const of = ofActor(ctx, person)
    await sql.setClock(ctx.tx, ctx.receivedAt)
    const note = await sql.findNote(ctx.tx, of, id)
    if (!note) throw noteUnknown()
    if (!note.story) throw noteNoStory()
    const story = (await readerFor(ctx, of)).open(id, 'story', note.story)
    if (typeof story !== 'string') throw noteUnreadable()
    await sql.insertRetelling(ctx.tx, of, {
      id: ctx.newId(),
      how: 'opened',
      reason: because,
      by: ctx.actor.user,
      at: ctx.receivedAt,
    })
    ctx.disclose([{ person, fields: ['protected'], purpose: 'care' }])
    return { story }
  },
})

export const listing = answer(listNotes, {
  may: policy.know,
  // Whoever may read the notes of one record reads those, and of the other only that there are some.
  joining: {
    by: 'person',
    join: (parts) => ({
      notes: together(
        parts,
        ({ notes }) => notes,
        latestFirst(({ sealedAt }) => sealedAt),
      ),
      others: parts.some(({ output }) => output.others),
      opened: parts.flatMap(({ output }) => output.opened),
    }),
  },
  async run(ctx, { person }) {
    const of = ofActor(ctx, person)
    const nothing = { notes: [], others: false, opened: [] }
    if (!(await sql.isPerson(ctx.tx, person))) return nothing
    // Logged whatever there was to see: the log must not reveal that there is a note.
    ctx.disclose([{ person, fields: ['protected'], purpose: 'care' }])
    await sql.setClock(ctx.tx, ctx.receivedAt)
    const mayRead = may(ctx.actor, permissions['note.read']) === true
    const rows = mayRead ? await sql.notes(ctx.tx, of) : []
    const sealer = await readerFor(ctx, of)
    const { count, opened } = await ctx.asSystem(async () => ({
      count: await sql.countNotes(ctx.tx, of),
      opened: (await openNow(ctx, of)).filter((one) => one.app_user === ctx.actor.user),
    }))
    return {
      notes: rows.map((row) => {
        const summary = sealer.open(row.id, 'summary', row.summary) as Summary | null
        return {
          id: row.id,
          group: row.field_group,
          need: summary?.need ?? null,
          agreed: summary?.agreed ?? null,
          interpreter: summary?.interpreter ?? null,
          interpreterKind: summary?.interpreterKind ?? null,
          told: row.story !== null,
          sealedBy: { id: row.sealed_by, name: row.sealed_by_name },
          sealedAt: row.sealed_at,
        }
      }),
      others: count > rows.length,
      opened: opened.map((one) => ({ group: one.field_group, until: one.until })),
    }
  },
})

export const DAYS = 90

export const counting = answer(countRetellings, {
  may: policy.countRetellings,
  async run(ctx, { days = DAYS }) {
    const since = new Date(Date.parse(ctx.receivedAt) - days * 86_400_000).toISOString()
    const { told, reasons } = await ctx.asSystem(() => sql.retellings(ctx.tx, ctx.actor.organisation, since))
    return {
      days,
      told: roundedDown(told, ctx.actor),
      reasons: reasons.map(({ reason, opened, told_again: toldAgain }) => ({
        reason,
        opened: roundedDown(opened, ctx.actor),
        toldAgain: roundedDown(toldAgain, ctx.actor),
      })),
    }
  },
})

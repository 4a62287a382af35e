// Lets lists of people leave: up to fifty by the will of one, more by the will of two.
import type { ParsedOf } from '../../../kernel/command.ts'
import { MOST_COUNTED } from '../../../kernel/page-size.ts'
import { listTooLong } from '../../../kernel/problems.ts'
import { answer, on, type CommandContext } from '../../../platform/capability.ts'
import { askExport, decideExport, exportPeople, listExports, type PeopleExport } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  exportDecided,
  exportNobody,
  exportOver,
  exportOwn,
  exportSecondNeeded,
  exportUnknown,
} from '../problems.ts'
import { ALONE, COLUMNS, DAYS_TO_DECIDE, HOURS_ALONE, HOURS_TO_TAKE, hoursAfter } from '../rules.ts'
import * as sql from '../sql/exports.ts'
import * as people from '../sql/list.ts'
import { soughtBy } from './list.ts'

/** How many people are on the list now, as whoever asks sees it. */
async function counted(ctx: CommandContext, { narrowing }: ParsedOf<typeof askExport>): Promise<number> {
  const found = await people.count(ctx.tx, soughtBy(ctx, narrowing))
  if (found === 0) throw exportNobody()
  return found
}

async function note(
  ctx: CommandContext,
  asked: ParsedOf<typeof askExport>,
  { people: found, state }: Pick<sql.ExportRow, 'people' | 'state'>,
) {
  const hours = state === 'asked' ? DAYS_TO_DECIDE * 24 : HOURS_TO_TAKE
  const until = hoursAfter(ctx.receivedAt, hours)
  const { id, narrowing, sort, down, columns, format, purpose, words } = asked
  await sql.insert(ctx.tx, {
    id,
    organisation: ctx.actor.organisation,
    asked_by: ctx.actor.user,
    asked_at: ctx.receivedAt,
    list: { ...narrowing, ...(sort && { sort }), ...(down !== undefined && { down }) },
    columns: COLUMNS.filter((column) => columns.includes(column)),
    format,
    purpose,
    words,
    people: found,
    state,
    until,
  })
  return { people: found, until }
}

export const exporting = on(exportPeople, {
  may: policy.exportPeople,
  async run(ctx, asked) {
    const found = await counted(ctx, asked)
    const before = await sql.takenAlone(ctx.tx, ctx.actor.user, hoursAfter(ctx.receivedAt, -HOURS_ALONE))
    // Otherwise a long list would leave as several short ones.
    if (found + before > ALONE) throw exportSecondNeeded({ people: found, most: ALONE })
    return await note(ctx, asked, { people: found, state: 'allowed' })
  },
})

export const asking = on(askExport, {
  may: policy.exportPeople,
  async run(ctx, asked) {
    const found = await counted(ctx, asked)
    if (found > MOST_COUNTED) throw listTooLong({ most: MOST_COUNTED })
    return await note(ctx, asked, { people: found, state: 'asked' })
  },
})

export const deciding = on(decideExport, {
  may: policy.exportPeople,
  async run(ctx, { id, allow, note: said }) {
    const row = await sql.lock(ctx.tx, id)
    if (!row) throw exportUnknown()
    if (row.asked_by === ctx.actor.user) throw exportOwn()
    if (row.state !== 'asked') throw exportDecided({ state: row.state })
    if (Date.parse(row.until) <= Date.parse(ctx.receivedAt)) throw exportOver({ until: row.until })
    await sql.decide(ctx.tx, id, {
      allow,
      user: ctx.actor.user,
      at: ctx.receivedAt,
      until: hoursAfter(ctx.receivedAt, HOURS_TO_TAKE),
      note: said ?? null,
    })
    return {}
  },
})

export const listing = answer(listExports, {
  may: policy.readExports,
  async run(ctx, { count, ...asked }) {
    const sought = { ...asked, organisation: ctx.actor.organisation, now: ctx.receivedAt }
    const { rows, next } = await sql.list(ctx.tx, sought)
    return {
      exports: rows.map(shown),
      ...(next !== undefined && { next }),
      ...(count && { total: await sql.count(ctx.tx, sought) }),
    }
  },
})

function shown(row: sql.ExportView): PeopleExport {
  const { sort, down, ...narrowing } = row.list
  return {
    id: row.id,
    askedBy: { id: row.asked_by, name: row.asked_by_name ?? '—' },
    askedAt: row.asked_at,
    narrowing,
    manager: row.manager_name,
    centre: row.centre_name,
    sort: sort ?? null,
    down: down ?? sort === undefined,
    columns: row.columns,
    format: row.format,
    purpose: row.purpose,
    words: row.words,
    people: row.people,
    taken: row.taken,
    takenAt: row.taken_at,
    state: row.standing,
    until: row.until,
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name ?? '—' },
    decidedAt: row.decided_at,
    note: row.note,
  }
}

// Answers the list of people, and says in the disclosure log what was shown of whom.
import type { OutputOf, ParsedOf } from '../../../kernel/command.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { bornOf } from '../../record/operations.ts'
import type { listPeople, Listed } from '../operations.ts'
import { visibleOf } from '../policy.ts'
import { narrowingNotSeen, needProtected } from '../problems.ts'
import { hiddenNeeds, type Narrowing, type VisibleWork } from '../rules.ts'
import * as sql from '../sql/list.ts'
import type { ListAsked } from '../sql/exports.ts'

type Reading = Pick<QueryContext, 'tx' | 'actor' | 'receivedAt' | 'pack'>

/**
 * What the list reads for this actor.
 * @throws `narrowing.not_seen`, `need.protected`
 */
export function soughtBy(ctx: Reading, asked: ListAsked): sql.Sought {
  const visible = visibleOf(ctx.actor)
  demandVisible(visible, asked)
  const { pack } = ctx.pack
  const hidden = hiddenNeeds(pack)
  if (asked.need !== undefined && hidden.includes(asked.need)) throw needProtected({ code: asked.need })
  return {
    ...asked,
    organisation: ctx.actor.organisation,
    now: ctx.receivedAt,
    visible,
    hidden,
    urgencies: pack.taxonomies.urgencies.map(({ code }) => code),
  }
}

/** Which people a filter finds would say what is not shown. */
function demandVisible(
  visible: VisibleWork,
  { manager, centre, work, need, urgency, appointment }: Narrowing,
): void {
  const isDark =
    ((manager ?? centre ?? work) !== undefined && !visible.files) ||
    ((need ?? urgency) !== undefined && !visible.needs) ||
    (appointment !== undefined && !visible.appointments)
  if (isDark) throw narrowingNotSeen()
}

export async function readList(
  ctx: QueryContext,
  { count, ...asked }: ParsedOf<typeof listPeople>,
): Promise<OutputOf<typeof listPeople>> {
  const sought = { ...soughtBy(ctx, asked), after: asked.after, limit: asked.limit }
  const { rows, next } = await sql.list(ctx.tx, sought)
  const fields = shownFields(visibleOf(ctx.actor))
  ctx.disclose(rows.map(({ person }) => ({ person, fields, purpose: 'caseload' })))
  return {
    people: rows.map(shown),
    ...(next !== undefined && { next }),
    ...(count && { total: await sql.count(ctx.tx, sought) }),
    ...(count && sought.visible.files && { managers: await sql.managers(ctx.tx, sought) }),
  }
}

const shownFields = (visible: VisibleWork) => [
  'called',
  'givenNames',
  'firstSurname',
  'secondSurname',
  'born',
  'timeline',
  ...(visible.files ? ['cases'] : []),
  ...(visible.needs ? ['needs'] : []),
  ...(visible.appointments ? ['referrals'] : []),
]

export const shown = (row: sql.ListedRow): Listed => ({
  id: row.person,
  called: row.called,
  givenNames: row.given_names,
  firstSurname: row.first_surname,
  secondSurname: row.second_surname,
  born: bornOf(row),
  registeredAt: row.registeredAt,
  manager: row.manager,
  centre: row.centre,
  hasCase: row.hasCase,
  needs: row.needs,
  appointment: row.appointment,
  noted: row.noted,
})

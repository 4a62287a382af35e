// Shows referrals to either side: the sender all of its own, the receiver what it was sent.
import type { OutputOf, ParsedOf } from '../../../kernel/command.ts'
import { labelsOf, namesOf } from '../../../kernel/packs/pack.ts'
import { roundedDown } from '../../../kernel/figures.ts'
import type { Json } from '../../../kernel/problem.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { samePerson } from '../../../platform/same-person.ts'
import type { countReferrals, getReferral, listReferrals, Referral } from '../operations.ts'
import * as policy from '../policy.ts'
import { referralUnknown } from '../problems.ts'
import * as rules from '../rules.ts'
import * as sql from '../sql.ts'

type Asked = ParsedOf<typeof listReferrals>

export async function readList(ctx: QueryContext, asked: Asked): Promise<OutputOf<typeof listReferrals>> {
  const { rows, answer } = await page(ctx, asked)
  disclose(ctx, rows)
  return answer
}

/** A page for the file of the list: of the person it has neither the name nor what was written about them. */
export async function readForFile(ctx: QueryContext, asked: Asked): Promise<OutputOf<typeof listReferrals>> {
  const { rows, answer } = await page(ctx, asked)
  const persons = [...new Set(rows.map(({ person }) => person))]
  ctx.disclose(persons.map((person) => ({ person, fields: ['referral'], purpose: 'referral' })))
  return answer
}

async function page(ctx: QueryContext, { count, ...asked }: Asked) {
  const sought = {
    ...asked,
    organisation: ctx.actor.organisation,
    same: asked.person === undefined ? undefined : await samePerson(ctx.tx, asked.person),
    kinds: labelsOf(ctx.pack.pack, 'serviceKinds'),
    kindNames: namesOf(ctx.pack.pack, 'serviceKinds', ctx.actor.locale),
  }
  const { rows, next = null } = await sql.list(ctx.tx, sought)
  const total = count && { total: await sql.countListed(ctx.tx, sought) }
  return { rows, answer: { referrals: rows.map((row) => shown(ctx, row)), next, ...total } }
}

export async function readOne(
  ctx: QueryContext,
  { person, id }: ParsedOf<typeof getReferral>,
): Promise<Referral> {
  const row = await sql.find(ctx.tx, person, id)
  if (!row || (row.state === 'draft' && row.organisation !== ctx.actor.organisation)) throw referralUnknown()
  disclose(ctx, [row])
  return shown(ctx, row)
}

export async function readCount(ctx: QueryContext): Promise<OutputOf<typeof countReferrals>> {
  const received: Record<string, number> = {}
  const sent: Record<string, number> = {}
  for (const row of await sql.count(ctx.tx, ctx.actor.organisation))
    (row.received ? received : sent)[row.state] = roundedDown(row.n, ctx.actor)
  return { received, sent }
}

/**
 * The referrals of each person for a device; the device drops those that its organisation may no longer
 * read.
 */
export async function readDocuments(
  ctx: QueryContext,
  persons: readonly string[],
): Promise<Map<string, Json>> {
  const documents = new Map<string, Json>()
  if (policy.read(ctx.actor) !== true) return documents
  for (const row of await sql.ofPersons(ctx.tx, persons, ctx.actor.organisation)) {
    if (!row.reads) continue
    documents.set(row.person, [...((documents.get(row.person) ?? []) as Json[]), shown(ctx, row) as Json])
  }
  return documents
}

function disclose(ctx: QueryContext, rows: readonly sql.ReferralView[]) {
  const read = new Set(rows.flatMap((row) => (row.reads ? [row.person] : [])))
  const persons = [...new Set(rows.map((row) => row.person))]
  ctx.disclose(
    persons.map((person) => ({
      person,
      fields: read.has(person) ? ['introduction', 'referral'] : ['referral'],
      purpose: 'referral',
    })),
  )
}

function shown(ctx: QueryContext, row: sql.ReferralView): Referral {
  const side = row.organisation === ctx.actor.organisation ? 'sender' : 'receiver'
  return {
    id: row.id,
    person: row.person,
    introduction: { ...sql.NO_INTRODUCTION, ...row.introduction },
    sender: { id: row.organisation, name: row.sender_name },
    receiver: { id: row.receiver, name: row.receiver_name },
    service:
      row.service && row.service_name
        ? { id: row.service, name: row.service_name, kind: row.service_kind ?? '' }
        : null,
    need: side === 'sender' ? row.need : null,
    reason: row.reason,
    state: row.state,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    answerBy: row.answer_by,
    answeredAt: row.answered_at,
    declineReason: row.decline_reason,
    // Rows ended by the system before `ended_because` existed keep their reason in the note.
    note: row.state === 'cancelled' && row.ended_because ? `consent.${row.ended_because}` : row.note,
    redirectedTo: side === 'sender' ? row.redirected_to : null,
    scheduledFor: row.scheduled_for,
    closedAt: row.closed_at,
    result: row.result,
    feedback: row.feedback,
    version: row.version,
    side,
    endedBecause: row.ended_because,
    moves: rules.openMoves(row.state, side).filter((move) => move !== 'expire'),
  }
}

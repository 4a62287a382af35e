// Referrals that wait for either side, and figures of them.
import { sql, type RawBuilder } from 'kysely'
import { addDays } from '../../kernel/time.ts'
import {
  beyond,
  type WorkAfter,
  type WorkContext,
  type WorkFound,
  type WorkKind,
  type Worklist,
} from '../../platform/worklist.ts'
import * as policy from './policy.ts'
import { DAYS_AHEAD } from './rules.ts'

const shows = { purpose: 'referral', fields: ['introduction', 'referral'] }

type Row = {
  id: string
  at: string | null
  person: string
  name: string | null
  text: string | null
  by: string
}

const found = (rows: readonly Row[]): WorkFound[] =>
  rows.flatMap(({ at, ...row }) => (at === null ? [] : [{ ...row, at }]))

/** Referrals of one side in one state, in the order of `at`; of those it no longer reads a receiver has no name. */
async function select(
  { tx }: WorkContext,
  {
    at,
    where,
    other,
  }: { at: RawBuilder<unknown>; where: RawBuilder<unknown>; other: 'organisation' | 'receiver' },
  after: WorkAfter | undefined,
  limit: number,
): Promise<WorkFound[]> {
  const { rows } = await sql<Row>`
    select r.id, ${at} as at, r.person, r.introduction ->> 'calledName' as name, s.name as text, o.name as by
    from read.referral_shown r
    join read.organisation o on o.id = ${sql.ref(`r.${other}`)}
    left join read.service s on s.id = r.service
    where ${where} and ${at} is not null ${beyond(at, sql`r.id`, after)}
    order by ${at}, r.id limit ${limit}`.execute(tx)
  return found(rows)
}

const received = (ctx: WorkContext, state: string) =>
  sql`r.receiver = ${ctx.actor.organisation} and r.state = ${state}`
const sent = (ctx: WorkContext, state: string) =>
  sql`r.organisation = ${ctx.actor.organisation} and r.state = ${state}`
const dayOf = ({ actor }: WorkContext) =>
  sql`(r.scheduled_for at time zone ${sql.lit(actor.timeZone)}::text)::date`

const kind = (
  name: string,
  { may, order }: Pick<WorkKind, 'may' | 'order'>,
  what: (ctx: WorkContext) => Parameters<typeof select>[1],
): WorkKind => ({
  kind: name,
  may,
  order,
  shows,
  lines: (ctx, after, limit) => select(ctx, what(ctx), after, limit),
})

async function count({ tx }: WorkContext, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from referral r where ${where}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

export const worklist: Worklist = {
  work: [
    kind('referral.answer', { may: policy.receive, order: 'due' }, (ctx) => ({
      at: sql`r.answer_by`,
      where: received(ctx, 'sent'),
      other: 'organisation',
    })),
    kind('referral.meet', { may: policy.receive, order: 'due' }, (ctx) => ({
      at: dayOf(ctx),
      where: sql`${received(ctx, 'scheduled')} and ${dayOf(ctx)} <= ${addDays(ctx.today, DAYS_AHEAD)}`,
      other: 'organisation',
    })),
    kind('referral.schedule', { may: policy.receive, order: 'since' }, (ctx) => ({
      at: sql`r.answered_at`,
      where: received(ctx, 'accepted'),
      other: 'organisation',
    })),
    kind('referral.missed', { may: policy.receive, order: 'since' }, (ctx) => ({
      at: sql`coalesce(r.scheduled_for, r.answered_at)`,
      where: received(ctx, 'no_show'),
      other: 'organisation',
    })),
    kind('referral.expired', { may: policy.send, order: 'due' }, (ctx) => ({
      at: sql`r.answer_by`,
      where: sent(ctx, 'expired'),
      other: 'receiver',
    })),
    kind('referral.declined', { may: policy.send, order: 'since' }, (ctx) => ({
      at: sql`r.answered_at`,
      where: sent(ctx, 'declined'),
      other: 'receiver',
    })),
    kind('referral.awaited', { may: policy.read, order: 'others' }, (ctx) => ({
      at: sql`r.answer_by`,
      where: sent(ctx, 'sent'),
      other: 'receiver',
    })),
  ],
  figures: [
    {
      figure: 'referral.to_answer',
      may: policy.receive,
      period: 'now',
      roles: { orientation: 1, provider: 1, supervisor: 3 },
      ofPeople: true,
      value: (ctx) => count(ctx, received(ctx, 'sent')),
    },
    {
      figure: 'referral.awaited',
      may: policy.count,
      period: 'now',
      roles: { front_desk: 2, coordinator: 2, analyst: 3 },
      ofPeople: true,
      value: (ctx) => count(ctx, sent(ctx, 'sent')),
    },
    {
      figure: 'referral.under_way',
      may: policy.receive,
      period: 'now',
      roles: { provider: 2 },
      ofPeople: true,
      value: (ctx) =>
        count(
          ctx,
          sql`r.receiver = ${ctx.actor.organisation} and r.state in ('accepted', 'scheduled', 'no_show')`,
        ),
    },
  ],
}

// Handlers of referrals: each loads the row, applies the rules, saves it and records the fact.
import type { FactData } from '../../../kernel/fact.ts'
import { findTerm } from '../../../kernel/packs/pack.ts'
import { codeUnknown, consentMissing } from '../../../kernel/problems.ts'
import { dateIn } from '../../../kernel/time.ts'
import {
  answer,
  job,
  listen,
  on,
  type Capability,
  type CommandContext,
} from '../../../platform/capability.ts'
import { tellRecipient } from '../../../protect/notices/operations.ts'
import { turns } from '../../../protect/overrides/operations.ts'
import { becauseOf } from '../../../protect/consent/facts.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { serviceNotOffered } from '../../deliveries/problems.ts'
import { sharePerson, stopSharingPerson } from '../../record/operations.ts'
import {
  draftReferral,
  sendReferral,
  acceptReferral,
  declineReferral,
  redirectReferral,
  scheduleReferral,
  missReferral,
  serveReferral,
  closeReferral,
  cancelReferral,
  expireReferral,
  endForClosed,
  listReferrals,
  getReferral,
  countReferrals,
} from '../operations.ts'
import { facts } from '../facts.ts'
import * as policy from '../policy.ts'
import {
  providerFull,
  referralInThePast,
  referralNotOpen,
  referralOtherSide,
  referralReceiverUnknown,
  referralToOneself,
  referralUnknown,
} from '../problems.ts'
import * as rules from '../rules.ts'
import { held } from './held.ts'
import { checkSending, isStillAllowed, newReferral, type Wish } from './sending.ts'
import { file } from './file.ts'
import { readCount, readDocuments, readList, readOne } from './reading.ts'
import * as sql from '../sql.ts'
import { lockConsent } from '../../../protect/consent/reads.ts'
type Key = { person: string; id: string }

type Happened = (typeof facts)[number]['kind']
/** Data of a fact in addition to the referral; without any, there is no argument. */
type ExtraData<Name extends Happened> = Omit<FactData[Name], 'referral' | 'receiver' | 'service'>
type More<Name extends Happened> = keyof ExtraData<Name> extends never ? [] : [ExtraData<Name>]

/**
 * The referral, locked, in the state the step leads to.
 * @throws Problem referral.unknown, also where the actor may not know of it
 */
async function moved(
  ctx: CommandContext,
  key: Key,
  wish: rules.Move,
  by?: rules.Side,
): Promise<sql.ReferralRow> {
  const locked = await sql.lock(ctx.tx, key.person, key.id)
  if (!locked) throw referralUnknown()
  const row = { ...locked, ...(await ctx.asSystem(() => sql.words(ctx.tx, key.person, key.id))) }
  const side =
    by ??
    (ctx.actor.scope === 'system'
      ? 'system'
      : row.organisation === ctx.actor.organisation
        ? 'sender'
        : 'receiver')
  if (side === 'receiver' && row.state === 'draft') throw referralUnknown()
  const step = rules.move(row.state, wish, side)
  if ('refused' in step) {
    throw step.refused === 'side'
      ? referralOtherSide({ move: wish })
      : referralNotOpen({ state: row.state, move: wish })
  }
  return { ...row, state: step.to, version: row.version + 1 }
}

async function keep<Name extends Happened>(
  ctx: CommandContext<NoInfer<Name>>,
  row: sql.ReferralRow,
  kind: Name,
  ...more: More<Name>
) {
  const next = { ...row, receiver_reads: row.receiver_reads && rules.isReadable(row.state) }
  await sql.save(ctx.tx, next)
  await ctx.asSystem(() => sql.saveWords(ctx.tx, next))
  recordFact(ctx, row, kind, ...more)
  return { state: row.state, version: row.version }
}

/** Records the fact for both sides; of a draft only for its sender. */
function recordFact<Name extends Happened>(
  ctx: CommandContext<NoInfer<Name>>,
  row: sql.ReferralRow,
  kind: Name,
  ...more: More<Name>
) {
  const sides = row.shared_with.length === 0 ? [row.organisation] : [row.organisation, row.receiver]
  const isTheirs = ctx.actor.scope !== 'system' && sides.includes(ctx.actor.organisation)
  const owner = isTheirs ? ctx.actor.organisation : row.organisation
  ctx.record(kind, {
    person: row.person,
    organisation: owner,
    sharedWith: sides.filter((side) => side !== owner),
    data: {
      referral: row.id,
      receiver: row.receiver,
      service: row.service,
      ...more[0],
    } as unknown as FactData[Name],
  })
}

/**
 * Logs the disclosure when an introduction goes to another organisation: what was sent, to whom and under
 * which consent.
 */
function introduce(ctx: CommandContext, { person, receiver, consent }: sql.ReferralRow) {
  const fields = ['introduction', 'referral']
  ctx.disclose([{ person, fields, purpose: 'referral', recipient: receiver, consent: consent ?? undefined }])
}

/**
 * Ends the receiver's access to the record once no open referral needs it. Where only a withdrawal of consent
 * ended the work, access stays suspended until that withdrawal is lifted or confirmed.
 */
async function endAccess(ctx: CommandContext, row: sql.ReferralRow, staysSuspended = false) {
  await ctx.asSystem(async () => {
    await sql.lockAccess(ctx.tx, row.person, row.receiver)
    if (await sql.stillWorks(ctx.tx, row.person, row.receiver, row.id)) return
    await ctx.run(stopSharingPerson, { person: row.person, with: row.receiver, staysSuspended })
  })
}

async function cancel(
  ctx: CommandContext<'referral.cancelled'>,
  key: Key,
  why: { note: string } | { ended_because: sql.Because },
  by?: rules.Side,
) {
  const row = await moved(ctx, key, 'cancel', by)
  const cancelled = { ...row, ...why, closed_at: ctx.occurredAt }
  const saved = await keep(ctx, cancelled, 'referral.cancelled')
  if (row.sent_at) await endAccess(ctx, cancelled, 'ended_because' in why)
  return saved
}

export const capability: Capability = {
  name: 'referrals',
  facts: facts,
  holds: held,
  holdsOrder: 40,
  constraints: {
    referral_not_to_oneself: referralToOneself,
    referral_receiver_fkey: referralReceiverUnknown,
    referral_service_fkey: serviceNotOffered,
    referral_sent_with_consent: consentMissing,
  },
  handlers: [
    on(draftReferral, {
      may: policy.send,
      async run(ctx, input) {
        const row = await newReferral(ctx, input)
        await sql.insert(ctx.tx, row)
        recordFact(ctx, row, 'referral.drafted')
        return { state: row.state, version: row.version }
      },
    }),
    on(sendReferral, {
      may: policy.send,
      async run(ctx, { person, id, to, reason, ...rest }) {
        const whole = to !== undefined && reason !== undefined
        await lockConsent(ctx.tx, person)
        if (whole) {
          await sql.insert(ctx.tx, await newReferral(ctx, { person, id, to, reason, ...rest }))
        }
        const row = await moved(ctx, { person, id }, 'send')
        const consent = rest.consent ?? row.consent ?? undefined
        await checkSending(ctx, { person, to: row.receiver, consent })
        introduce(ctx, { ...row, consent: consent ?? null })
        return keep(
          ctx,
          {
            ...row,
            shared_with: [row.receiver],
            consent: consent ?? null,
            sent_at: ctx.occurredAt,
            answer_by: rules.answerBy(ctx.today, rest.answerBy ?? row.answer_by ?? undefined),
          },
          'referral.sent',
        )
      },
    }),
    on(acceptReferral, {
      may: policy.receive,
      async run(ctx, { note, ...key }) {
        await lockConsent(ctx.tx, key.person)
        const row = await moved(ctx, key, 'accept')
        if (row.service) {
          const service = row.service
          const held = await sql.lockService(ctx.tx, service)
          const open = await ctx.asSystem(() => sql.openAt(ctx.tx, service))
          if (held?.capacity != null && open >= held.capacity) throw providerFull({ capacity: held.capacity })
        }
        await ctx.asSystem(async () => {
          await checkSending(ctx, { person: row.person, to: row.receiver, consent: row.consent ?? undefined })
          await sql.lockAccess(ctx.tx, row.person, row.receiver)
          await ctx.run(sharePerson, {
            person: row.person,
            with: row.receiver,
            consent: row.consent ?? undefined,
          })
        })
        return keep(ctx, { ...row, answered_at: ctx.occurredAt, note: note ?? row.note }, 'referral.accepted')
      },
    }),
    on(declineReferral, {
      may: policy.receive,
      async run(ctx, { reason, note, ...key }) {
        if (!findTerm(ctx.pack.pack, 'declineReasons', reason)) throw codeUnknown({ code: reason })
        const before = await sql.lock(ctx.tx, key.person, key.id)
        const row = await moved(ctx, key, 'decline')
        const declined = {
          ...row,
          answered_at: ctx.occurredAt,
          decline_reason: reason,
          note: note ?? row.note,
        }
        const result = await keep(ctx, declined, 'referral.declined', { reason })
        if (before && rules.isWorking(before.state)) await endAccess(ctx, declined)
        return result
      },
    }),
    on(redirectReferral, {
      may: policy.send,
      async run(ctx, { newId, to, service, consent, answerBy, ...key }) {
        await lockConsent(ctx.tx, key.person)
        const row = await moved(ctx, key, 'redirect')
        const wish: Wish = {
          person: row.person,
          id: newId,
          to,
          service,
          need: row.need ?? undefined,
          reason: row.reason,
          consent,
          answerBy,
        }
        await checkSending(ctx, { person: row.person, to, consent })
        const next: sql.ReferralRow = {
          ...(await newReferral(ctx, wish)),
          state: 'sent',
          shared_with: [to],
          sent_at: ctx.occurredAt,
          answer_by: rules.answerBy(ctx.today, answerBy),
        }
        await sql.insert(ctx.tx, next)
        introduce(ctx, next)
        const result = await keep(
          ctx,
          { ...row, redirected_to: newId, closed_at: ctx.occurredAt },
          'referral.redirected',
        )
        recordFact(ctx, next, 'referral.sent')
        return result
      },
    }),
    on(scheduleReferral, {
      may: policy.receive,
      async run(ctx, { at, note, ...key }) {
        const row = await moved(ctx, key, 'schedule')
        // Made offline: the appointment may have passed since, but was in the future then.
        if (dateIn(at, ctx.actor.timeZone) < ctx.today) throw referralInThePast()
        return keep(ctx, { ...row, scheduled_for: at, note: note ?? row.note }, 'referral.scheduled', { at })
      },
    }),
    on(missReferral, {
      may: policy.receive,
      async run(ctx, { note, ...key }) {
        const row = await moved(ctx, key, 'miss')
        return keep(ctx, { ...row, note: note ?? row.note }, 'referral.missed')
      },
    }),
    on(serveReferral, {
      may: policy.receive,
      async run(ctx, key) {
        return keep(ctx, { ...(await moved(ctx, key, 'serve')), result: 'served' }, 'referral.served')
      },
    }),
    on(closeReferral, {
      may: policy.close,
      async run(ctx, { feedback, ...key }) {
        const row = await moved(ctx, key, 'close')
        const result = row.result ?? 'not_served'
        const closed = { ...row, result, feedback: feedback ?? null, closed_at: ctx.occurredAt }
        const saved = await keep(ctx, closed, 'referral.closed', { result, need: row.need })
        await endAccess(ctx, closed)
        return saved
      },
    }),
    on(cancelReferral, {
      may: policy.send,
      run: (ctx, { because, ...key }) => cancel(ctx, key, { note: because }),
    }),
    on(expireReferral, {
      may: policy.expire,
      async run(ctx, key) {
        return keep(ctx, await moved(ctx, key, 'expire'), 'referral.expired')
      },
    }),
    on(endForClosed, {
      may: policy.expire,
      run: (ctx, key) => cancel(ctx, key, { ended_because: 'organisation_closed' }, 'system'),
    }),
    answer(listReferrals, { may: policy.read, run: readList }),
    answer(getReferral, { may: policy.read, run: readOne }),
    answer(countReferrals, { may: policy.count, run: readCount }),
  ],
  routes: [file],
  replica: { name: 'referrals', documents: readDocuments },
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'sensitive')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
    // What the person no longer allows ends, whoever sent it; served stays served, but unreadable.
    ...turns.map((turn) =>
      listen(turn, (ctx, { person, kind }) =>
        ctx.asSystem(async () => {
          const because = becauseOf(kind)
          const read = await sql.readByReceivers(ctx.tx, person)
          // Receivers working with the person are notified; the others had only the introduction.
          const notified = new Set(
            read.filter(({ state }) => rules.isWorking(state)).map((one) => one.receiver),
          )
          for (const { id, receiver, state, called } of read) {
            if (await isStillAllowed(ctx, person, receiver)) continue
            if (state === 'served' || state === 'closed')
              await sql.closeToReceiver(ctx.tx, { person, id, because })
            else await cancel(ctx, { person, id }, { ended_because: because }, 'system')
            if (notified.has(receiver)) continue
            notified.add(receiver)
            await ctx.run(tellRecipient, {
              person,
              to: receiver,
              purpose: 'referral',
              fieldGroups: ['identity'],
              because,
              called,
            })
          }
        }),
      ),
    ),
  ],
  jobs: [
    // Queued when an organisation is closed off (firewall): no consent given to its class holds for it.
    job('referral.end_for_closed', async (ctx) => {
      for (;;) {
        const found = await ctx.read((tx) => sql.toClosed(tx, 100))
        for (const { person, id, organisation } of found)
          await ctx.execute(endForClosed, { person, id }, organisation).catch(unlessMoved)
        if (found.length < 100) return
      }
    }),
    job(
      'referral.expire',
      async (ctx) => {
        // UTC−12: the last day is over in every time zone, so no receiver loses hours of it.
        const today = dateIn(ctx.now, 'Etc/GMT+12')
        for (;;) {
          const due = await ctx.read((tx) => sql.overdue(tx, today, 100))
          for (const { person, id, organisation } of due) {
            await ctx.execute(expireReferral, { person, id }, organisation).catch(unlessMoved)
          }
          if (due.length < 100) return
        }
      },
      { cron: '7 * * * *' },
    ),
  ],
}

/** It was answered while the job waited: the answer stands. */
function unlessMoved(error: unknown): void {
  if (!referralNotOpen.is(error)) throw error
}

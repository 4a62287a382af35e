// Overrides: one user asks, another allows, the data protection officer reviews, and the daily job ends them.
import type { FactName } from '../../kernel/fact.ts'
import { findTerm } from '../../kernel/packs/pack.ts'
import { codeUnknown, personUnknown } from '../../kernel/problems.ts'
import { addDays, dateIn } from '../../kernel/time.ts'
import { answer, job, listen, on, type Capability, type CommandContext } from '../../platform/capability.ts'
import { recordsNow } from '../../platform/same-person.ts'
import { askOverride, decideOverride, endOverride, reviewOverride, listOverrides } from './operations.ts'
import * as policy from './policy.ts'
import { consentRecipientUnknown, organisationClosed } from '../consent/problems.ts'
import { lockConsent } from '../consent/reads.ts'
import { personErased, takesIn } from '../retention/facts.ts'
import { facts } from './facts.ts'
import {
  overrideDecided,
  overrideKeeperOnly,
  overrideNotAllowed,
  overrideOver,
  overrideOwn,
  overrideReviewed,
  overrideTerm,
  overrideUnknown,
} from './problems.ts'
import { OVERRIDE_DAYS } from './rules.ts'
import * as sql from './sql.ts'

function record<Name extends Extract<FactName, `override.${string}`>>(
  ctx: CommandContext<NoInfer<Name>>,
  kind: Name,
  of: Pick<sql.OverrideRow, 'person' | 'id' | 'purpose' | 'recipient' | 'organisation' | 'shared_with'>,
) {
  const owner = ctx.actor.organisation
  ctx.record(kind, {
    person: of.person,
    organisation: owner,
    sharedWith: [of.organisation, ...of.shared_with].filter((one) => one !== owner),
    data: { override: of.id, purpose: of.purpose, recipient: of.recipient },
  })
}

/** The override, locked, while nothing else is decided about the person. */
async function open(ctx: CommandContext, key: { person: string; id: string }): Promise<sql.OverrideRow> {
  await lockConsent(ctx.tx, key.person)
  const row = await sql.lock(ctx.tx, key)
  if (!row) throw overrideUnknown()
  return row
}

/**
 * An organisation that gains access never decides about it: an override is allowed and reviewed where the
 * record is kept.
 */
async function demandKeeper(ctx: CommandContext, { person }: sql.OverrideRow): Promise<void> {
  if ((await sql.findPerson(ctx.tx, person))?.organisation !== ctx.actor.organisation)
    throw overrideKeeperOnly()
}

const isOver = (row: sql.OverrideRow, today: string) => row.ended_at !== null || row.until < today

const asking = on(askOverride, {
  may: policy.askOverride,
  async run(ctx, input) {
    const strange =
      input.fieldGroups.find((code) => !findTerm(ctx.pack.pack, 'fieldGroups', code)) ??
      (findTerm(ctx.pack.pack, 'purposes', input.purpose) ? undefined : input.purpose)
    if (strange !== undefined) throw codeUnknown({ code: strange })
    if (input.until < ctx.today || input.until > addDays(ctx.today, OVERRIDE_DAYS))
      throw overrideTerm({ days: OVERRIDE_DAYS })
    const person = await sql.findPerson(ctx.tx, input.person)
    if (!person) throw personUnknown()
    if (await sql.isClosed(ctx.tx, input.recipient)) throw organisationClosed()
    const row = {
      person: input.person,
      id: input.id,
      organisation: ctx.actor.organisation,
      shared_with: person.organisation === ctx.actor.organisation ? [] : [person.organisation],
      purpose: input.purpose,
      recipient: input.recipient,
      field_groups: [...new Set(input.fieldGroups)],
      ground: input.ground,
      basis: input.basis,
      reason: input.reason,
      asked_by: ctx.actor.user,
      asked_at: ctx.occurredAt,
      until: input.until,
    }
    await sql.insert(ctx.tx, row)
    record(ctx, 'override.asked', row)
    return {}
  },
})

const deciding = on(decideOverride, {
  may: policy.decideOverride,
  async run(ctx, { allow, note, ...key }) {
    const row = await open(ctx, key)
    await demandKeeper(ctx, row)
    if (row.asked_by === ctx.actor.user) throw overrideOwn()
    if (row.state !== 'asked') throw overrideDecided({ state: row.state })
    if (allow && isOver(row, ctx.today)) throw overrideOver({ until: row.until })
    await sql.decide(ctx.tx, key, { allow, user: ctx.actor.user, at: ctx.occurredAt, note: note ?? null })
    record(ctx, allow ? 'override.allowed' : 'override.refused', row)
    return {}
  },
})

const ending = on(endOverride, {
  may: policy.endOverride,
  async run(ctx, key) {
    const row = await open(ctx, key)
    if (row.state !== 'allowed' || row.ended_at !== null) throw overrideOver({ until: row.until })
    await sql.end(ctx.tx, key, ctx.occurredAt)
    record(ctx, 'override.ended', row)
    return {}
  },
})

const reviewing = on(reviewOverride, {
  may: policy.reviewOverride,
  async run(ctx, { verdict, note, ...key }) {
    const row = await open(ctx, key)
    await demandKeeper(ctx, row)
    if (row.state !== 'allowed') throw overrideNotAllowed({ state: row.state })
    if ([row.asked_by, row.decided_by].includes(ctx.actor.user)) throw overrideOwn()
    if (row.verdict !== null) throw overrideReviewed({ verdict: row.verdict })
    await sql.review(ctx.tx, key, {
      verdict,
      user: ctx.actor.user,
      at: ctx.occurredAt,
      note: note ?? null,
    })
    record(ctx, 'override.reviewed', row)
    if (verdict === 'justified' || row.ended_at !== null) return {}
    await sql.end(ctx.tx, key, ctx.occurredAt)
    record(ctx, 'override.ended', row)
    return {}
  },
})

const listing = answer(listOverrides, {
  may: policy.readOverrides,
  async run(ctx, { person }) {
    const rows = await sql.list(ctx.tx, person === undefined ? undefined : await recordsNow(ctx.tx, person))
    const about = [...new Set(rows.map((row) => row.person))]
    ctx.disclose(about.map((one) => ({ person: one, fields: ['consent'], purpose: 'oversight' })))
    return {
      overrides: rows.map((row) => ({
        person: row.person,
        id: row.id,
        called: row.called,
        purpose: row.purpose,
        recipient: { id: row.recipient, name: row.recipient_name },
        fieldGroups: row.field_groups,
        ground: row.ground,
        basis: row.basis,
        reason: row.reason,
        askedBy: { id: row.asked_by, name: row.asked_by_name },
        askedAt: row.asked_at,
        until: row.until,
        state: row.state,
        decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_by_name },
        decidedAt: row.decided_at,
        endedAt: row.ended_at,
        verdict: row.verdict,
        ...(row.ended_because !== null && { endedBecause: row.ended_because }),
        keptHere: row.keeper === ctx.actor.organisation,
      })),
    }
  },
})

const BATCH = 100

export const capability: Capability = {
  name: 'overrides',
  facts,
  constraints: {
    consent_override_recipient_fkey: consentRecipientUnknown,
    consent_override_two_people: overrideOwn,
    consent_override_reviewed_by_another: overrideOwn,
  },
  handlers: [asking, deciding, ending, reviewing, listing],
  heldOtherwise: {
    consent_override: 'a law or a danger to life may stand behind it: read at the centre',
  },
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => sql.eraseOverrides(ctx.tx, erased))
    }),
  ],
  jobs: [
    job(
      'override.expire',
      async (ctx) => {
        // A day is over when it is over everywhere the network may be.
        const today = dateIn(ctx.now, 'Etc/GMT+12')
        for (;;) {
          const due = await ctx.read((tx) => sql.overdue(tx, today, BATCH))
          for (const { person, id, organisation } of due)
            await ctx.execute(endOverride, { person, id }, organisation)
          if (due.length < BATCH) break
        }
      },
      { cron: '17 * * * *' },
    ),
  ],
}

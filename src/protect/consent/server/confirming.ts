// The keeper's duties: a waiting yes is confirmed with its proof, and the person is asked about a no from
// another organisation.
import { attachmentUnknown } from '../../../kernel/problems.ts'
import { addDays } from '../../../kernel/time.ts'
import { answer, on, type CommandContext } from '../../../platform/capability.ts'
import { confirmConsent, upholdConsent, listUnconfirmed, countLiftedNoes } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  consentAttachmentUnfit,
  consentKeeperOnly,
  consentNotWaiting,
  consentProofMissing,
  consentProofOlder,
  consentReviewed,
  consentUnknown,
  organisationClosed,
} from '../problems.ts'
import { isOlder, reverses, waitsFor, type WaitsFor, type Yes } from '../rules/attestation.ts'
import * as rules from '../rules/decisions.ts'
import * as sql from '../sql/confirming.ts'
import { find, firstKept, isClosed, typeOfFile, type ConsentRow } from '../sql/consents.ts'
import { tell } from './record.ts'
import { decisionsAbout, lockConsent } from '../reads.ts'

const yesOf = (row: Pick<ConsentRow, 'purpose' | 'recipient' | 'recipient_class' | 'field_groups'>): Yes => ({
  purpose: row.purpose,
  recipient: row.recipient,
  recipientClass: row.recipient_class,
  fieldGroups: row.field_groups,
})

type Decided = Parameters<typeof yesOf>[0] & { person: string }

/** All decisions that matter for a yes, whoever may see them; with the system's rights. */
async function deciding(ctx: CommandContext, row: Decided) {
  const yes = yesOf(row)
  const ofClass = yes.recipientClass ?? (await sql.classOf(ctx.tx, yes.recipient ?? '')) ?? ''
  return { yes, ofClass, decisions: await decisionsAbout(ctx.tx, [row.person]) }
}

/**
 * Whether a file was stored before a no that the yes reverses, also under another name or by another
 * organisation.
 */
async function showsEarlierYes(ctx: CommandContext, row: Decided & { given_at: string }, file: string) {
  return await ctx.asSystem(async () => {
    const { yes, ofClass, decisions } = await deciding(ctx, row)
    const kept = await firstKept(ctx.tx, row.person, file)
    return kept !== null && isOlder(kept, decisions, { ...yes, givenAt: row.given_at }, ofClass)
  })
}

/** What a yes that is being recorded waits for; decisions that its author may not see count as well. */
export async function yesWaitsFor(
  ctx: CommandContext,
  row: Decided & { organisation: string; given_at: string },
  { keeper, attachment }: { keeper: string; attachment: string | undefined },
): Promise<WaitsFor[]> {
  const byKeeper = row.organisation === keeper
  // Other organisations must not learn of a no they may not see: their yes waits, and the keeper is refused
  // its proof.
  if (byKeeper && attachment !== undefined && (await showsEarlierYes(ctx, row, attachment)))
    throw consentProofOlder()
  const reversing = await ctx.asSystem(async () => {
    const { yes, ofClass, decisions } = await deciding(ctx, row)
    return reverses(decisions, yes, ofClass)
  })
  return waitsFor({ byKeeper, reverses: reversing, proven: attachment !== undefined })
}

/** A yes has taken effect: noes from other organisations about the same parts are lifted by it. */
export async function afterYes(ctx: CommandContext, row: Decided & { given_at: string }): Promise<void> {
  const by = { at: ctx.occurredAt, user: ctx.actor.user }
  await ctx.asSystem(() => sql.liftNoes(ctx.tx, row.person, { ...yesOf(row), givenAt: row.given_at }, by))
}
/**
 * A no, or a withdrawn yes: yeses said after it without proof, or with proof older than it, wait from now on,
 * whoever recorded them.
 */
export async function afterNo(ctx: CommandContext, row: Decided, at: string): Promise<void> {
  await ctx.asSystem(() => sql.suspendUnproven(ctx.tx, row.person, { ...yesOf(row), at }))
}

export const confirming = on(confirmConsent, {
  may: policy.record,
  async run(ctx, { person, id, attachment }) {
    await lockConsent(ctx.tx, person)
    const row = await find(ctx.tx, person, id)
    if (row?.said !== 'yes') throw consentUnknown()
    if (row.keeper !== ctx.actor.organisation) throw consentKeeperOnly()
    const over = row.withdrawn_at !== null || row.expires_on === null || row.expires_on < ctx.today
    if (row.opened_at !== null || over) throw consentNotWaiting()
    if (row.recipient !== null && (await isClosed(ctx.tx, row.recipient))) throw organisationClosed()
    // A file that proves nothing any more does not block one that does.
    const isSpent = row.attachment !== null && (await showsEarlierYes(ctx, row, row.attachment))
    const proof = isSpent ? (attachment ?? row.attachment) : (row.attachment ?? attachment)
    if (proof === null || proof === undefined) throw consentProofMissing()
    const file = await typeOfFile(ctx.tx, person, proof)
    if (file === undefined) throw attachmentUnknown()
    if (!rules.proves(row.how ?? '', file)) throw consentAttachmentUnfit({ how: row.how ?? '' })
    if (await showsEarlierYes(ctx, row, proof)) throw consentProofOlder()
    await sql.confirm(ctx.tx, { person, id }, { at: ctx.occurredAt, user: ctx.actor.user, attachment: proof })
    await afterYes(ctx, row)
    tell(ctx, 'consent.confirmed', row, row.organisation)
    return {}
  },
})

export const upholding = on(upholdConsent, {
  may: policy.record,
  async run(ctx, key) {
    await lockConsent(ctx.tx, key.person)
    const row = await find(ctx.tx, key.person, key.id)
    if (!row || (row.said === 'yes' && row.withdrawn_at === null)) throw consentUnknown()
    if (row.keeper !== ctx.actor.organisation) throw consentKeeperOnly()
    if (!(await sql.uphold(ctx.tx, key, { at: ctx.occurredAt, user: ctx.actor.user })))
      throw consentReviewed()
    tell(ctx, 'consent.upheld', row, row.organisation)
    return {}
  },
})

export const listingUnconfirmed = answer(listUnconfirmed, {
  may: policy.read,
  async run(ctx) {
    const rows = await sql.unconfirmed(ctx.tx, ctx.actor.organisation, ctx.today)
    const about = [...new Set(rows.map((row) => row.person))]
    ctx.disclose(about.map((person) => ({ person, fields: ['called', 'consent'], purpose: 'care' })))
    const shown = (row: sql.UnconfirmedRow) => ({
      person: row.person,
      id: row.id,
      called: row.called,
      purpose: row.purpose,
      recipient: { id: row.recipient, class: row.recipient_class, name: row.recipient_name ?? '' },
      fieldGroups: row.field_groups,
      organisation: row.organisation_name,
      user: row.user_name,
      ...(row.with_code && { withCode: true }),
      at: row.at,
    })
    return {
      yeses: rows
        .filter(({ waits }) => waits)
        .map((row) => ({
          ...shown(row),
          how: row.how,
          waitsFor: waitsFor({
            byKeeper: row.organisation === row.keeper,
            reverses: true,
            proven: row.attachment !== null,
          }),
        })),
      noes: rows.filter(({ waits }) => !waits).map(shown),
    }
  },
})

/**
 * Days over which noes from other organisations are counted, and how many lifted ones of one user stand out.
 */
const DAYS = 90
const UNUSUAL = 3

export const countingLifted = answer(countLiftedNoes, {
  may: policy.oversee,
  async run(ctx) {
    const rows = await sql.liftedNoes(ctx.tx, ctx.actor.organisation, addDays(ctx.today, -DAYS))
    return {
      users: rows.map(({ noes, lifted, with_code: withCode, ...row }) => ({
        organisation: { id: row.organisation, name: row.organisation_name },
        user: { id: row.user, name: row.user_name },
        noes,
        lifted,
        withCode,
        unusual: lifted >= UNUSUAL,
      })),
    }
  },
})

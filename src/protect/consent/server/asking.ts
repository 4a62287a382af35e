// Records what a person allows, refuses and withdraws, with the exact words that were read to them.
import { createHash } from 'node:crypto'
import { findTerm, say, type ConsentText } from '../../../kernel/packs/pack.ts'
import { attachmentUnknown, codeUnknown, personUnknown } from '../../../kernel/problems.ts'
import { ageOn } from '../../../kernel/time.ts'
import { shareAttachments } from '../../../platform/files/attachments.ts'
import { on, type CommandContext } from '../../../platform/capability.ts'
import {
  type Recipient,
  type SpokenFor,
  RecipientClass,
  giveConsent,
  refuseConsent,
  withdrawConsent,
  expireConsent,
  applyConsent,
} from '../operations.ts'
import type { InterpretedKind } from '../../interpreters/operations.ts'
import * as policy from '../policy.ts'
import {
  consentAlreadyWithdrawn,
  consentAttachmentUnfit,
  consentBeyondText,
  consentExpiry,
  consentGuardianNeeded,
  consentTextUnknown,
  consentUnknown,
  consentWitnessMissing,
  organisationClosed,
} from '../problems.ts'
import * as rules from '../rules/decisions.ts'
import { UNTOLD } from '../rules/missing.ts'
import * as sql from '../sql/consents.ts'
import { afterNo, afterYes, yesWaitsFor } from './confirming.ts'
import { tell } from './record.ts'
import { lockConsent } from '../reads.ts'

/** SHA-256 of title and text in the language they were read in: proof of the exact words. */
export function hashOf({ title, text }: Pick<ConsentText, 'title' | 'text'>, locale: string): string {
  return createHash('sha256')
    .update(`${say(title, locale)}\n${say(text, locale)}`)
    .digest('hex')
}

type Asked = {
  id: string
  person: string
  purpose: string
  recipient: Recipient
  fieldGroups: readonly string[]
  textVersion: string
  locale: string
  spokenFor?: SpokenFor | undefined
  interpreter?: string | undefined
  interpreterKind?: InterpretedKind | undefined
}

type Keeping = Awaited<ReturnType<typeof sql.findPerson>>

/**
 * Who keeps the record, for a user who sees it; also for a receiver whose access ended: a yes to it that it
 * records waits for the keeper, who checks whether it is the person's. It learns nothing new by it.
 */
async function keepingOf(ctx: CommandContext, { person, recipient }: Asked): Promise<Keeping> {
  const seen = await sql.findPerson(ctx.tx, person)
  if (seen || recipient !== ctx.actor.organisation) return seen
  if (!(await sql.wasReceiver(ctx.tx, person, recipient))) return undefined
  const kept = await ctx.asSystem(() => sql.findPerson(ctx.tx, person))
  return kept && { ...kept, born: null }
}

/** The common part of a yes and a no, checked against the text that was read and the person it is about. */
async function takeDown(ctx: CommandContext, input: Asked, person: Keeping | undefined) {
  const text = ctx.pack.pack.consentTexts.find((each) => each.version === input.textVersion)
  if (!text) throw consentTextUnknown({ version: input.textVersion })
  if (!findTerm(ctx.pack.pack, 'purposes', input.purpose)) throw codeUnknown({ code: input.purpose })
  const strange = input.fieldGroups.find((code) => !findTerm(ctx.pack.pack, 'fieldGroups', code))
  if (strange !== undefined) throw codeUnknown({ code: strange })
  // A person can agree only to what was read to them.
  const beyond = [
    ...input.fieldGroups.filter((code) => !text.fieldGroups.includes(code)),
    ...(text.purposes.includes(input.purpose) ? [] : [input.purpose]),
  ]
  if (beyond.length > 0) throw consentBeyondText({ version: text.version, codes: beyond })
  if (!person) throw personUnknown()
  await lockConsent(ctx.tx, input.person)
  const ofClass = RecipientClass.safeParse(input.recipient)
  const recipient = ofClass.success ? null : input.recipient
  if (recipient !== null && (await sql.isClosed(ctx.tx, recipient))) throw organisationClosed()
  const knows = recipient !== null && !UNTOLD.includes(input.purpose)
  const sees = [person.organisation, ...(knows ? [recipient] : [])]
  const row = {
    person: input.person,
    id: input.id,
    organisation: ctx.actor.organisation,
    // The keeper of the record and the recipient know of it too, and can record the person's no; whoever must not
    // learn that the person is here does not.
    shared_with: [...new Set(sees)].filter((one) => one !== ctx.actor.organisation),
    purpose: input.purpose,
    recipient,
    recipient_class: ofClass.success ? ofClass.data : null,
    field_groups: [...new Set(input.fieldGroups)],
    text_version: text.version,
    text_hash: hashOf(text, input.locale),
    pack_release: ctx.pack.id,
    locale: input.locale,
    interpreter: input.interpreter ?? null,
    interpreter_kind: input.interpreterKind ?? null,
    spoke_name: input.spokenFor?.name ?? null,
    spoke_as: input.spokenFor?.as ?? null,
    spoke_because: input.spokenFor?.because ?? null,
    obtained_by: ctx.actor.user,
    given_at: ctx.occurredAt,
  }
  return { text, person, row }
}

export const giving = on(giveConsent, {
  may: policy.record,
  async run(ctx, input) {
    const { text, person, row } = await takeDown(ctx, input, await keepingOf(ctx, input))
    const expiresOn = rules.lastDay(ctx.today, text.validDays, input.expiresOn)
    if (expiresOn === undefined) throw consentExpiry({ days: text.validDays })
    if (input.how === 'verbal_with_witness' && input.witness === undefined) throw consentWitnessMissing()
    const isChild =
      text.aloneFrom !== undefined && person.born !== null && ageOn(person.born, ctx.today) < text.aloneFrom
    if (isChild && !input.spokenFor) throw consentGuardianNeeded({ age: text.aloneFrom ?? 0 })
    if (input.attachment !== undefined) {
      const file = await sql.typeOfFile(ctx.tx, row.person, input.attachment)
      if (file === undefined) throw attachmentUnknown()
      if (!rules.proves(input.how, file)) throw consentAttachmentUnfit({ how: input.how })
    }
    const waits = await yesWaitsFor(ctx, row, {
      keeper: person.organisation,
      attachment: input.attachment,
    })
    await sql.insert(
      ctx.tx,
      {
        ...row,
        said: 'yes',
        opened_at: waits.length === 0 ? ctx.occurredAt : null,
        how: input.how,
        witness: input.witness ?? null,
        attachment: input.attachment ?? null,
        because: null,
        expires_on: expiresOn,
      },
      person.organisation,
    )
    // The keeper of the record answers for the yes, and can see its proof.
    if (input.attachment !== undefined && person.organisation !== ctx.actor.organisation) {
      const shared = { person: row.person, attachments: [input.attachment], to: person.organisation }
      await ctx.run(shareAttachments, { ...shared, consent: row.id, purpose: 'consent' })
    }
    if (waits.length === 0) await afterYes(ctx, row)
    tell(ctx, waits.length === 0 ? 'consent.given' : 'consent.awaited', row, person.organisation)
    return { expiresOn, ...(waits.length > 0 && { waitsFor: waits }) }
  },
})

export const refusing = on(refuseConsent, {
  may: policy.record,
  async run(ctx, input) {
    const seen = await sql.findPerson(ctx.tx, input.person)
    const { person, row } = await takeDown(ctx, input, seen)
    await sql.insert(
      ctx.tx,
      {
        ...row,
        said: 'no',
        opened_at: null,
        how: null,
        witness: null,
        attachment: null,
        because: input.because ?? null,
        expires_on: null,
      },
      person.organisation,
    )
    await afterNo(ctx, row, ctx.occurredAt)
    tell(ctx, 'consent.refused', row, person.organisation)
    return {}
  },
})

export const withdrawing = on(withdrawConsent, {
  may: policy.record,
  async run(ctx, { person, id, because }) {
    await lockConsent(ctx.tx, person)
    const row = await sql.find(ctx.tx, person, id)
    if (row?.said !== 'yes') throw consentUnknown()
    if (row.withdrawn_at) throw consentAlreadyWithdrawn({ at: row.withdrawn_at })
    const keeper = (await sql.findPerson(ctx.tx, person))?.organisation
    // The person themselves needs no confirmation; with a code of another organisation, that organisation may
    // have typed it itself.
    const isTheirs = ctx.actor.principal?.subject !== undefined && ctx.actor.organisation === keeper
    // A withdrawal is never earlier than the yes, even if a clock is behind.
    const at = Date.parse(ctx.occurredAt) < Date.parse(row.given_at) ? row.given_at : ctx.occurredAt
    await sql.withdraw(
      ctx.tx,
      { person, id },
      {
        at,
        user: ctx.actor.user,
        organisation: isTheirs ? null : ctx.actor.organisation,
        codeBy: ctx.actor.principal?.subject
          ? await sql.codeMaker(ctx.tx, ctx.actor.principal.subject, ctx.actor.organisation)
          : null,
      },
    )
    if (because !== undefined) await ctx.asSystem(() => sql.saveReason(ctx.tx, { person, id }, because))
    await afterNo(ctx, row, at)
    tell(ctx, 'consent.withdrawn', row, keeper)
    return {}
  },
})

export const expiring = on(expireConsent, {
  may: policy.bySystem,
  async run(ctx, { person, id }) {
    await lockConsent(ctx.tx, person)
    const row = await sql.find(ctx.tx, person, id)
    if (!row || !(await sql.end(ctx.tx, { person, id }, ctx.occurredAt))) throw consentUnknown()
    tell(ctx, 'consent.expired', row, (await sql.findPerson(ctx.tx, person))?.organisation)
    return {}
  },
})

/**
 * The consequences of a no that an earlier version left out: listeners compute them as after the no itself.
 */
export const applying = on(applyConsent, {
  may: policy.bySystem,
  async run(ctx, key) {
    await lockConsent(ctx.tx, key.person)
    const row = await sql.find(ctx.tx, key.person, key.id)
    if (!row || !(await sql.applied(ctx.tx, key))) throw consentUnknown()
    tell(ctx, 'consent.applied', row, row.keeper ?? undefined)
    return {}
  },
})

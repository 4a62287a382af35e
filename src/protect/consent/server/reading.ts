// Shows what a person decided: the list, what ends soon, and the receipt they take home.
import { IntlMessageFormat } from 'intl-messageformat'
import { say, type ConsentText, type Label } from '../../../kernel/packs/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import { addDays, type PlainDate } from '../../../kernel/time.ts'
import { answer, type QueryContext } from '../../../platform/capability.ts'
import { together } from '../../../kernel/same-person.ts'
import { languageOf, messagesIn } from '../../../platform/messages.ts'
import { safeContacts } from '../../../platform/safe-contact.ts'
import { type Consent, listConsents, listExpiring, getReceipt } from '../operations.ts'
import * as policy from '../policy.ts'
import { consentUnknown } from '../problems.ts'
import { overruled } from '../rules/attestation.ts'
import * as rules from '../rules/decisions.ts'
import { fitted, isNumber, segments } from '../rules/sms.ts'
import { decisionsAbout } from '../reads.ts'
import * as sql from '../sql/consents.ts'
import { hashOf } from './asking.ts'

function shown(row: sql.ConsentRow, today: PlainDate): Consent {
  const { said, expires_on: expiresOn, withdrawn_at: withdrawnAt } = row
  const waits = said === 'yes' && row.opened_at === null
  return sql.shown(row, rules.standing({ said, waits, expiresOn, withdrawnAt }, today))
}

export const listing = answer(listConsents, {
  may: policy.read,
  joining: {
    by: 'person',
    join([kept, ...more], besides) {
      const outputs = [kept, ...more].map(({ output }) => output)
      const all = <One>(pick: (output: (typeof outputs)[number]) => readonly One[] | undefined) => [
        ...new Set(outputs.flatMap((output) => pick(output) ?? [])),
      ]
      return {
        consents: together([kept, ...more, ...besides], ({ consents }) => consents),
        keptHere: outputs.every(({ keptHere }) => keptHere),
        receivers: all(({ receivers }) => receivers),
        languages: all(({ languages }) => languages),
      }
    },
  },
  async run(ctx, { person }) {
    const rows = await sql.ofPersons(ctx.tx, [person])
    const languages = await sql.languagesOf(ctx.tx, person)
    const fields = [...(rows.length > 0 ? ['consent'] : []), ...(languages.length > 0 ? ['languages'] : [])]
    if (fields.length > 0) ctx.disclose([{ person, fields, purpose: 'care' }])
    const keeper = await sql.keeperOf(ctx.tx, person)
    return {
      consents: overruled(rows.map((row) => shown(row, ctx.today))),
      keptHere: keeper === ctx.actor.organisation,
      receivers: await sql.receivers(ctx.tx, person),
      languages,
    }
  },
})

/** What a device keeps of these people. */
export async function documents(ctx: QueryContext, persons: readonly string[]): Promise<Map<string, Json>> {
  if (policy.read(ctx.actor) !== true) return new Map()
  const rows = Map.groupBy(await sql.ofPersons(ctx.tx, persons), ({ person }) => person)
  return new Map(
    [...rows].map(([person, its]) => [person, overruled(its.map((row) => shown(row, ctx.today))) as Json]),
  )
}

/**
 * Consents whose end takes something away: parts refused since, for the recipient or its class, have ended
 * already.
 */
async function endingFor(
  ctx: QueryContext,
  rows: readonly sql.ExpiringRow[],
  until: PlainDate,
): Promise<sql.ExpiringRow[]> {
  const decisions = Map.groupBy(
    await decisionsAbout(ctx.tx, [...new Set(rows.map(({ person }) => person))]),
    ({ person }) => person,
  )
  return rows.filter((row) => {
    const organisationClass = row.recipient_class ?? row.recipient_organisation_class ?? ''
    const use = { purpose: row.purpose, organisation: row.recipient ?? '', organisationClass }
    const allowed = (on: PlainDate) =>
      rules.allowedGroups(decisions.get(row.person) ?? [], use, rules.present(on))
    const after = allowed(addDays(until, 1))
    return [...allowed(ctx.today)].some((part) => row.field_groups.includes(part) && !after.has(part))
  })
}

export const listingExpiring = answer(listExpiring, {
  may: policy.read,
  async run(ctx) {
    const until = addDays(ctx.today, rules.RENEWAL_DAYS)
    const rows = await endingFor(
      ctx,
      await sql.expiring(ctx.tx, ctx.actor.organisation, ctx.today, until),
      until,
    )
    const about = [...new Set(rows.map((row) => row.person))]
    ctx.disclose(about.map((person) => ({ person, fields: ['called', 'consent'], purpose: 'care' })))
    return {
      consents: rows.map((row) => ({
        person: row.person,
        id: row.id,
        called: row.called,
        purpose: row.purpose,
        recipient: { id: row.recipient, class: row.recipient_class, name: row.recipient_name ?? '' },
        expiresOn: row.expires_on ?? until,
      })),
    }
  },
})

export const handingReceipt = answer(getReceipt, {
  may: policy.read,
  async run(ctx, { person, id }) {
    const row = await sql.find(ctx.tx, person, id)
    // The witness and the representative are shown to the recording organisation and to those who see the
    // record, not to a receiver whose access ended.
    const isOurs = row?.organisation === ctx.actor.organisation
    if (!row || (!isOurs && !(await sql.findPerson(ctx.tx, person)))) throw consentUnknown()
    ctx.disclose([{ person, fields: ['called', 'consent', 'contact'], purpose: 'care' }])
    const text = await textRead(ctx, row)
    return {
      consent: shown(row, ctx.today),
      called: await sql.calledName(ctx.tx, person),
      organisation: row.organisation_name,
      text: text && {
        title: say(text.title, row.locale),
        text: say(text.text, row.locale),
        hash: row.text_hash,
      },
      sms: await messageOf(ctx, row),
    }
  },
})

/** The exact words that were read: from the pack in force, or from the release that was in force then. */
async function textRead(
  ctx: QueryContext,
  row: sql.ConsentRow,
): Promise<Pick<ConsentText, 'title' | 'text'> | null> {
  const texts = [
    ...ctx.pack.pack.consentTexts,
    ...((await sql.textsOf(ctx.tx, row.pack_release)) as { version: string; title: Label; text: Label }[]),
  ]
  const same = texts.filter((each) => each.version === row.text_version)
  return same.find((each) => row.text_hash === '' || hashOf(each, row.locale) === row.text_hash) ?? null
}

/**
 * Codes of the pack's texts for a phone, with `{organisation}` and `{until}`; a no has the organisation
 * alone.
 */
const RECEIPTS = { yes: 'consent_receipt', no: 'consent_refused' } as const

async function messageOf(ctx: QueryContext, row: sql.ConsentRow) {
  const { pack } = ctx.pack
  const template = pack.messages.find((each) => each.code === RECEIPTS[row.said])
  if (!template || row.withdrawn_at !== null) return null
  const format = new IntlMessageFormat(say(template.text, row.locale), row.locale)
  const until = row.expires_on
    ? new Intl.DateTimeFormat(row.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        Date.parse(`${row.expires_on}T00:00:00Z`),
      )
    : ''
  const text = fitted(
    (organisation) => String(format.format({ organisation, until })),
    row.recipient_name ?? (await classOf(row)),
  )
  if (text === undefined) return null
  const numbers = (await safeContacts(ctx, row.person, 'text')).map(({ value }) => value).filter(isNumber)
  return { text, segments: segments(text), to: numbers }
}

/** A class of organisations in the words of the person's language: what they are, never what it is for. */
async function classOf({ recipient_class: all, locale }: sql.ConsentRow): Promise<string> {
  const words = await messagesIn(languageOf(locale))
  return words(`consent.class.${all}`) ?? ''
}

// Collects the own view: what every capability holds, who saw it, what was allowed, what was asked for.
import { withPrincipals } from '../../../identity/principals/reads.ts'
import type { PrincipalKind } from '../../../kernel/principal.ts'
import type { Id } from '../../../kernel/words.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { NOBODY } from '../../../platform/execute.ts'
import type { HeldEntry, Holding } from '../../../platform/holding.ts'
import { messagesIn, type MessageLocale } from '../../../platform/messages.ts'
import { openOwnRecords } from '../../../platform/same-person.ts'
import { overruled, standing } from '../../consent/operations.ts'
import { partsOf } from '../../disclosure/operations.ts'
import type { OwnConsent, OwnView, Look } from '../operations.ts'
import { ownEnded } from '../problems.ts'
import { namedByTheirWork } from '../reads.ts'
import { isCoveredPart } from '../rules/covered.ts'
import * as sql from '../sql.ts'
import { self } from './code.ts'
import { sectionIn, termIn, type Reader } from './wording.ts'

/** Entries of who saw what on one page: years of an ordinary record, and still drawn by an old telephone. */
const MOST = 1000

/**
 * @throws Problem `own.ended` when the record no longer exists, or this organisation may no longer show it
 */
export async function lookAt(
  ctx: QueryContext,
  holdings: readonly Holding[],
  locale: MessageLocale,
): Promise<OwnView> {
  const id = self(ctx)
  const [person, open] = [await sql.findPerson(ctx.tx, id), await sql.openView(ctx.tx, id)]
  if (!person || !open) throw ownEnded()
  const people = await openOwnRecords(ctx)
  let called = person.called
  const [kept] = people
  if (kept !== undefined && kept !== id) called = (await sql.findPerson(ctx.tx, kept))?.called ?? called
  const { until } = open
  const { pack } = ctx.pack
  const { organisation, timeZone, organisationName } = ctx.actor
  const named = await namedByTheirWork(ctx.tx, pack)
  const unnamed = [...named, ...(await sql.receivedByOverride(ctx.tx, people))].filter(
    (one) => one !== organisation,
  )
  const words = await messagesIn(locale)
  const reader: Reader = { locale, timeZone, words, pack, unnamed: new Set(unnamed) }

  const sections: OwnView['sections'] = []
  // In sequence: they share one transaction.
  for (const holding of holdings) {
    const entries: HeldEntry[] = []
    for (const one of people) entries.push(...(await holding.entries(ctx, one)))
    sections.push(...sectionIn(reader, holding, entries))
  }
  const looks = await sql.looks(ctx.tx, people, { timeZone, unnamed, most: MOST + 1 })
  const rows = await withPrincipals(ctx, looks)
  const found = await sql.corrections(ctx.tx, organisation, { people })
  const fields = ['identity', 'timeline', 'consent', 'disclosures']
  ctx.disclose(people.map((one) => ({ person: one, fields, purpose: 'own' })))
  return {
    view: open.id,
    organisation: organisationName,
    called,
    until,
    timeZone,
    secondsLeft: Math.max(0, Math.floor((Date.parse(until) - Date.parse(ctx.receivedAt)) / 1000)),
    sections,
    seen: byDay(rows.slice(0, MOST), reader, people),
    more: rows.length > MOST,
    consents: consentsIn(reader, await sql.consents(ctx.tx, people), ctx.today),
    corrections: found.map(({ person: _p, called: _c, answeredBy: _a, ...one }) => one),
  }
}

type LookRow = sql.LookRow & { actor_kind?: PrincipalKind }

function byDay(rows: readonly LookRow[], reader: Reader, people: readonly Id[]): OwnView['seen'] {
  const days = Map.groupBy(rows, ({ day }) => day)
  return [...days]
    .map(([day, seen]) => ({ day, sights: seen.flatMap((row) => lookIn(reader, row, people)) }))
    .filter(({ sights }) => sights.length > 0)
}

/** Parts that a code never shows are not named either; an access to nothing else makes no entry. */
function lookIn(reader: Reader, row: LookRow, people: readonly Id[]): Look[] {
  const parts = partsOf(row.fields).filter(
    (part) => part !== 'protected' && !isCoveredPart(reader.pack, part),
  )
  if (parts.length === 0) return []
  const isSelf = people.includes(row.actor as Id)
  return [
    {
      who: row.actor === NOBODY || isSelf ? null : nameOf(reader, row),
      self: isSelf,
      organisation: row.organisation_name,
      recipient: row.recipient_name,
      what: reader.words(`own.purpose.${row.purpose}`) ?? row.purpose,
      parts: parts.map((part) => reader.words(`disclosure.part.${part}`) ?? part),
      consented: row.consented,
      times: row.times,
      last: row.last,
    },
  ]
}

/** A display says that it is one, because its name was chosen by whoever set it up. */
function nameOf(reader: Reader, { actor_name, actor_kind }: LookRow): string | null {
  if (actor_kind === undefined) return actor_name
  return [reader.words(`principal.kind.${actor_kind}`), actor_name].filter(Boolean).join(' · ')
}

/**
 * As staff read them, without what a code never shows: that is left out first, so that a part refused since
 * never reveals another one that holds and is not shown.
 */
function consentsIn(reader: Reader, rows: readonly sql.ConsentRow[], today: string): OwnConsent[] {
  const named = (codes: readonly string[]) =>
    codes.flatMap((code) => termIn(reader, { code, of: 'fieldGroups' }))
  const decided = rows.flatMap((row) => {
    if (row.recipient !== null && reader.unnamed.has(row.recipient)) return []
    const [purpose] = termIn(reader, { code: row.purpose, of: 'purposes' })
    const fieldGroups = row.fieldGroups.filter((code) => named([code]).length > 0)
    if (purpose === undefined || fieldGroups.length === 0) return []
    const { recipient: id, recipientClass, organisationClass, ...one } = row
    const recipient = {
      id: id as Id | null,
      class: recipientClass,
      ...(organisationClass !== null && { organisationClass }),
    }
    return [{ ...one, fieldGroups, recipient, words: purpose, standing: standing(row, today) }]
  })
  return overruled(decided).map((one) => ({
    id: one.id,
    said: one.said,
    purpose: one.words,
    recipient: one.recipientName ?? reader.words(`consent.class.${one.recipient.class ?? ''}`) ?? '',
    parts: named(one.fieldGroups),
    ...(one.refusedSince && { refusedSince: named(one.refusedSince) }),
    givenAt: one.givenAt,
    until: one.expiresOn,
    standing: one.standing,
  }))
}

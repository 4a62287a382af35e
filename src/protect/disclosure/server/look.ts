// Answers who saw whom, on the screen and as a file; the people in these answers are themselves logged as
// disclosed.
import * as z from 'zod/mini'
import type { OutputOf, ParsedOf } from '../../../kernel/command.ts'
import type { PrincipalKind } from '../../../kernel/principal.ts'
import { actorNotAllowed, inputInvalid, personUnknown } from '../../../kernel/problems.ts'
import { Id } from '../../../kernel/words.ts'
import { withPrincipals } from '../../../identity/principals/reads.ts'
import { reading } from '../../../platform/ask.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { csvFile } from '../../../kernel/csv.ts'
import type { Routes } from '../../../platform/http/http.ts'
import { languageOf, messagesIn, type Translate } from '../../../platform/messages.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { recordsNow } from '../../../platform/same-person.ts'
import { exposes } from '../../../platform/exposure.ts'
import {
  principalWords,
  searchDisclosures,
  type countRefused,
  type Look,
  type refusedAttempts,
  type unusualLooks,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { period, standOut } from '../rules.ts'
import * as sql from '../sql.ts'

/** Entries in one file: a quarter of a busy desk, and still opened by a spreadsheet. */
const MOST = 50_000

type Asked = ParsedOf<typeof searchDisclosures>

export async function search(ctx: QueryContext, asked: Asked): Promise<OutputOf<typeof searchDisclosures>> {
  const { limit = 50, after } = asked
  const rows = await find(ctx, asked, after === undefined ? undefined : readCursor(after), limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  disclose(ctx, page)
  return {
    looks: page.map(shown),
    next: rows.length > limit && last ? `${last.moment}~${last.id}` : null,
  }
}

async function find(
  ctx: QueryContext,
  { person, user, ...days }: Pick<Asked, 'person' | 'user' | 'from' | 'until'>,
  before: { moment: string; id: string } | undefined,
  limit: number,
): Promise<LookRow[]> {
  // An asker must not be able to test whether an unknown person was ever looked at.
  if (person !== undefined && !(await sql.seesPerson(ctx.tx, person))) throw personUnknown()
  const people = person === undefined ? undefined : await recordsNow(ctx.tx, person)
  const { organisation, timeZone } = ctx.actor
  const rows = await sql.looks(
    ctx.tx,
    organisation,
    { ...period(days, ctx.today), timeZone, people, user },
    before,
    limit,
  )
  return await withPrincipals(ctx, rows)
}

type LookRow = sql.LookRow & { actor_kind?: PrincipalKind }

/** A person in their own view acts under their own id. */
const who = ({ actor, actor_name, actor_kind, ...of }: Acted & { person?: string }) => {
  const principal = of.person === actor ? 'link' : actor_kind
  return { id: actor, name: actor_name, ...(principal && { principal }) }
}
type Acted = { actor: string; actor_name: string | null; actor_kind?: PrincipalKind }

/**
 * Only people the answer names: a record that this organisation may not see has neither name nor id in it.
 */
function disclose(ctx: QueryContext, rows: readonly LookRow[]): void {
  const named = new Set(rows.flatMap(({ person, person_name }) => (person_name === null ? [] : [person])))
  ctx.disclose(
    [...named].map((person) => ({ person, fields: ['name', 'disclosures'], purpose: 'oversight' })),
  )
}

function shown(row: LookRow): Look {
  return {
    id: row.id,
    at: row.at,
    person: row.person_name === null ? null : { id: row.person, name: row.person_name },
    user: who(row),
    organisation: { id: row.organisation, name: row.organisation_name },
    recipient: row.recipient === null ? null : { id: row.recipient, name: row.recipient_name },
    via: row.via,
    fields: row.fields,
    purpose: row.purpose,
    consent: row.consent,
  }
}

export async function unusual(
  ctx: QueryContext,
  asked: ParsedOf<typeof unusualLooks>,
): Promise<OutputOf<typeof unusualLooks>> {
  const { organisation, timeZone } = ctx.actor
  const rows = await sql.openers(ctx.tx, organisation, { ...period(asked, ctx.today), timeZone })
  const users = await withPrincipals(ctx, rows)
  return {
    users: standOut(users).map(({ opened, idle, unusual, ...acted }) => ({
      user: who(acted),
      opened,
      idle,
      unusual,
    })),
  }
}

export async function refused(
  ctx: QueryContext,
  asked: ParsedOf<typeof refusedAttempts>,
): Promise<OutputOf<typeof refusedAttempts>> {
  const { organisation, timeZone } = ctx.actor
  const found = await ctx.asSystem(() =>
    sql.attempts(ctx.tx, organisation, { ...period(asked, ctx.today), timeZone }),
  )
  const rows = await withPrincipals(ctx, found)
  const about = [...new Set(rows.map(({ person }) => person))]
  ctx.disclose(about.map((person) => ({ person, fields: ['name', 'disclosures'], purpose: 'oversight' })))
  return {
    attempts: rows.map((row) => ({
      person: { id: row.person, name: row.person_name },
      user: who(row),
      organisation: { id: row.organisation, name: row.organisation_name },
      tried: row.name,
      code: row.code,
      times: row.times,
      last: row.last,
    })),
  }
}

/** Of the last thirty days, since this user last read the list: the disclosure log says when. */
export async function unread(ctx: QueryContext): Promise<OutputOf<typeof countRefused>> {
  const { organisation, timeZone, user } = ctx.actor
  const days = { ...period({}, ctx.today), timeZone }
  return { count: await ctx.asSystem(() => sql.countUnread(ctx.tx, organisation, days, user)) }
}

/** A user by name, anything else as what it is. */
const userIn = (words: Translate, { id, name, principal }: Look['user']): string =>
  principal ? [words(principalWords(principal, name)), name].filter(Boolean).join(' · ') : (name ?? id)

/** The end of a page: an instant to the microsecond, and an id. */
function readCursor(cursor: string): { moment: string; id: string } {
  const [moment = '', id = ''] = cursor.split('~')
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u.test(moment) || Number.isNaN(Date.parse(moment)))
    throw inputInvalid({ fields: [] })
  if (!Id.safeParse(id).success) throw inputInvalid({ fields: [] })
  return { moment, id }
}

const Filter = z.strictObject({
  from: searchDisclosures.input.shape.from,
  until: searchDisclosures.input.shape.until,
  person: searchDisclosures.input.shape.person,
  user: searchDisclosures.input.shape.user,
})

/**
 * `GET /api/disclosures.csv?from=…&until=…&person=…&user=…`: the same entries as a file for a spreadsheet.
 */
export const disclosureRoutes: Routes = (hono, { app, identify }) => {
  hono.get('/api/disclosures.csv', exposes('person'), async (context) => {
    const actor = await identify(context.req.raw)
    const verdict = policy.oversee(actor)
    if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
    const filter = parseInput(Filter, context.req.query())
    const rows = await reading(
      app,
      actor,
      'disclosure.export',
      async (ctx) => {
        const found = await find(ctx, filter, undefined, MOST)
        disclose(ctx, found)
        return found.map(shown)
      },
      policy.oversee,
    )
    const words = await messagesIn(languageOf(actor.locale))
    const columns = [
      'at',
      'person',
      'record',
      'user',
      'organisation',
      'recipient',
      'purpose',
      'fields',
      'via',
      'consent',
    ]
    context.header('content-type', 'text/csv; charset=utf-8')
    context.header('content-disposition', 'attachment; filename="disclosures.csv"')
    context.header('cache-control', 'private, no-store')
    return context.body(
      csvFile([
        columns.map((column) => words(`disclosure.column.${column}`) ?? column),
        ...rows.map((look) => [
          look.at,
          look.person?.name ?? '',
          look.person?.id ?? '',
          userIn(words, look.user),
          look.organisation.name ?? look.organisation.id,
          look.recipient?.name ?? look.recipient?.id ?? '',
          look.purpose,
          look.fields.join(' '),
          look.via,
          look.consent ?? '',
        ]),
      ]),
    )
  })
}

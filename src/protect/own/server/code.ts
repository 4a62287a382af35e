// Codes: made, revoked and listed by staff, used once by the person, and the session that one opens.
import { personUnknown } from '../../../kernel/problems.ts'
import { answer, on, type CommandContext } from '../../../platform/capability.ts'
import { recordsNow } from '../../../platform/same-person.ts'
import { codeHash, createCode, createSecret, secretHash } from '../../../platform/secrets.ts'
import {
  makeCode,
  LONGEST_HOURS,
  revokeCode,
  type OwnCode,
  listCodes,
  enterOwn,
  finishOwn,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { ownCodeOver, ownCodeUnknown, ownCodeWrong, ownEnded } from '../problems.ts'
import { CODE_LABEL } from '../rules/code.ts'
import * as sql from '../sql.ts'

/** Long enough to read, short enough for a telephone that is passed on. */
export const SESSION_MINUTES = 30

const HOUR = 3_600_000

const after = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

export const making = on(makeCode, {
  may: policy.make,
  async run(ctx, { person, id, checked, note, hours = LONGEST_HOURS }) {
    if (!(await sql.findPerson(ctx.tx, person))) throw personUnknown()
    const { organisation, user } = ctx.actor
    const code = createCode()
    const until = after(ctx.receivedAt, hours * HOUR)
    for (const one of await recordsNow(ctx.tx, person))
      await sql.endAll(ctx.tx, { person: one, organisation, by: user, at: ctx.receivedAt })
    await sql.insertCode(ctx.tx, {
      person,
      id,
      organisation,
      hash: codeHash(ctx.sign, CODE_LABEL, code),
      checked,
      note: note ?? null,
      by: user,
      at: ctx.receivedAt,
      until,
    })
    ctx.record('own_code.made', { person, data: { code: id } })
    return { code, until }
  },
})

export const revoking = on(revokeCode, {
  may: policy.make,
  async run(ctx, key) {
    const { organisation, user } = ctx.actor
    const row = await sql.lockCode(ctx.tx, organisation, key)
    if (!row) throw ownCodeUnknown()
    if (row.ended_at !== null) throw ownCodeOver()
    await sql.endCode(ctx.tx, key, { user, at: ctx.receivedAt })
    await sql.endSessions(ctx.tx, { person: key.person, organisation, at: ctx.receivedAt, code: key.id })
    ctx.record('own_code.revoked', { person: key.person, data: { code: key.id } })
    return {}
  },
})

function stateOf(row: sql.CodeRow, now: string): OwnCode['state'] {
  if (row.ended_at !== null) return 'ended'
  if (row.used_at !== null) return 'used'
  return row.valid_until > now ? 'waiting' : 'expired'
}

export const listing = answer(listCodes, {
  may: policy.make,
  async run(ctx, { person }) {
    const people = person === undefined ? undefined : await recordsNow(ctx.tx, person)
    const rows = await sql.codes(ctx.tx, ctx.actor.organisation, people)
    const languages = person === undefined ? undefined : (await sql.findPerson(ctx.tx, person))?.languages
    const about = [...new Set(rows.map((row) => row.person))]
    ctx.disclose(about.map((one) => ({ person: one, fields: ['called'], purpose: 'oversight' })))
    if (person !== undefined && languages && languages.length > 0)
      ctx.disclose([{ person, fields: ['languages'], purpose: 'care' }])
    return {
      ...(languages && { languages }),
      codes: rows.map((row) => ({
        person: row.person,
        id: row.id,
        called: row.called,
        checked: row.checked,
        note: row.note,
        madeBy: row.made_by_name,
        madeAt: row.made_at,
        until: row.valid_until,
        usedAt: row.used_at,
        state: stateOf(row, ctx.receivedAt),
      })),
    }
  },
})

/** The person who acts: row-level security shows only their rows in this transaction. */
export function self(ctx: Pick<CommandContext, 'actor'>): string {
  const subject = ctx.actor.principal?.subject
  if (subject === undefined) throw ownEnded()
  return subject
}

/**
 * The person who changes something: their view is locked open until that is done, so that nothing is done
 * under a view that has ended, and the user who made its code stays on record for what was done.
 */
export async function changing(ctx: CommandContext): Promise<string> {
  const person = self(ctx)
  const view = ctx.actor.principal?.id
  if (view === undefined || !(await sql.holdView(ctx.tx, { person, id: view }, ctx.receivedAt)))
    throw ownEnded()
  return person
}

export const entering = on(enterOwn, {
  may: policy.self,
  async run(ctx, { code }) {
    const [person, { organisation }] = [self(ctx), ctx.actor]
    const row = await sql.lockCode(ctx.tx, organisation, { person, id: code })
    if (!row || row.used_at !== null || row.ended_at !== null || row.valid_until <= ctx.receivedAt)
      throw ownCodeWrong()
    const token = createSecret()
    const until = after(ctx.receivedAt, SESSION_MINUTES * 60_000)
    await sql.useCode(ctx.tx, { person, id: code }, ctx.receivedAt)
    await sql.insertSession(ctx.tx, {
      person,
      id: ctx.newId(),
      organisation,
      code,
      token: secretHash(token),
      at: ctx.receivedAt,
      until,
    })
    ctx.record('own_code.used', { person, data: { code } })
    return { token, until }
  },
})

export const finishing = on(finishOwn, {
  may: policy.self,
  async run(ctx) {
    const { organisation } = ctx.actor
    await sql.endSessions(ctx.tx, { person: self(ctx), organisation, at: ctx.receivedAt })
    return {}
  },
})

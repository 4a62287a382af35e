// What the person changes and asks for, and what staff answer: withdrawing a consent, a correction, an
// erasure.
import { answer, on, type CommandContext, type QueryContext } from '../../../platform/capability.ts'
import { openOwnRecords, recordsNow } from '../../../platform/same-person.ts'
import { confirmConsent, withdrawConsent } from '../../consent/operations.ts'
import { askErasure } from '../../retention/operations.ts'
import {
  withdrawOwn,
  confirmOwn,
  askOwnErasure,
  askCorrection,
  shareCorrections,
  answerCorrection,
  listCorrections,
} from '../operations.ts'
import * as policy from '../policy.ts'
import {
  correctionAnswered,
  correctionTooMany,
  correctionUnknown,
  correctionWordsMissing,
  ownEnded,
} from '../problems.ts'
import * as sql from '../sql.ts'
import { changing } from './code.ts'

/**
 * Open requests of one person at a time: otherwise a person who holds the telephone could crowd out those of
 * others.
 */
const MOST_OPEN = 20

/** The record of this person on which a consent lies, while several are merged. */
async function recordOf(ctx: CommandContext, consent: string): Promise<string> {
  const person = await changing(ctx)
  return (await sql.recordOfConsent(ctx.tx, await openOwnRecords(ctx), consent)) ?? person
}

export const withdrawing = on(withdrawOwn, {
  may: policy.self,
  run: async (ctx, { id }) => ctx.run(withdrawConsent, { person: await recordOf(ctx, id), id }),
})

/** The person confirms a yes that is already proven; a code never allows anything new. */
export const confirming = on(confirmOwn, {
  may: policy.self,
  run: async (ctx, { id }) => ctx.run(confirmConsent, { person: await recordOf(ctx, id), id }),
})

export const askingErasure = on(askOwnErasure, {
  may: policy.self,
  run: async (ctx, asked) => ctx.run(askErasure, { ...asked, person: await changing(ctx) }),
})

export const askingCorrection = on(askCorrection, {
  may: policy.self,
  async run(ctx, { id, about, wrong, proposed }) {
    const person = await changing(ctx)
    await sql.holdCorrections(ctx.tx, person)
    // An organisation that has lost access to the record meanwhile can no longer answer.
    if (!(await sql.findPerson(ctx.tx, person))) throw ownEnded()
    if ((await sql.openCorrections(ctx.tx, person)) >= MOST_OPEN) throw correctionTooMany()
    const { organisation } = ctx.actor
    await sql.insertCorrection(ctx.tx, {
      person,
      id,
      organisation,
      about,
      wrong,
      proposed,
      at: ctx.receivedAt,
    })
    ctx.record('correction.asked', { person, data: { correction: id } })
    return {}
  },
})

export const sharing = on(shareCorrections, {
  may: policy.bySystem,
  async run(ctx, { person, with: organisation, sees }) {
    await sql.holdCorrections(ctx.tx, person)
    await ctx.asSystem(() => sql.shareCorrections(ctx.tx, { person, organisation, sees }))
    return {}
  },
})

export const answering = on(answerCorrection, {
  may: policy.answer,
  async run(ctx, { answer: state, words, ...key }) {
    if (state === 'kept' && words === undefined) throw correctionWordsMissing()
    const row = await sql.lockCorrection(ctx.tx, ctx.actor.organisation, key)
    if (!row) throw correctionUnknown()
    if (row.state !== 'open') throw correctionAnswered({ state: row.state })
    const by = { state, words: words ?? null, user: ctx.actor.user, at: ctx.receivedAt }
    await sql.answerCorrection(ctx.tx, key, by)
    ctx.record('correction.answered', { person: key.person, data: { correction: key.id } })
    return {}
  },
})

async function shown(ctx: QueryContext, which: { open: boolean; people: readonly string[] | undefined }) {
  const found = await sql.corrections(ctx.tx, ctx.actor.organisation, which)
  const about = [...new Set(found.map(({ person }) => person))]
  ctx.disclose(about.map((person) => ({ person, fields: ['called'], purpose: 'care' })))
  return found
}

export const listing = answer(listCorrections, {
  may: policy.answer,
  async run(ctx, { person }) {
    const people = person === undefined ? undefined : await recordsNow(ctx.tx, person)
    return {
      waiting: await shown(ctx, { open: true, people }),
      answered: await shown(ctx, { open: false, people }),
    }
  },
})

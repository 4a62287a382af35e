// Joins how long data is kept with who looks before it goes, and with the erasure itself.
import type { FactKind } from '../../kernel/fact.ts'
import { DataClass } from '../../kernel/pack.ts'
import { codeUnknownConflict, personUnknown } from '../../kernel/problems.ts'
import { dateIn } from '../../kernel/time.ts'
import { answer, job, on, type Capability, type QueryContext } from '../../platform/capability.ts'
import { erasureAskedAlready } from '../own/problems.ts'
import * as contract from './contract.ts'
import { personErased } from './facts.ts'
import * as policy from './policy.ts'
import {
  erasureCaseOpen,
  erasureDecided,
  erasureRuleMissing,
  erasureUnknown,
  erasureUntilPast,
} from './problems.ts'
import { cutoffs } from './rules.ts'
import { eraser } from './server/erase.ts'
import { held } from './server/held.ts'
import * as sql from './sql.ts'

export { broughtBack, erasureList, readErasures, repeatErasures, type ErasureList } from './server/list.ts'

/** People looked at in one transaction, and transactions a night: more people than that are walked through in several. */
const BATCH = 1000
const BATCHES_A_NIGHT = 50

async function shown(ctx: QueryContext, which: { open?: boolean; person?: string }) {
  const found = await sql.reviews(ctx.tx, ctx.actor.organisation, which)
  const people = [...new Set(found.map(({ person }) => person))]
  ctx.disclose(people.map((person) => ({ person, fields: ['identity'], purpose: 'oversight' })))
  return found
}

/** @param kinds every kind of fact of the house: what of each is nobody's words */
export function retention(kinds: () => readonly FactKind[]): Capability {
  const erase = eraser(kinds)
  return {
    name: 'retention',
    facts: [personErased],
    holds: held,
    handlers: [
      answer(contract.retentionRules, {
        may: policy.readRules,
        run: async ({ pack: { pack } }) => ({
          rules: DataClass.options.flatMap((one) =>
            (pack.retention ?? []).filter((rule) => rule.class === one),
          ),
          backupDays: pack.backupDays ?? null,
        }),
      }),
      on(contract.askErasure, {
        may: policy.ask,
        async run(ctx, { id, person, words }) {
          if ((await sql.keeperOf(ctx.tx, person)) === undefined) throw personUnknown()
          const wish: sql.NewReview = {
            person,
            id,
            organisation: ctx.actor.organisation,
            because: 'wish',
            classes: DataClass.options,
            askedBy: ctx.actor.user,
            words,
            at: ctx.occurredAt,
          }
          if (!(await sql.turnIntoWish(ctx.tx, wish)) && !(await sql.insertReview(ctx.tx, wish)))
            throw erasureAskedAlready()
          return {}
        },
      }),
      on(contract.noteDue, {
        may: policy.byTheHouse,
        async run(ctx) {
          // The day ends last there: nobody is past a rule whose last day somewhere still runs.
          const today = dateIn(ctx.receivedAt, 'Etc/GMT+12')
          const people = await sql.walk(ctx.tx, BATCH)
          const rules = cutoffs(ctx.pack.pack.retention ?? [], today)
          const due = await sql.due(ctx.tx, people, rules, today)
          for (const one of due)
            await sql.insertReview(ctx.tx, { ...one, id: ctx.newId(), because: 'rule', at: ctx.receivedAt })
          return { noted: due.length, ended: people.length < BATCH }
        },
      }),
      on(contract.keepPerson, {
        may: policy.decide,
        async run(ctx, { person, id, until, reason, rule }) {
          const review = await sql.lockReview(ctx.tx, ctx.actor.organisation, person, id)
          if (!review) throw erasureUnknown()
          if (review.state !== 'open') throw erasureDecided()
          if (until <= ctx.today) throw erasureUntilPast()
          if (review.because === 'wish' && rule === undefined) throw erasureRuleMissing()
          if (rule !== undefined && !ctx.pack.pack.retention?.some(({ code }) => code === rule))
            throw codeUnknownConflict({ code: rule })
          const state = review.because === 'wish' ? 'refused' : 'kept'
          const by = { user: ctx.actor.user, at: ctx.receivedAt }
          await sql.keep(ctx.tx, { person, id, state, until, reason, rule: rule ?? null }, by)
          return {}
        },
      }),
      on(contract.erasePerson, {
        may: policy.decide,
        async run(ctx, { person, id }) {
          const { organisation } = ctx.actor
          const review = await sql.lockReview(ctx.tx, organisation, person, id)
          if (!review) throw erasureUnknown()
          if (review.state !== 'open') throw erasureDecided()
          // What is still being worked on is closed first, by whoever works on it.
          if (await sql.hasOpenCase(ctx.tx, person, organisation)) throw erasureCaseOpen()
          return erase(ctx, { person, organisation, classes: review.classes })
        },
      }),
      on(contract.repeatErasure, {
        may: policy.byTheHouse,
        async run(ctx, erased) {
          const repeated = await ctx.asHouse(() => sql.isThere(ctx.tx, erased.person, erased.organisation))
          if (repeated) await erase(ctx, erased)
          return { repeated }
        },
      }),
      answer(contract.listErasures, {
        may: policy.decide,
        run: async (ctx) => ({
          waiting: await shown(ctx, { open: true }),
          answered: await shown(ctx, { open: false }),
        }),
      }),
      answer(contract.erasureOfPerson, {
        may: policy.ask,
        run: async (ctx, { person }) => ({ reviews: await shown(ctx, { person }) }),
      }),
    ],
    jobs: [
      job(
        'erasure.notice',
        async (ctx) => {
          for (let batch = 0; batch < BATCHES_A_NIGHT; batch++)
            if ((await ctx.execute(contract.noteDue, {})).ended) break
        },
        { cron: '41 2 * * *' },
      ),
    ],
  }
}

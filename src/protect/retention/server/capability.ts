// Combines the retention rules, the reviews before an erasure, and the erasure itself.
import { DataClass } from '../../../kernel/packs/pack.ts'
import { codeUnknownConflict, personUnknown } from '../../../kernel/problems.ts'
import { dateIn } from '../../../kernel/time.ts'
import { answer, job, on, type Capability, type QueryContext } from '../../../platform/capability.ts'
import { recordsNow, samePeople } from '../../../platform/same-person.ts'
import type { Composition } from '../../../platform/composition.ts'
import { erasureAskedAlready } from '../../own/problems.ts'
import {
  retentionRules,
  askErasure,
  noteDue,
  keepPerson,
  erasePerson,
  repeatErasure,
  listErasures,
  erasureOfPerson,
  type ErasureReview,
} from '../operations.ts'
import { personErased } from '../facts.ts'
import * as policy from '../policy.ts'
import {
  erasureCaseOpen,
  erasureDecided,
  erasureRuleMissing,
  erasureUnknown,
  erasureUntilPast,
} from '../problems.ts'
import { cutoffs } from '../rules.ts'
import { eraser } from './erase.ts'
import { held } from './held.ts'
import { notingErasures } from './list.ts'
import * as sql from '../sql.ts'

/**
 * People checked in one transaction, and transactions in one night: a larger database takes several nights.
 */
const BATCH = 1000
const BATCHES_A_NIGHT = 50

async function shown(
  ctx: QueryContext,
  which: { open?: boolean; people?: readonly string[] },
): Promise<ErasureReview[]> {
  const found = await sql.reviews(ctx.tx, ctx.actor.organisation, which)
  const open = found.filter(({ state }) => state === 'open').map(({ person }) => person)
  const same = await samePeople(ctx.tx, [...new Set(open)])
  const others = [...same.values()].flatMap((one) => one.people)
  const names = others.length > 0 ? await sql.namesOf(ctx.tx, others) : new Map<string, string | null>()
  const people = [...new Set([...found.map(({ person }) => person), ...names.keys()])]
  ctx.disclose(people.map((person) => ({ person, fields: ['identity'], purpose: 'oversight' })))
  return found.map((review) => {
    const all = review.state === 'open' ? (same.get(review.person)?.people ?? []) : []
    const sameAs = all
      .filter((id) => id !== review.person && names.has(id))
      .map((id) => ({ id, name: names.get(id) ?? null }))
    return sameAs.length > 0 ? { ...review, sameAs } : review
  })
}

export function capability({ facts: kinds, erasures }: Composition): Capability {
  const erase = eraser(kinds)
  return {
    name: 'retention',
    facts: [personErased],
    holds: held,
    handlers: [
      answer(retentionRules, {
        may: policy.readRules,
        run: async ({ pack: { pack } }) => ({
          rules: DataClass.options.flatMap((one) =>
            (pack.retention ?? []).filter((rule) => rule.class === one),
          ),
          backupDays: pack.backupDays ?? null,
        }),
      }),
      on(askErasure, {
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
      on(noteDue, {
        may: policy.bySystem,
        async run(ctx) {
          // The time zone where the day ends last: a rule applies once its last day is over everywhere.
          const today = dateIn(ctx.receivedAt, 'Etc/GMT+12')
          const people = await sql.walk(ctx.tx, BATCH)
          const rules = cutoffs(ctx.pack.pack.retention ?? [], today)
          const due = await sql.due(ctx.tx, people, rules, today)
          for (const one of due)
            await sql.insertReview(ctx.tx, { ...one, id: ctx.newId(), because: 'rule', at: ctx.receivedAt })
          return { noted: due.length, ended: people.length < BATCH }
        },
      }),
      on(keepPerson, {
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
      on(erasePerson, {
        may: policy.decide,
        async run(ctx, { person, id, withSame = false }) {
          const { organisation } = ctx.actor
          const review = await sql.lockReview(ctx.tx, organisation, person, id)
          if (!review) throw erasureUnknown()
          if (review.state !== 'open') throw erasureDecided()
          // A case that is still open is closed first, by the staff who work on it.
          const people = withSame ? await recordsNow(ctx.tx, person) : [person]
          if (await sql.hasOpenCase(ctx.tx, people, organisation)) throw erasureCaseOpen()
          const { classes } = review
          const erased = await erase(ctx, { person, organisation, classes })
          for (const other of people.filter((one) => one !== person)) {
            const more = await erase(ctx, { person: other, organisation, classes })
            erased.evidenceKept += more.evidenceKept
            erased.asked += more.asked
          }
          return erased
        },
      }),
      on(repeatErasure, {
        may: policy.bySystem,
        async run(ctx, erased) {
          const repeated = await ctx.asSystem(() => sql.isThere(ctx.tx, erased.person, erased.organisation))
          if (repeated) await erase(ctx, erased)
          return { repeated }
        },
      }),
      answer(listErasures, {
        may: policy.decide,
        run: async (ctx) => ({
          waiting: await shown(ctx, { open: true }),
          answered: await shown(ctx, { open: false }),
        }),
      }),
      answer(erasureOfPerson, {
        may: policy.ask,
        run: async (ctx, { person }) => ({
          reviews: await shown(ctx, { people: await recordsNow(ctx.tx, person) }),
        }),
      }),
    ],
    jobs: [
      ...(erasures ? [notingErasures(erasures)] : []),
      job(
        'erasure.notice',
        async (ctx) => {
          for (let batch = 0; batch < BATCHES_A_NIGHT; batch++)
            if ((await ctx.execute(noteDue, {})).ended) break
        },
        { cron: '41 2 * * *' },
      ),
    ],
  }
}

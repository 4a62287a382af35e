// Handlers of needs, milestones and case files; a served referral completes the step that it carried out.
import { kindOf } from '../../../kernel/fact.ts'
import { findTerm, type TaxonomyName } from '../../../kernel/packs/pack.ts'
import type { Json } from '../../../kernel/problem.ts'
import { codeUnknown, personUnknown, userUnknown } from '../../../kernel/problems.ts'
import { addDays } from '../../../kernel/time.ts'
import { answer, listen, on, type Capability, type CommandContext } from '../../../platform/capability.ts'
import { latestFirst, together } from '../../../kernel/same-person.ts'
import { withoutConsent } from '../../../protect/consent/operations.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { personFacts } from '../../record/facts.ts'
import { requireBorn } from '../../record/operations.ts'
import { facts as referralFacts } from '../../referrals/facts.ts'
import {
  identifyNeed,
  changeUrgency,
  endNeed,
  reopenNeed,
  recordMilestone,
  openCase,
  assignCase,
  closeCase,
  getWork,
  listDueSteps,
} from '../operations.ts'
import { facts, milestoneRecorded } from '../facts.ts'
import * as policy from '../policy.ts'
import {
  caseClosed,
  caseManagerNotAllowed,
  caseNeedsOpen,
  caseUnknown,
  goalUnknown,
  milestoneInFuture,
  needChangedMeanwhile,
  needEnded,
  needOfAnother,
  needOpenAlready,
  needUnknown,
} from '../problems.ts'
import { held } from './held.ts'
import { finish, planning } from './plan.ts'
import { shownWork } from './reading.ts'
import * as sql from '../sql.ts'

function termOf(ctx: CommandContext, taxonomy: TaxonomyName, code: string) {
  const term = findTerm(ctx.pack.pack, taxonomy, code)
  if (!term) throw codeUnknown({ code })
  return term
}

async function openFile(
  ctx: CommandContext<'case.opened'>,
  person: string,
  id = ctx.newId(),
  manager: string | null = null,
) {
  const opened = await sql.openCase(ctx.tx, {
    person,
    id,
    organisation: ctx.actor.organisation,
    centre: ctx.actor.centre ?? null,
    manager,
    opened_at: ctx.occurredAt,
  })
  if (opened) ctx.record('case.opened', { person, data: { case: id } })
  return opened
}

async function ownNeed(ctx: CommandContext, key: { person: string; id: string }): Promise<sql.NeedRow> {
  const need = await sql.lockNeed(ctx.tx, key)
  if (!need) throw needUnknown()
  if (need.organisation !== ctx.actor.organisation) throw needOfAnother()
  return need
}

async function openNeed(ctx: CommandContext, key: { person: string; id: string }): Promise<sql.NeedRow> {
  const need = await ownNeed(ctx, key)
  if (need.ended_on) throw needEnded({ on: need.ended_on })
  return need
}

const aboutNeed = ({ id, code, domain, urgency }: sql.NeedRow) => ({
  need: id,
  code,
  domain,
  urgency,
})
export const capability: Capability = {
  name: 'cases',
  facts: [...facts, milestoneRecorded],
  constraints: { goal_need: needUnknown, plan_step_goal: goalUnknown },
  handlers: [
    on(identifyNeed, {
      may: policy.identify,
      async run(ctx, { id, person, code, urgency, note }) {
        const term = termOf(ctx, 'needs', code)
        termOf(ctx, 'urgencies', urgency)
        if (!(await sql.seesPerson(ctx.tx, person))) throw personUnknown()
        const row: sql.NeedRow = {
          person,
          id,
          organisation: ctx.actor.organisation,
          code,
          domain: term.parent ?? code,
          urgency,
          note: note ?? null,
          identified_on: ctx.today,
          ended_on: null,
          ending: null,
          ending_note: null,
          version: 1,
        }
        await sql.insertNeed(ctx.tx, row)
        await openFile(ctx, person)
        ctx.record('need.identified', { person, data: aboutNeed(row) })
        return { version: 1 }
      },
    }),
    on(changeUrgency, {
      may: policy.identify,
      async run(ctx, { base, urgency, note, ...key }) {
        termOf(ctx, 'urgencies', urgency)
        const need = await openNeed(ctx, key)
        if (need.version !== base) {
          throw needChangedMeanwhile({
            version: need.version,
            urgency: need.urgency,
            note: need.note,
          })
        }
        const row = { ...need, urgency, note: note ?? need.note, version: need.version + 1 }
        await sql.saveNeed(ctx.tx, row)
        ctx.record('need.urgency_changed', { person: key.person, data: aboutNeed(row) })
        return { version: row.version }
      },
    }),
    on(endNeed, {
      may: policy.identify,
      async run(ctx, { ending, note, ...key }) {
        const need = await openNeed(ctx, key)
        const row = {
          ...need,
          ending,
          ended_on: ctx.today,
          ending_note: note ?? null,
          version: need.version + 1,
        }
        await sql.saveNeed(ctx.tx, row)
        ctx.record(ending === 'met' ? 'need.met' : 'need.ended', { person: key.person, data: aboutNeed(row) })
        return { version: row.version }
      },
    }),
    on(reopenNeed, {
      may: policy.identify,
      async run(ctx, key) {
        const need = await ownNeed(ctx, key)
        if (!need.ended_on) throw needOpenAlready()
        // What happened stays, for when it is closed again.
        const row = { ...need, ending: null, ended_on: null, version: need.version + 1 }
        await sql.saveNeed(ctx.tx, row)
        await openFile(ctx, key.person)
        ctx.record('need.reopened', { person: key.person, data: aboutNeed(row) })
        return { version: row.version }
      },
    }),
    ...planning,
    on(recordMilestone, {
      may: policy.plan,
      async run(ctx, { person, milestone, on: day }) {
        const { domain } = termOf(ctx, 'milestones', milestone) as { domain?: string }
        if (day > ctx.today) throw milestoneInFuture()
        const keeper = await sql.keeperOf(ctx.tx, person)
        if (!keeper) throw personUnknown()
        requireBorn(await sql.bornOn(ctx.tx, person), day)
        // The keeper of the record may have referred the person, and can help to prove the milestone.
        ctx.record('milestone.recorded', {
          person,
          occurredOn: day,
          sharedWith: keeper === ctx.actor.organisation ? [] : [keeper],
          data: { milestone, domain: domain ?? milestone },
        })
        return {}
      },
    }),
    on(openCase, {
      may: policy.identify,
      async run(ctx, { id, person, manager }) {
        if (!(await sql.seesPerson(ctx.tx, person))) throw personUnknown()
        if (manager !== undefined) await checkManager(ctx, manager)
        return { opened: await openFile(ctx, person, id, manager ?? null) }
      },
    }),
    on(assignCase, {
      may: policy.supervise,
      async run(ctx, { manager, ...key }) {
        const file = await openFileOf(ctx, key)
        await checkManager(ctx, manager)
        await sql.saveCase(ctx.tx, { ...file, manager })
        ctx.record('case.assigned', { person: key.person, data: { case: key.id, manager } })
        return {}
      },
    }),
    on(closeCase, {
      may: policy.close,
      async run(ctx, { reason, note, ...key }) {
        termOf(ctx, 'closureReasons', reason)
        const file = await openFileOf(ctx, key)
        const open = await sql.openNeeds(ctx.tx, key.person, file.organisation)
        if (open > 0) throw caseNeedsOpen({ needs: open })
        await sql.saveCase(ctx.tx, {
          ...file,
          closed_at: ctx.occurredAt,
          closure_reason: reason,
          closure_note: note ?? null,
        })
        ctx.record('case.closed', { person: key.person, data: { case: key.id, reason } })
        return {}
      },
    }),
    answer(getWork, {
      may: policy.read,
      joining: {
        by: 'person',
        join([kept, ...more], besides) {
          const all = [kept, ...more, ...besides]
          return {
            files: together(
              all,
              ({ files }) => files,
              latestFirst(({ openedAt }) => openedAt),
            ),
            // Those that are open come first, as in the record of one.
            needs: together(
              all,
              ({ needs }) => needs,
              (a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null),
            ),
            goals: together(all, ({ goals }) => goals),
            withheld: kept.output.withheld,
          }
        },
      },
      async run(ctx, { person }) {
        const [seen] = await sql.seenOf(ctx.tx, [person])
        if (!seen) throw personUnknown()
        const work = shownWork(await sql.workOf(ctx.tx, [person]), seen, ctx.actor)
        // When nothing is visible because the needs are hidden, the answer is the consent that is missing.
        const isEmpty = [work.files, work.needs, work.goals].every(({ length }) => length === 0)
        if (work.withheld && isEmpty) throw withoutConsent(work.withheld)
        ctx.disclose([{ person, fields: ['needs', 'plan'], purpose: 'care' }])
        return work
      },
    }),
    answer(listDueSteps, {
      may: policy.read,
      async run(ctx, { until }) {
        const rows = await sql.dueSteps(ctx.tx, ctx.actor.organisation, until ?? addDays(ctx.today, 7))
        ctx.disclose(
          [...new Set(rows.map((row) => row.person))].map((person) => ({
            person,
            fields: ['plan'],
            purpose: 'care',
          })),
        )
        return {
          steps: rows.map((row) => ({
            id: row.id,
            person: row.person,
            calledName: row.called,
            text: row.text,
            dueOn: row.due_on,
          })),
        }
      },
    }),
  ],
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => sql.closeNeeds(ctx.tx, erased))
      if (takesIn(erased, 'sensitive')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
    // A change of who sees the record changes who sees its needs.
    ...(['person.shared', 'person.sharing_stopped'] as const).map((kind) =>
      listen(kindOf(personFacts, kind), (ctx, { person }) =>
        ctx.asSystem(() => sql.shareNeeds(ctx.tx, person)),
      ),
    ),
    // The organisation that accepts a referral starts working with the person.
    listen(kindOf(referralFacts, 'referral.accepted'), (ctx, fact) =>
      openFile(ctx, fact.person).then(() => {}),
    ),
    // The step belongs to the sender; the receiver that served the person cannot see the sender's rows.
    listen(kindOf(referralFacts, 'referral.closed'), async (ctx, fact) => {
      if (fact.data.result !== 'served') return
      await ctx.asSystem(async () => {
        for (const step of await sql.openStepsOf(ctx.tx, fact.person, fact.data.referral)) {
          await finish(ctx, step, 'plan.step_done', null)
        }
      })
    }),
  ],
  holds: held,
  holdsOrder: 20,
  replica: {
    name: 'cases',
    async documents(ctx, persons) {
      if (policy.read(ctx.actor) !== true) return new Map<string, Json>()
      const seen = await sql.seenOf(ctx.tx, persons)
      const work = await sql.workOf(
        ctx.tx,
        seen.map(({ person }) => person),
      )
      return new Map(seen.map((one) => [one.person, shownWork(work, one, ctx.actor) as unknown as Json]))
    },
  },
}

/**
 * The person responsible for a case must work here and be allowed to. @throws Problem user.unknown,
 * case.manager_not_allowed
 */
async function checkManager(ctx: CommandContext, manager: string): Promise<void> {
  const holder = await sql.holderOf(ctx.tx, manager, ctx.actor.organisation)
  if (!holder) throw userUnknown()
  if (policy.manage(holder) !== true) throw caseManagerNotAllowed()
}

async function openFileOf(ctx: CommandContext, key: { person: string; id: string }): Promise<sql.CaseRow> {
  const file = await sql.lockCase(ctx.tx, key)
  if (!file || file.organisation !== ctx.actor.organisation) throw caseUnknown()
  if (file.closed_at) throw caseClosed({ at: file.closed_at })
  return file
}

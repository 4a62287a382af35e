// Handlers of the plan: goals and the steps towards them.
import { personUnknown } from '../../../kernel/problems.ts'
import { on, type CommandContext } from '../../../platform/capability.ts'
import { referralUnknown } from '../../referrals/problems.ts'
import {
  addStep,
  attachReferral,
  completeStep,
  dropGoal,
  dropStep,
  reachGoal,
  reopenGoal,
  reopenStep,
  setGoal,
} from '../operations.ts'
import * as policy from '../policy.ts'
import {
  goalDropped,
  goalOpenAlready,
  goalReachedAlready,
  goalUnknown,
  needUnknown,
  stepOpenAlready,
  stepOver,
  stepUnknown,
} from '../problems.ts'
import * as sql from '../sql.ts'

async function openGoal(ctx: CommandContext, key: { person: string; id: string }): Promise<sql.GoalRow> {
  const goal = await sql.lockGoal(ctx.tx, key)
  if (!goal) throw goalUnknown()
  if (goal.reached_on) throw goalReachedAlready({ on: goal.reached_on })
  if (goal.dropped_on) throw goalDropped({ on: goal.dropped_on })
  return goal
}

async function openStep(ctx: CommandContext, key: { person: string; id: string }): Promise<sql.StepRow> {
  const step = await sql.lockStep(ctx.tx, key)
  if (!step) throw stepUnknown()
  if (step.state !== 'open') throw stepOver({ state: step.state })
  return step
}

const aboutStep = ({ id, goal }: sql.StepRow) => ({ step: id, goal })

/** Ends a step that is open. */
export async function finish<Kind extends 'plan.step_done' | 'plan.step_dropped'>(
  ctx: CommandContext<NoInfer<Kind>>,
  step: sql.StepRow,
  kind: Kind,
  note: string | null,
) {
  const state = kind === 'plan.step_done' ? 'done' : 'dropped'
  await sql.saveStep(ctx.tx, { ...step, state, ended_on: ctx.today, note: note ?? step.note })
  ctx.record(kind, {
    person: step.person,
    organisation: step.organisation,
    data: aboutStep(step),
  })
}

export const planning = [
  on(setGoal, {
    may: policy.plan,
    async run(ctx, { id, person, need, text, wantedBy }) {
      if (!(await sql.seesPerson(ctx.tx, person))) throw personUnknown()
      if (need !== undefined && !(await sql.ownsNeed(ctx.tx, { person, id: need }, ctx.actor.organisation)))
        throw needUnknown()
      await sql.insertGoal(ctx.tx, {
        person,
        id,
        organisation: ctx.actor.organisation,
        need: need ?? null,
        text,
        wanted_by: wantedBy ?? null,
        set_on: ctx.today,
        reached_on: null,
        dropped_on: null,
        ending_note: null,
      })
      ctx.record('plan.goal_set', { person, data: { goal: id } })
      return {}
    },
  }),
  on(reachGoal, {
    may: policy.plan,
    async run(ctx, { note, ...key }) {
      const goal = await openGoal(ctx, key)
      await sql.saveGoal(ctx.tx, { ...goal, reached_on: ctx.today, ending_note: note ?? null })
      ctx.record('plan.goal_reached', { person: key.person, data: { goal: key.id } })
      return {}
    },
  }),
  on(dropGoal, {
    may: policy.plan,
    async run(ctx, { because, ...key }) {
      const goal = await openGoal(ctx, key)
      await sql.saveGoal(ctx.tx, { ...goal, dropped_on: ctx.today, ending_note: because })
      ctx.record('plan.goal_dropped', { person: key.person, data: { goal: key.id } })
      return {}
    },
  }),
  on(reopenGoal, {
    may: policy.plan,
    async run(ctx, key) {
      const goal = await sql.lockGoal(ctx.tx, key)
      if (!goal) throw goalUnknown()
      if (goal.reached_on === null && goal.dropped_on === null) throw goalOpenAlready()
      await sql.saveGoal(ctx.tx, { ...goal, reached_on: null, dropped_on: null })
      ctx.record('plan.goal_reopened', { person: key.person, data: { goal: key.id } })
      return {}
    },
  }),
  on(addStep, {
    may: policy.plan,
    async run(ctx, { id, person, goal, text, byWhom, dueOn, referral }) {
      if (!(await sql.lockGoal(ctx.tx, { person, id: goal }))) throw goalUnknown()
      if (referral && !(await sql.knowsReferral(ctx.tx, person, referral))) throw referralUnknown()
      const step: sql.StepRow = {
        person,
        id,
        organisation: ctx.actor.organisation,
        goal,
        text,
        by_whom: byWhom,
        due_on: dueOn ?? null,
        referral: referral ?? null,
        state: 'open',
        ended_on: null,
        note: null,
      }
      await sql.insertStep(ctx.tx, step)
      ctx.record('plan.step_added', { person, data: aboutStep(step) })
      return {}
    },
  }),
  on(attachReferral, {
    may: policy.plan,
    async run(ctx, { referral, ...key }) {
      const step = await openStep(ctx, key)
      if (!(await sql.knowsReferral(ctx.tx, key.person, referral))) throw referralUnknown()
      await sql.saveStep(ctx.tx, { ...step, referral })
      ctx.record('plan.step_changed', { person: key.person, data: aboutStep(step) })
      return {}
    },
  }),
  on(completeStep, {
    may: policy.plan,
    async run(ctx, { note, ...key }) {
      await finish(ctx, await openStep(ctx, key), 'plan.step_done', note ?? null)
      return {}
    },
  }),
  on(dropStep, {
    may: policy.plan,
    async run(ctx, { because, ...key }) {
      await finish(ctx, await openStep(ctx, key), 'plan.step_dropped', because)
      return {}
    },
  }),
  on(reopenStep, {
    may: policy.plan,
    async run(ctx, key) {
      const step = await sql.lockStep(ctx.tx, key)
      if (!step) throw stepUnknown()
      if (step.state === 'open') throw stepOpenAlready()
      await sql.saveStep(ctx.tx, { ...step, state: 'open', ended_on: null })
      ctx.record('plan.step_reopened', {
        person: step.person,
        organisation: step.organisation,
        data: aboutStep(step),
      })
      return {}
    },
  }),
]

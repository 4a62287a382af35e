// Applies the work on a case to the phone's copy at once, as the server will when it receives the command.
import { answerOnDevice, onDevice, type DeviceCapability, type KnownAnswer } from '../../device/capability.ts'
import { findTerm } from '../../kernel/packs/pack.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import { addDays, dateIn } from '../../kernel/time.ts'
import type { WorkItem } from '../../kernel/worklist.ts'
import {
  identifyNeed,
  changeUrgency,
  endNeed,
  reopenNeed,
  setGoal,
  reachGoal,
  dropGoal,
  reopenGoal,
  addStep,
  attachReferral,
  completeStep,
  dropStep,
  reopenStep,
  recordMilestone,
  openCase,
  closeCase,
  getWork,
} from './operations.ts'
import type { Goal, Need, Step, Work } from './operations.ts'
import * as policy from './policy.ts'
import { needOfAnother } from './problems.ts'

const EMPTY: Work = { files: [], needs: [], goals: [], withheld: null }
/** Days ahead that a step is listed, as on the server. */
const DAYS_AHEAD = 7

const nameOf = (parts: Readonly<Record<string, unknown>>): string | null => {
  const { called, givenNames } = (parts['person'] ?? {}) as { called?: string; givenNames?: string }
  return called ?? givenNames ?? null
}

const persons = (input: { person: string }) => [input.person]

const OPEN = { goal: '', byWhom: 'us', referral: null, state: 'open', endedOn: null, note: null } as const

/** A goal with the steps that lines of the server's worklist tell of: which goals they belong to is not known. */
const goalOfSteps = (lines: readonly WorkItem[]): Goal => ({
  id: '',
  need: null,
  text: '',
  wantedBy: null,
  setOn: '',
  reachedOn: null,
  steps: lines.flatMap(({ kind, id, text, dueOn }): Step[] =>
    kind === 'plan.step' ? [{ ...OPEN, id, text: text ?? '', dueOn }] : [],
  ),
})

const changedNeed = (work: Work, id: string, change: (need: Need) => Need): Work => ({
  ...work,
  needs: work.needs.map((need) => {
    if (need.id !== id) return need
    if (need.notedBy) throw needOfAnother()
    return change(need)
  }),
})

const changedGoal = (work: Work, id: string, change: (goal: Goal) => Goal): Work => ({
  ...work,
  goals: work.goals.map((goal) => (goal.id === id ? change(goal) : goal)),
})

const changedStep = (work: Work, id: string, change: (step: Step) => Step): Work => ({
  ...work,
  goals: work.goals.map((goal) => ({
    ...goal,
    steps: goal.steps.map((step) => (step.id === id ? change(step) : step)),
  })),
})

/** `pack` is read each time: the device may receive a newer release while it runs. */
export function deviceCapability(known: KnownAnswer): DeviceCapability {
  const pack = () => known(getPack)?.pack
  const domainOf = (code: string) => {
    const known = pack()
    return (known && findTerm(known, 'needs', code)?.parent) ?? code
  }
  return {
    needs: [getPack],
    name: 'cases',
    commands: [
      onDevice(identifyNeed, {
        persons,
        apply: (work: Work = EMPTY, { id, code, urgency, note }, { occurredAt, actor }) => ({
          ...work,
          needs: [
            ...work.needs,
            {
              id,
              code,
              domain: domainOf(code),
              urgency,
              note: note ?? null,
              identifiedOn: dateIn(occurredAt, actor.timeZone),
              endedOn: null,
              ending: null,
              version: 1,
              notedBy: null,
            },
          ],
        }),
      }),
      onDevice(changeUrgency, {
        persons,
        apply: (work: Work = EMPTY, { id, urgency, note }) =>
          changedNeed(work, id, (need) => ({
            ...need,
            urgency,
            note: note ?? need.note,
            version: need.version + 1,
          })),
      }),
      onDevice(endNeed, {
        persons,
        apply: (work: Work = EMPTY, { id, ending, note }, { occurredAt, actor }) =>
          changedNeed(work, id, (need) => ({
            ...need,
            ending,
            endedOn: dateIn(occurredAt, actor.timeZone),
            endingNote: note ?? null,
            version: need.version + 1,
          })),
      }),
      onDevice(reopenNeed, {
        persons,
        apply: (work: Work = EMPTY, { id }) =>
          changedNeed(work, id, (need) => ({
            ...need,
            ending: null,
            endedOn: null,
            version: need.version + 1,
          })),
      }),
      onDevice(setGoal, {
        persons,
        apply: (work: Work = EMPTY, { id, need, text, wantedBy }, { occurredAt, actor }) => ({
          ...work,
          goals: [
            ...work.goals,
            {
              id,
              need: need ?? null,
              text,
              wantedBy: wantedBy ?? null,
              setOn: dateIn(occurredAt, actor.timeZone),
              reachedOn: null,
              steps: [],
            },
          ],
        }),
      }),
      onDevice(reachGoal, {
        persons,
        apply: (work: Work = EMPTY, { id, note }, { occurredAt, actor }) =>
          changedGoal(work, id, (goal) => ({
            ...goal,
            reachedOn: dateIn(occurredAt, actor.timeZone),
            endingNote: note ?? null,
          })),
      }),
      onDevice(dropGoal, {
        persons,
        apply: (work: Work = EMPTY, { id, because }, { occurredAt, actor }) =>
          changedGoal(work, id, (goal) => ({
            ...goal,
            droppedOn: dateIn(occurredAt, actor.timeZone),
            endingNote: because,
          })),
      }),
      onDevice(reopenGoal, {
        persons,
        apply: (work: Work = EMPTY, { id }) =>
          changedGoal(work, id, (goal) => ({ ...goal, reachedOn: null, droppedOn: null })),
      }),
      onDevice(addStep, {
        persons,
        apply: (work: Work = EMPTY, { id, goal, text, byWhom, dueOn, referral }) =>
          changedGoal(work, goal, (each) => ({
            ...each,
            steps: [
              ...each.steps,
              {
                id,
                goal,
                text,
                byWhom,
                dueOn: dueOn ?? null,
                referral: referral ?? null,
                state: 'open',
                endedOn: null,
                note: null,
              },
            ],
          })),
      }),
      onDevice(attachReferral, {
        persons,
        apply: (work: Work = EMPTY, { id, referral }) =>
          changedStep(work, id, (step) => ({ ...step, referral })),
      }),
      onDevice(completeStep, {
        persons,
        apply: (work: Work = EMPTY, { id, note }, { occurredAt, actor }) =>
          changedStep(work, id, (step) => ({
            ...step,
            state: 'done',
            endedOn: dateIn(occurredAt, actor.timeZone),
            note: note ?? step.note,
          })),
      }),
      onDevice(dropStep, {
        persons,
        apply: (work: Work = EMPTY, { id, because }, { occurredAt, actor }) =>
          changedStep(work, id, (step) => ({
            ...step,
            state: 'dropped',
            endedOn: dateIn(occurredAt, actor.timeZone),
            note: because,
          })),
      }),
      onDevice(reopenStep, {
        persons,
        apply: (work: Work = EMPTY, { id }) =>
          changedStep(work, id, (step) => ({ ...step, state: 'open', endedOn: null })),
      }),
      // The phone keeps no milestones and no opening or closing of the case: they appear on the timeline
      // once the server has them.
      onDevice(recordMilestone, { persons, apply: (work: Work | undefined) => work }),
      onDevice(openCase, { persons, apply: (work: Work | undefined) => work }),
      onDevice(closeCase, {
        persons,
        apply: (work: Work = EMPTY, { id, reason }, { occurredAt }) => ({
          ...work,
          files: work.files.map((file) =>
            file.id === id ? { ...file, closedAt: occurredAt, closureReason: reason } : file,
          ),
        }),
      }),
    ],
    work({ person, parts }, actor, today) {
      if (policy.read(actor) !== true) return []
      const { goals } = (parts['cases'] as Work | undefined) ?? EMPTY
      return goals.flatMap(({ steps }) =>
        steps.flatMap(({ id, text, dueOn, state }) =>
          state === 'open' && dueOn !== null && dueOn <= addDays(today, DAYS_AHEAD)
            ? [{ kind: 'plan.step', order: 'due' as const, id, at: dueOn, person, name: nameOf(parts), text }]
            : [],
        ),
      )
    },
    ofWork: (lines): Work => ({ ...EMPTY, goals: [goalOfSteps(lines)] }),
    queries: [
      answerOnDevice(
        getWork,
        async (people, input) => {
          const kept = await people.find(input.person)
          return kept && ((kept.parts['cases'] as Work | undefined) ?? EMPTY)
        },
        { person: ({ person }) => person, document: (work) => work },
      ),
    ],
  }
}

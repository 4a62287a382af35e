// Who may plan with a person and manage their case, as the authorization test reads it;
// docs/authorization.md explains the letters and words.
import type { Command } from '../../kernel/command.ts'
import type { Secrets } from '../../../tests/authorization/secret.ts'
import { completeStep, endNeed, identifyNeed, reachGoal, setGoal } from './operations.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred } from '../../../tests/authorization/world.ts'

export const rows = `
Planning                          F O C S P K N M V $ D A    own   shared  outsider
need.identify                     F O C S P . . . . . . .    yes   yes     404
need.change_urgency               F O C S P . . . . . . .    yes   404     404
need.end                          F O C S P . . . . . . .    yes   404     404
need.reopen                       F O C S P . . . . . . .    yes   404     404
plan.set_goal                     . O C S P . . . . . . .    yes   yes     404
plan.reach_goal                   . O C S P . . . . . . .    yes   404     404
plan.drop_goal                    . O C S P . . . . . . .    yes   404     404
plan.reopen_goal                  . O C S P . . . . . . .    yes   404     404
plan.add_step                     . O C S P . . . . . . .    yes   404     404
plan.attach_referral              . O C S P . . . . . . .    yes   404     404
plan.complete_step                . O C S P . . . . . . .    yes   404     404
plan.drop_step                    . O C S P . . . . . . .    yes   404     404
plan.reopen_step                  . O C S P . . . . . . .    yes   404     404
plan.due                          F O C S P . . . . . . .    yes   none    none
milestone.record                  . O C S P . . . . . . .    yes   yes     404
case.open                         F O C S P . . . . . . .    yes   yes     404
case.assign                       . . . S . K . . . . . .    yes   404     404
case.close                        . . C S P . . . . . . .    409   404     404
case.work                         F O C S P . . . . . . .    yes   none    404
`

/** `id` of the step, need, goal … of the person. */
const onPart = (part: 'step' | 'need' | 'goal' | 'file', more: Record<string, unknown> = {}) =>
  onReferred((it) => ({ person: it.person, id: it[part], ...more }))

/** The same once the keeper of the record closed it. */
const closed = (part: 'step' | 'need' | 'goal', close: Command, more: Record<string, unknown> = {}) =>
  served(async (world) => {
    const it = await referred(world)
    const input = { person: it.person, id: it[part] }
    await world.run(world.rosa, close, { ...input, ...more })
    return { input, shows: [it.person] }
  })

export const subjects: Subjects = {
  'need.identify': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    code: 'plot',
    urgency: 'high',
  })),
  'need.change_urgency': onPart('need', { base: 1, urgency: 'low' }),
  'need.end': onPart('need', { ending: 'met' }),
  'need.reopen': closed('need', endNeed, { ending: 'met' }),
  'plan.set_goal': onReferred((it, world) => ({ id: world.id(), person: it.person, text: 'Sembrar' })),
  'plan.reach_goal': onPart('goal'),
  'plan.drop_goal': onPart('goal', { because: 'ya no' }),
  'plan.reopen_goal': closed('goal', reachGoal),
  'plan.add_step': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    goal: it.goal,
    text: 'Regar',
    byWhom: 'person',
  })),
  'plan.attach_referral': onReferred((it) => ({ person: it.person, id: it.step, referral: it.referral })),
  'plan.complete_step': onPart('step'),
  'plan.drop_step': onPart('step', { because: 'ya no' }),
  'plan.reopen_step': closed('step', completeStep),
  'plan.due': onReferred(() => ({ until: '2026-04-01' })),
  'milestone.record': onReferred((it) => ({
    person: it.person,
    milestone: 'plot_started',
    on: '2026-02-01',
  })),
  'case.open': onReferred((it, world) => ({ id: world.id(), person: it.person })),
  'case.assign': onReferred((it, world) => ({
    person: it.person,
    id: it.file,
    manager: world.network.actors.clara.user,
  })),
  'case.close': served(async (world) => {
    const it = await referred(world)
    return { input: { person: it.person, id: it.file, reason: 'moved_away' } }
  }),
  'case.work': served(async (world) => {
    const it = await referred(world)
    return { input: { person: it.person }, shows: [it.need, it.goal, it.file] }
  }),
}

export const secrets: Secrets = {
  words: { needs: ['Un secreto de la necesidad'], keeper: ['Un secreto del plan'] },
  write: async ({ rosa, id, run }, person) => {
    const need = id()
    const note = 'Un secreto de la necesidad'
    await run(rosa, identifyNeed, { id: need, person, code: 'plot', urgency: 'high', note })
    await run(rosa, setGoal, { id: id(), person, need, text: 'Un secreto del plan' })
    return [need]
  },
}

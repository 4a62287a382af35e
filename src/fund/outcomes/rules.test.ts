// Claims from the facts of one person, under the terms of the garden's pack and of two published contracts.
import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { fact } from '../../kernel/fact.ts'
import type { Outcome, Pack } from '../../kernel/packs/pack.ts'
import { addDays } from '../../kernel/time.ts'
import { Code } from '../../kernel/words.ts'
import {
  clock,
  detect,
  fieldsOfKinds,
  missingEvidence,
  pseudonymFrom,
  standing,
  type ReadFact,
} from './rules.ts'

const fieldsOf = fieldsOfKinds([
  fact({ kind: 'milestone.recorded', summary: 'Something happened.', data: z.object({ milestone: Code }) }),
])
const at = (milestone: string) => ({ kind: 'milestone.recorded', where: `data.milestone == "${milestone}"` })
const label = { en: 'x' }

const kept = (onBreak: 'reset' | 'fail', spanDays = 90): Extract<Outcome, { metric: 'clock' }> => ({
  code: 'plot_kept',
  label,
  family: 'plot',
  metric: 'clock',
  spanDays,
  start: at('plot_started'),
  breaks: at('plot_left'),
  onBreak,
  evidence: [{ type: 'plot_log', required: true }],
})
const harvest: Outcome = {
  code: 'harvest',
  label,
  family: 'harvest',
  metric: 'event',
  start: at('first_harvest'),
  evidence: [],
}
const mentor: Outcome = {
  ...kept('fail', 30),
  code: 'mentor',
  start: at('mentoring'),
  breaks: at('mentoring_over'),
  after: ['harvest'],
}

const pack = (...outcomes: Outcome[]) => ({ outcomes }) as unknown as Pack
const under = (...outcomes: Outcome[]) => new Map([['r1', pack(...outcomes)]])

let count = 0
function happened(
  milestone: string,
  occurredOn: string,
  packRelease = 'r1',
  organisation = 'garden',
): ReadFact {
  const id = String(count++).padStart(8, '0')
  const data = { milestone }
  return {
    id,
    kind: 'milestone.recorded',
    occurredOn,
    organisation,
    sharedWith: [],
    packRelease,
    data,
    snapshot: {},
  }
}

const states = (outcomes: Outcome[], facts: ReadFact[], today: string) =>
  detect(under(...outcomes), facts, today, fieldsOf).map(({ outcome, state, dueOn }) => ({
    outcome,
    state,
    dueOn,
  }))

describe('a clock', () => {
  const start = happened('plot_started', '2026-01-01')

  test('runs until its last day and is achieved on it', () => {
    expect(states([kept('reset')], [start], '2026-03-31')).toEqual([
      { outcome: 'plot_kept', state: 'running', dueOn: '2026-04-01' },
    ])
    expect(states([kept('reset')], [start], '2026-04-01')[0]).toMatchObject({
      state: 'achieved',
      dueOn: '2026-04-01',
    })
    expect(clock('2026-01-01', '2026-04-01', '2026-03-20')).toEqual({ day: 78, of: 90 })
    expect(clock('2026-01-01', '2026-04-01', '2027-01-01')).toEqual({ day: 90, of: 90 })
  })

  test('lost on day 75 and found again on day 90 is achieved on day 180, not on day 90 (rough sleepers, G6b)', () => {
    const facts = [
      start,
      happened('plot_left', addDays('2026-01-01', 75)),
      happened('plot_started', addDays('2026-01-01', 90)),
    ]
    const due = addDays('2026-01-01', 180)
    expect(states([kept('reset')], facts, addDays('2026-01-01', 90))[0]).toMatchObject({
      state: 'running',
      dueOn: due,
    })
    expect(states([kept('reset')], facts, due)[0]).toMatchObject({ state: 'achieved', dueOn: due })
  })

  test('broken and not started again is in state broken', () => {
    const found = detect(
      under(kept('reset')),
      [start, happened('plot_left', '2026-02-01')],
      '2026-12-01',
      fieldsOf,
    )
    expect(found).toMatchObject([{ state: 'broken', brokenOn: '2026-02-01' }])
  })

  test('that may not break has failed, even after a new start', () => {
    const facts = [start, happened('plot_left', '2026-02-01'), happened('plot_started', '2026-02-02')]
    expect(states([kept('fail')], facts, '2026-12-01')[0]?.state).toBe('failed')
  })

  test('a break on the last day or later changes nothing', () => {
    const facts = [start, happened('plot_left', '2026-04-01')]
    expect(states([kept('fail')], facts, '2026-12-01')[0]?.state).toBe('achieved')
  })

  test('broken and started on the same day begins again that day, whichever was recorded first', () => {
    const [left, taken] = [happened('plot_left', '2026-02-01'), happened('plot_started', '2026-02-01')]
    for (const facts of [
      [start, left, taken],
      [taken, start, left],
    ]) {
      expect(states([kept('reset')], facts, '2026-02-10')[0]).toMatchObject({
        state: 'running',
        dueOn: addDays('2026-02-01', 90),
      })
    }
  })

  test('a second start while it runs does not restart it', () => {
    const facts = [start, happened('plot_started', '2026-02-01')]
    expect(states([kept('reset')], facts, '2026-02-10')[0]?.dueOn).toBe('2026-04-01')
  })
})

describe('an outcome', () => {
  test('that comes after another counts only from the day that one was achieved', () => {
    const facts = [happened('mentoring', '2026-03-01'), happened('first_harvest', '2026-04-01')]
    expect(states([harvest, mentor], facts, '2026-12-01').map(({ outcome }) => outcome)).toEqual(['harvest'])
    const later = [...facts, happened('mentoring', '2026-04-01')]
    expect(states([harvest, mentor], later, '2026-12-01')[1]).toMatchObject({
      state: 'achieved',
      dueOn: '2026-05-01',
    })
  })

  test('that depends on itself is never found', () => {
    const circle = { ...harvest, after: ['mentor'] }
    expect(
      states(
        [circle, { ...mentor, after: ['harvest'] }],
        [happened('first_harvest', '2026-01-01')],
        '2026-12-01',
      ),
    ).toEqual([])
  })

  test('dated in the future has not happened yet', () => {
    expect(states([harvest], [happened('first_harvest', '2026-05-01')], '2026-04-30')).toEqual([])
  })

  test('has the terms of the release that its start was recorded under', () => {
    const releases = new Map([
      ['r1', pack(kept('reset', 90))],
      ['r2', pack(kept('reset', 60))],
    ])
    const old = happened('plot_started', '2026-01-01', 'r1')
    const left = happened('plot_left', '2026-01-10', 'r2')
    const fresh = happened('plot_started', '2026-02-01', 'r2')
    expect(detect(releases, [old], '2026-02-01', fieldsOf)).toMatchObject([
      { packRelease: 'r1', dueOn: '2026-04-01' },
    ])
    expect(detect(releases, [old, left, fresh], '2026-02-02', fieldsOf)).toMatchObject([
      { packRelease: 'r2', state: 'running', dueOn: '2026-04-02' },
    ])
  })
})

test('evidence that is required and not attached is missing; optional evidence is not', () => {
  const rules = [
    { type: 'payslip', required: true },
    { type: 'letter', required: false },
    { type: 'contract', required: true },
  ]
  expect(missingEvidence(rules, ['contract'])).toEqual(['payslip'])
  expect(standing('achieved', rules, ['contract'])).toBe('evidence_missing')
  expect(standing('achieved', rules, ['contract', 'payslip'])).toBe('ready')
  expect(standing('running', rules, [])).toBe('running')
})

test('the order in which facts arrive changes nothing, and days only ever move a clock forward', () => {
  const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2026-01-01', n))
  const some = fc.array(
    fc.tuple(fc.constantFrom('plot_started', 'plot_left', 'first_harvest', 'mentoring'), day),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(some, fc.infiniteStream(fc.nat()), (events, keys) => {
      const facts = events.map(([milestone, on]) => happened(milestone, on))
      const shuffled = facts
        .map((each) => ({ each, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
      const outcomes = [kept('reset', 30), harvest, mentor]
      const found = detect(under(...outcomes), facts, '2026-06-01', fieldsOf)
      expect(
        detect(
          under(...outcomes),
          shuffled.map(({ each }) => each),
          '2026-06-01',
          fieldsOf,
        ),
      ).toEqual(found)
      for (const { outcome, dueOn } of found.filter(({ state }) => state === 'achieved')) {
        const next = detect(under(...outcomes), facts, '2026-12-01', fieldsOf).find(
          (each) => each.outcome === outcome,
        )
        expect(next).toMatchObject({ state: 'achieved', dueOn })
      }
    }),
  )
})

test('a pseudonym contains no information and no letters that are mistaken for digits', () => {
  expect(pseudonymFrom('01890a5d-ac96-774b-bcce-b302099a8057')).toMatch(
    /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/u,
  )
  expect(pseudonymFrom('01890a5d-ac96-774b-bcce-b302099a8058')).not.toBe(
    pseudonymFrom('01890a5d-ac96-774b-bcce-b302099a8057'),
  )
})

// Who is told follows from the person's decisions alone, and is found by one look under an id and one under a class.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../kernel/time.ts'
import type { Decision } from '../../../protect/consent/operations.ts'
import { audiencesOf, PARTS_ASKED, partsFor, type Organisation } from './audience.ts'

const START = '2026-01-01'
const organisations: Organisation[] = [
  { id: 'roots', organisationClass: 'cso' },
  { id: 'fence', organisationClass: 'cso' },
  { id: 'garden', organisationClass: 'public' },
  { id: 'gate', organisationClass: 'public' },
]

const decision = fc
  .record({
    said: fc.constantFrom('yes', 'no', 'override'),
    purpose: fc.constantFrom('known_elsewhere', 'known_elsewhere', 'referral'),
    to: fc.constantFrom('roots', 'fence', 'garden', 'cso', 'public'),
    fieldGroups: fc.uniqueArray(fc.constantFrom('identity', 'documents', 'contact'), { minLength: 1 }),
    day: fc.nat(20),
    term: fc.nat(60),
  })
  .map(({ to, day, term, said, ...rest }): Decision => ({
    ...rest,
    said,
    recipient: ['cso', 'public'].includes(to) ? null : to,
    recipientClass: ['cso', 'public'].includes(to) ? to : null,
    at: `${addDays(START, day)}T12:00:00.000Z`,
    until: said === 'no' ? null : addDays(START, day + term),
    endedAt: null,
  }))
const history = fc.array(decision, { maxLength: 8 })
const OFTEN = { numRuns: 2000, seed: 3 }

/** The parts that somebody finds on a day, looking under its id and its class. */
const found = (decisions: readonly Decision[], one: Organisation, written: number, asked: number) => {
  const rows = audiencesOf(decisions, organisations, addDays(START, written))
  return PARTS_ASKED.filter((part) =>
    rows.some(
      (row) =>
        row.part === part &&
        [one.id, one.organisationClass].includes(row.audience) &&
        row.until >= addDays(START, asked),
    ),
  )
}

describe('who is told', () => {
  test('is whom the person allows, that day and until it ends', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom(...organisations),
        fc.nat(90),
        fc.nat(40),
        (decisions, one, on, later) => {
          const allowed = partsFor(decisions, one, addDays(START, on + later))
          expect(found(decisions, one, on, on + later)).toEqual(allowed)
        },
      ),
      OFTEN,
    )
  })

  test('is nobody without a yes of the person, and by no override', () => {
    fc.assert(
      fc.property(history, fc.nat(90), (decisions, on) => {
        const without = decisions.filter(({ said }) => said !== 'yes')
        expect(audiencesOf(without, organisations, addDays(START, on))).toEqual([])
      }),
      OFTEN,
    )
  })

  test('a class stands for those who join later, unless one of it was decided about', () => {
    const yes: Decision = {
      said: 'yes',
      purpose: 'known_elsewhere',
      recipient: null,
      recipientClass: 'cso',
      fieldGroups: ['identity'],
      at: `${START}T12:00:00.000Z`,
      until: addDays(START, 30),
      endedAt: null,
    }
    const no: Decision = { ...yes, said: 'no', recipient: 'fence', recipientClass: null, until: null }
    const told = (decisions: readonly Decision[]) =>
      audiencesOf(decisions, organisations, START).map(({ audience }) => audience)
    expect(told([yes])).toEqual(['cso'])
    expect(told([yes, no])).toEqual(['roots'])
  })
})

// The algebra of consent: what is allowed at an instant follows from the latest decisions and from nothing else.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../kernel/time.ts'
import { allowedGroups, lastDay, standing, type Decision, type AsOf, type Use } from './decisions.ts'

const GROUPS = ['identity', 'contact', 'needs'] as const
const START = '2026-01-01'
const dayAt = (day: number): AsOf => ({
  at: `${addDays(START, day)}T12:00:00.000Z`,
  today: addDays(START, day),
})

const use = fc.record<Use>({
  purpose: fc.constantFrom('referral', 'results'),
  organisation: fc.constantFrom('roots', 'fence'),
  organisationClass: fc.constant('cso'),
})

const decision = fc
  .record({
    said: fc.constantFrom('yes', 'no', 'override'),
    purpose: fc.constantFrom('referral', 'results'),
    recipient: fc.constantFrom('roots', 'fence', null),
    fieldGroups: fc.uniqueArray(fc.constantFrom(...GROUPS), { minLength: 1 }),
    day: fc.nat(60),
    term: fc.nat(60),
    ended: fc.option(fc.nat(60)),
  })
  .map(({ day, term, ended, ...rest }): Decision => ({
    ...rest,
    recipientClass: rest.recipient === null ? 'cso' : null,
    at: dayAt(day).at,
    until: rest.said === 'no' ? null : addDays(START, day + term),
    endedAt: rest.said === 'override' && ended !== null ? dayAt(day + ended).at : null,
  }))

const history = fc.array(decision, { maxLength: 12 })
const day = fc.nat(140)
/** Days after the last decision on which much still holds. */
const soon = fc.nat(10)
const OFTEN = { numRuns: 1000, seed: 11 }
const isPerson = (one: Decision) => one.said !== 'override'

describe('what is allowed', () => {
  test('without a decision, nothing', () => {
    fc.assert(fc.property(use, day, (who, on) => allowedGroups([], who, dayAt(on)).size === 0))
  })

  test('the order in which decisions are listed does not matter', () => {
    fc.assert(
      fc.property(history, use, day, fc.infiniteStream(fc.nat()), (decisions, who, on, chance) => {
        const shuffled = decisions
          .map((one) => [chance.next().value, one] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, one]) => one)
        expect(allowedGroups(shuffled, who, dayAt(on))).toEqual(allowedGroups(decisions, who, dayAt(on)))
      }),
    )
  })

  test('time alone only takes away', () => {
    fc.assert(
      fc.property(history, use, day, fc.nat(80), (decisions, who, on, later) => {
        const known = decisions.filter((one) => one.at <= dayAt(on).at)
        const before = allowedGroups(known, who, dayAt(on))
        for (const group of allowedGroups(known, who, dayAt(on + later))) expect(before).toContain(group)
      }),
    )
  })

  test('a no takes away and never adds, whenever it was said', () => {
    fc.assert(
      fc.property(history, decision, use, day, (decisions, one, who, on) => {
        const before = allowedGroups(decisions, who, dayAt(on))
        const after = allowedGroups([...decisions, { ...one, said: 'no', until: null }], who, dayAt(on))
        for (const group of after) expect(before).toContain(group)
      }),
    )
  })

  test('after a no to an organisation, what it names is closed until a later yes to that organisation or an override', () => {
    fc.assert(
      fc.property(history, decision, use, (decisions, one, who) => {
        const no: Decision = { ...one, ...who, said: 'no', recipient: who.organisation, recipientClass: null }
        const earlier = decisions.filter((each) => isPerson(each) && (each.at <= no.at || !each.recipient))
        const allowed = allowedGroups([...earlier, no], who, dayAt(130))
        for (const group of no.fieldGroups) expect(allowed).not.toContain(group)
      }),
    )
  })

  test('a no that is the latest decision closes all it names, to everybody it names, and opens nothing for anybody', () => {
    fc.assert(
      fc.property(history, decision, use, soon, (decisions, one, who, more) => {
        const no: Decision = { ...one, said: 'no', until: null, endedAt: null, at: dayAt(60).at }
        const words = decisions.filter(isPerson)
        const on = dayAt(60 + more)
        const [before, after] = [allowedGroups(words, who, on), allowedGroups([...words, no], who, on)]
        const isNamed = no.purpose === who.purpose && [null, who.organisation].includes(no.recipient)
        const closed = isNamed ? no.fieldGroups : []
        expect(after).toEqual(new Set([...before].filter((group) => !closed.includes(group))))
      }),
      OFTEN,
    )
  })

  test('a yes to a class opens nothing for an organisation with a decision of its own', () => {
    fc.assert(
      fc.property(history, decision, use, day, (decisions, one, who, on) => {
        const yes: Decision = {
          ...one,
          said: 'yes',
          recipient: null,
          recipientClass: 'cso',
          until: '2027-01-01',
        }
        const named = new Set(
          decisions
            .filter((each) => isPerson(each) && each.purpose === who.purpose && each.at <= dayAt(on).at)
            .flatMap((each) => (each.recipient === who.organisation ? each.fieldGroups : [])),
        )
        const before = allowedGroups(decisions, who, dayAt(on))
        for (const group of allowedGroups([...decisions, yes], who, dayAt(on)))
          if (named.has(group)) expect(before).toContain(group)
      }),
    )
  })

  test('of what was said in one instant about one organisation and its class, a no counts', () => {
    fc.assert(
      fc.property(history, decision, use, soon, (decisions, one, who, more) => {
        const [said, at] = [decisions.filter(isPerson), dayAt(60).at]
        const no: Decision = { ...one, purpose: who.purpose, said: 'no', until: null, endedAt: null }
        const atOnce = [...said, no].map((each) => ({ ...each, at }))
        const isAbout = no.recipient === null || no.recipient === who.organisation
        if (!isAbout) return
        const allowed = allowedGroups(atOnce, who, dayAt(60 + more))
        for (const group of no.fieldGroups) expect(allowed).not.toContain(group)
      }),
      OFTEN,
    )
  })

  test('a yes in force to an organisation opens what it names, whatever was said of its class', () => {
    fc.assert(
      fc.property(history, decision, use, (decisions, one, who) => {
        const on = dayAt(70)
        const yes: Decision = {
          ...one,
          purpose: who.purpose,
          said: 'yes',
          recipient: who.organisation,
          recipientClass: null,
          at: on.at,
          until: on.today,
          endedAt: null,
        }
        const allowed = allowedGroups([...decisions, yes], who, on)
        for (const group of yes.fieldGroups) expect(allowed).toContain(group)
      }),
    )
  })

  test('a decision about one organisation, purpose or part says nothing about another', () => {
    fc.assert(
      fc.property(history, decision, use, day, (decisions, one, who, on) => {
        const about = one.recipient === null || one.recipient === who.organisation
        if (about && one.purpose === who.purpose) return
        expect(allowedGroups([...decisions, one], who, dayAt(on))).toEqual(
          allowedGroups(decisions, who, dayAt(on)),
        )
      }),
    )
  })

  test('what is decided tomorrow is not known today', () => {
    fc.assert(
      fc.property(history, use, day, (decisions, who, on) => {
        const known = decisions.filter((one) => one.at <= dayAt(on).at)
        expect(allowedGroups(decisions, who, dayAt(on))).toEqual(allowedGroups(known, who, dayAt(on)))
      }),
    )
  })

  test('an override adds only while it holds, and leaves the person’s own words as they are', () => {
    fc.assert(
      fc.property(history, decision, use, day, (decisions, one, who, on) => {
        const words = decisions.filter(isPerson)
        const override: Decision = { ...one, said: 'override', until: one.until ?? START }
        const before = allowedGroups(words, who, dayAt(on))
        const after = allowedGroups([...words, override], who, dayAt(on))
        for (const group of before) expect(after).toContain(group)
        if (dayAt(on).today > (override.until ?? '')) expect(after).toEqual(before)
      }),
    )
  })
})

test('the last day of a consent counts whole, and the day after does not', () => {
  const yes = { said: 'yes' as const, waits: false, expiresOn: '2026-05-31', withdrawnAt: null }
  expect(standing(yes, '2026-05-31')).toBe('in_force')
  expect(standing(yes, '2026-06-01')).toBe('expired')
  expect(standing({ ...yes, waits: true }, '2026-05-31')).toBe('waiting')
  expect(standing({ ...yes, withdrawnAt: '2026-05-01T00:00:00Z' }, '2026-05-02')).toBe('withdrawn')
  expect(standing({ said: 'no', waits: false, expiresOn: null, withdrawnAt: null }, '2026-05-02')).toBe(
    'refused',
  )
})

test('a consent may be shorter than its text allows, never longer nor over before it begins', () => {
  expect(lastDay('2026-03-01', 30)).toBe('2026-03-31')
  expect(lastDay('2026-03-01', 30, '2026-03-01')).toBe('2026-03-01')
  expect(lastDay('2026-03-01', 30, '2026-04-01')).toBeUndefined()
  expect(lastDay('2026-03-01', 30, '2026-02-28')).toBeUndefined()
})

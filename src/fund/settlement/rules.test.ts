// Amounts due: figures of published contracts, the examples of the garden's pack, and properties for any
// claims.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { fact } from '../../kernel/fact.ts'
import { readPack } from '../../platform/packs/packs.ts'
import {
  balances,
  besideCard,
  entitle,
  evaluateExample,
  fits,
  isPriced,
  postingOfPayment,
  postingsOf,
  settle,
  termsOf,
  total,
  usualStart,
  type Allocation,
  type Example,
  type ExampleResult,
  type Posting,
  type Result,
  type Terms,
} from './rules.ts'

const sum = (allocations: readonly Allocation[]) =>
  allocations.reduce((all, { entitled }) => all + entitled, 0n)
const always = { from: '2000-01-01', until: undefined }

/** One person with one claim a day, each its own outcome at its own price in whole pounds. */
function person(pounds: readonly number[], capPounds: number): { results: Result[]; terms: Terms } {
  const results = pounds.map((_, at) => ({
    claim: `c${String(at).padStart(2, '0')}`,
    subject: 'p',
    outcome: `o${at}`,
    achievedOn: `2026-01-${String(at + 1).padStart(2, '0')}`,
  }))
  const prices = new Map(pounds.map((price, at) => [`o${at}`, BigInt(price) * 100n]))
  return { results, terms: { currency: 'GBP', prices, cap: BigInt(capPounds) * 100n, ...always } }
}

// Rate cards and payments as the United Kingdom published them: the DWP Innovation Fund, the Entrenched Rough Sleepers
// social impact bond of 2017 to 2021, and the payments of the Life Chances Fund to Reboot West.
describe('published contracts', () => {
  test('UK Innovation Fund, round 2: 17,700 of outcomes for one youth pay the cap of 11,700', () => {
    const { results, terms } = person([1300, 1400, 1100, 3300, 5100, 3500, 2000], 11_700)
    expect(total(entitle(results, terms).map(({ price }) => ({ amount: price })))).toBe(1_770_000n)
    expect(sum(entitle(results, terms))).toBe(1_170_000n)
  })

  test('Entrenched Rough Sleepers: 20,920 pay 19,000; the 13-week job in part, the 26-week job not at all', () => {
    const prices = [10_500, 300, 800, 1200, 2720, 500, 400, 800, 1900, 1800]
    const { results, terms } = person(prices, 19_000)
    const paid = entitle(results, terms)
    expect(sum(paid)).toBe(1_900_000n)
    expect(paid.slice(-2).map(({ entitled }) => entitled)).toEqual([178_000n, 0n])
  })

  test('Reboot West: without a cap, prices times counts are what was paid, £1,871,540', () => {
    const counts: [number, number[]][] = [
      [220, [527, 453, 482, 466, 202, 145, 121, 106]],
      [1760, [43]],
      [4730, [33, 11, 3]],
      [660, [10, 126]],
      [2750, [4, 2, 114, 102, 73, 41]],
      [110, [29]],
      [220, [19]],
      [330, [6]],
    ]
    const lines = counts.flatMap(([price, each]) => each.map((count) => ({ price, count })))
    const results = lines.flatMap(({ count }, line) =>
      Array.from({ length: count }, (_, at) => ({
        claim: `${line}-${at}`,
        subject: `p${at}`,
        outcome: `o${line}`,
        achievedOn: '2020-01-01',
      })),
    )
    const prices = new Map(lines.map(({ price }, line) => [`o${line}`, BigInt(price) * 100n]))
    expect(sum(entitle(results, { currency: 'GBP', prices, cap: undefined, ...always }))).toBe(187_154_000n)
  })
})

describe('a rate card', () => {
  const card = {
    code: 'c',
    title: { en: 'c' },
    payer: { class: 'funder' as const },
    provider: { class: ['cso' as const, 'company' as const], organisation: 'Huerta del Sol' },
    currency: 'JPY',
    lines: [{ outcome: 'harvest', price: '40' }],
    from: '2026-01-01',
    until: '2026-12-31',
  }

  test('is in whole minor units of its currency', () => {
    expect(termsOf(card).prices.get('harvest')).toBe(40n)
    expect(() => termsOf({ ...card, lines: [{ outcome: 'harvest', price: '40.5' }] })).toThrow(RangeError)
  })

  test('prices what was achieved in its period, first and last day included', () => {
    const on = (achievedOn: string) => isPriced(termsOf(card), { outcome: 'harvest', achievedOn })
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isPriced(termsOf(card), { outcome: 'other', achievedOn: '2026-05-01' })).toBe(false)
  })

  test('names who may be payer and provider', () => {
    expect(fits(card.provider, { class: 'cso', name: 'Huerta del Sol' })).toBe(true)
    expect(fits(card.provider, { class: 'cso', name: 'Otra' })).toBe(false)
    expect(fits(card.payer, { class: 'cso', name: 'Huerta del Sol' })).toBe(false)
  })
})

describe('for any claims', () => {
  const terms: Terms = {
    currency: 'EUR',
    prices: new Map([
      ['a', 4_000n],
      ['b', 10_000n],
      ['c', 2_550n],
    ]),
    cap: 15_000n,
    from: '2026-01-05',
    until: undefined,
  }
  const result = fc.record({
    claim: fc.uuid(),
    subject: fc.constantFrom('ana', 'lina', 'omar'),
    outcome: fc.constantFrom('a', 'b', 'c', 'unpriced'),
    achievedOn: fc.integer({ min: 1, max: 28 }).map((day) => `2026-01-${String(day).padStart(2, '0')}`),
  })
  const results = fc.uniqueArray(result, { selector: ({ claim }) => claim, maxLength: 12 })
  const after = (allocations: readonly Allocation[]) =>
    new Map(allocations.map(({ claim, entitled }) => [claim, entitled]))
  const bySubject = (all: readonly Result[], allocations: readonly Allocation[], subject: string) =>
    sum(
      allocations.filter(({ claim }) => all.some((each) => each.claim === claim && each.subject === subject)),
    )

  test('settling twice pays nothing the second time', () => {
    fc.assert(
      fc.property(results, (all) => {
        const entitled = entitle(all, terms)
        expect(settle(entitled, after(entitled))).toEqual([])
      }),
    )
  })

  test('settling in any number of steps pays the same in the end', () => {
    fc.assert(
      fc.property(results, fc.nat(12), (all, cut) => {
        const first = settle(entitle(all.slice(0, cut), terms), new Map())
        const settled = new Map(first.map(({ claim, amount }) => [claim, amount]))
        const second = settle(entitle(all, terms), settled)
        expect(total(first) + total(second)).toBe(sum(entitle(all, terms)))
      }),
    )
  })

  test('no person is paid above the cap, and no claim above its price', () => {
    fc.assert(
      fc.property(results, (all) => {
        const paid = entitle(all, terms)
        for (const subject of ['ana', 'lina', 'omar'])
          expect(bySubject(all, paid, subject) <= 15_000n).toBe(true)
        for (const { price, entitled } of paid) expect(entitled >= 0n && entitled <= price).toBe(true)
      }),
    )
  })

  test('the order in which claims come changes nothing', () => {
    fc.assert(
      fc.property(results, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (all, keys) => {
        const shuffled = all.map((each, at) => ({ each, key: keys[at] ?? 0 })).sort((a, b) => a.key - b.key)
        expect(
          entitle(
            shuffled.map(({ each }) => each),
            terms,
          ),
        ).toEqual(entitle(all, terms))
      }),
    )
  })

  test('the lines of a statement add up to its total, and the ledger balances with and without payments', () => {
    fc.assert(
      fc.property(results, results, fc.bigInt({ min: -50_000n, max: 50_000n }), (before, now, payment) => {
        const lines = settle(entitle(now, terms), after(entitle(before, terms)))
        const postings: Posting[] = [...postingsOf(lines), ...postingOfPayment(payment)]
        const balance = balances(postings)
        expect([...balance.values()].reduce((all, each) => all + each, 0n)).toBe(0n)
        expect(balance.get('results')).toBe(total(lines))
        expect(balance.get('payable')).toBe(payment - total(lines))
        expect(postings.every(({ amount, debit, credit }) => amount > 0n && debit !== credit)).toBe(true)
      }),
    )
  })

  test('voiding a claim lowers what is due by exactly the recomputed difference', () => {
    fc.assert(
      fc.property(results, fc.nat(11), (all, which) => {
        const left = all.filter((_, at) => at !== which % Math.max(1, all.length))
        const lines = settle(entitle(left, terms), after(entitle(all, terms)))
        expect(total(lines)).toBe(sum(entitle(left, terms)) - sum(entitle(all, terms)))
        expect(total(lines) <= 0n).toBe(true)
      }),
    )
  })

  test('one more verified claim never lowers what is due', () => {
    fc.assert(
      fc.property(results, result, (all, more) => {
        expect(sum(entitle([...all, more], terms)) >= sum(entitle(all, terms))).toBe(true)
      }),
    )
  })
})

describe("the garden pack's own examples", () => {
  const milestone = fact({
    kind: 'milestone.recorded',
    summary: 'Something happened.',
    data: z.object({ milestone: z.string() }),
  })
  const folder = join(import.meta.dirname, '../../../packs/huerta')
  const sorted = (lines: readonly object[]) => lines.map((line) => JSON.stringify(line)).sort()

  test.each(readdirSync(join(folder, 'tests')))('%s gives the expected result', async (file) => {
    const example = JSON.parse(readFileSync(join(folder, 'tests', file), 'utf8')) as Example & {
      expect: ExampleResult
    }
    const { outcomes, payments } = evaluateExample(await readPack(folder), example, [milestone])
    const wanted = example.expect.outcomes.map(({ person, outcome, state }) => ({ person, outcome, state }))
    expect(sorted(outcomes.map(({ person, outcome, state }) => ({ person, outcome, state })))).toEqual(
      sorted(wanted),
    )
    expect(outcomes).toEqual(
      expect.arrayContaining(example.expect.outcomes.map((each) => expect.objectContaining(each))),
    )
    expect(sorted(payments)).toEqual(
      sorted(example.expect.payments.map(({ rateCard, person, amount }) => ({ rateCard, person, amount }))),
    )
  })
})

describe('the day on which a contract begins', () => {
  const card = { from: '2026-03-01', until: '2026-12-31' }

  test('is today, or the day of the rate card nearest to it', () => {
    expect(usualStart(card, '2026-05-04')).toBe('2026-05-04')
    expect(usualStart(card, '2026-01-04')).toBe('2026-03-01')
    expect(usualStart(card, '2027-01-04')).toBe('2026-12-31')
    expect(usualStart({ from: '2026-03-01', until: null }, '2031-01-04')).toBe('2031-01-04')
  })

  test('is one of the rate card, whatever day it is', () => {
    const day = fc
      .integer({ min: 0, max: 2000 })
      .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, fc.option(day), (today, from, until) => {
        const days = { from, until: until !== null && until < from ? from : until }
        expect(besideCard(days, usualStart(days, today))).toBeUndefined()
      }),
    )
  })

  test('may be the first and the last of the rate card, and none outside', () => {
    const days = ['2026-02-28', '2026-03-01', '2026-12-31', '2027-01-01']
    expect(days.map((day) => besideCard(card, day))).toEqual(['before', undefined, undefined, 'after'])
  })
})

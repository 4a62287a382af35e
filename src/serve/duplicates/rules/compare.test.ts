// How well likenesses are recognised: single cases with their reasons, then precision and recall on labelled
// copies.
import { expect, test } from 'vitest'
import {
  copyCarelessly,
  inventPerson,
  inventSibling,
  seeded,
  type Invented,
} from '../../../../tests/harness/names.ts'
import { matchKeys } from '../../record/rules/keys.ts'
import { comparableOf } from '../../../../tests/bench/labelled/comparable.ts'
import { labelledSet } from '../../../../tests/bench/labelled/set.ts'
import { compare, comparePrepared, prepare, type Comparable, type Prepared } from './compare.ts'

const yuleisy: Comparable = {
  givenNames: 'Yuleisy María',
  firstSurname: 'González',
  secondSurname: 'Chirinos',
  born: { date: '1990-03-04' },
  sex: 'female',
  identifiers: [{ type: 'library_card', country: 'xa', number: '12345678' }],
  phones: ['3105551234'],
}

test('the same person without the second surname is still very likely the same', () => {
  const { strength, reasons } = compare(yuleisy, {
    ...yuleisy,
    secondSurname: undefined,
    identifiers: [],
    phones: [],
  })
  expect(strength).toBe('strong')
  expect(reasons).toEqual(['same_birth_date', 'same_names', 'surname_missing'])
})

test('day and month the wrong way round is reported as such', () => {
  const { strength, reasons } = compare(yuleisy, {
    ...yuleisy,
    born: { date: '1990-04-03' },
    identifiers: [],
  })
  expect(strength).toBe('strong')
  expect(reasons).toContain('birth_day_month_swapped')
})

test('the same number of another document is not the same document', () => {
  const other = {
    givenNames: 'Pedro',
    firstSurname: 'Rivas',
    identifiers: [{ type: 'school_number', number: '12345678' }],
  }
  const { strength, reasons } = compare(yuleisy, other)
  expect(reasons).toContain('same_number_other_document')
  expect(strength).toBeUndefined()
})

test('the same document is always shown, whatever the names', () => {
  const other = {
    ...yuleisy,
    givenNames: 'Pedro',
    firstSurname: 'Rivas',
    secondSurname: 'Mora',
    born: undefined,
  }
  expect(compare(yuleisy, other).strength).toBe('possible')
})

test('names alone never block a registration', () => {
  const named = { givenNames: 'María José', firstSurname: 'González', secondSurname: 'Pérez' }
  expect(compare(named, named).strength).toBe('possible')
})

test('the same names with a birth date two years apart are shown', () => {
  const later = { ...yuleisy, born: { date: '1992-07-19' }, identifiers: [], phones: [] }
  expect(compare({ ...yuleisy, identifiers: [], phones: [] }, later).strength).toBe('possible')
})

test('another document of the same type weighs against a likeness', () => {
  const other = { ...yuleisy, identifiers: [{ type: 'library_card', country: 'xa', number: '98765432' }] }
  const { score, reasons } = compare(yuleisy, other)
  expect(reasons).toContain('different_document')
  expect(score).toBeLessThan(compare(yuleisy, { ...yuleisy, identifiers: [] }).score)
})

test.each([
  ['Ana Lucía', 'Ana María'],
  ['Luis', 'Luisa'],
  ['Mario', 'María'],
])('twins %s and %s are not taken for one', (one, other) => {
  const twin = { ...yuleisy, identifiers: [] }
  expect(compare({ ...twin, givenNames: one }, { ...twin, givenNames: other }).strength).toBeUndefined()
})

test('a twin with one given name more and papers of another kind is shown, and stops nobody', () => {
  const named = { ...yuleisy, givenNames: 'Yuleisy', phones: [] }
  const twin = { ...yuleisy, identifiers: [{ type: 'school_number', country: 'xa', number: 'E30119' }] }
  expect(compare(named, { ...twin, phones: [] }).strength).toBe('possible')
  // Without papers of one of the two it is most often one person, one of whose names was left out.
  expect(compare(named, { ...twin, identifiers: [] }).strength).toBe('strong')
})

test('on the labelled set twins are shown and not stopped, and those on record are found', () => {
  const records = labelledSet(20_000)
  const compared = records.map(comparableOf)
  const prepared = compared.map(prepare)
  const index = new Map<number, number[]>()
  const stopped = new Set<number>()
  const tally = { same: 0, shown: 0 }
  const own = Map.groupBy(records.keys(), (at) => records[at]?.entity)
  for (const all of own.values()) tally.same += (all.length * (all.length - 1)) / 2
  for (const [at, one] of compared.entries()) {
    const keys = matchKeys(one)
    for (const other of new Set(keys.flatMap((key) => index.get(key) ?? []))) {
      const [a, b] = [records[at], records[other]]
      const isSame = a?.entity === b?.entity
      const isTwin = [a, b].some((record) => record?.relative?.startsWith('twin'))
      if (!isSame && !isTwin) continue
      const { strength, reasons } = comparePrepared(prepared[at] as Prepared, prepared[other] as Prepared)
      if (isSame) tally.shown += Number(strength !== undefined)
      else if (strength === 'strong' && reasons.includes('same_birth_date'))
        stopped.add(a?.relative?.startsWith('twin') ? at : other)
    }
    for (const key of keys) index.set(key, [...(index.get(key) ?? []).slice(-200), at])
  }
  const twins = records.filter(({ relative }) => relative?.startsWith('twin')).length
  expect(stopped.size / twins).toBeLessThanOrEqual(0.02)
  expect(tally.shown / tally.same).toBeGreaterThanOrEqual(0.97)
})

test('an estimated age fits a birth year near it and speaks against one far away', () => {
  const aged = { ...yuleisy, born: { age: 35, on: '2026-03-02' }, identifiers: [], phones: [] }
  expect(compare(yuleisy, aged).reasons).toContain('same_birth_year')
  expect(compare(yuleisy, { ...aged, born: { age: 12, on: '2026-03-02' } }).reasons).toContain(
    'different_birth_date',
  )
})

test('comparing is symmetric and a person is like themselves', () => {
  const chance = seeded(3)
  for (let round = 0; round < 300; round++) {
    const [a, b] = [inventPerson(chance), inventPerson(chance)]
    expect(compare(a, b).score).toBe(compare(b, a).score)
    expect(compare(a, copyCarelessly(a, chance)).score).toBeGreaterThan(compare(a, b).score)
  }
})

test('on labelled copies most people are found again and few strangers block a registration', () => {
  const chance = seeded(20260302)
  const people = Array.from({ length: 10_000 }, () => inventPerson(chance))
  const index = new Map<number, Invented[]>()
  for (const person of people) {
    for (const key of matchKeys(person)) {
      const bucket = index.get(key)
      if (bucket) bucket.push(person)
      else index.set(key, [person])
    }
  }
  // Bounded like the search in the database, here to 25 people of one key.
  const candidates = (one: Invented) => [
    ...new Set(matchKeys(one).flatMap((key) => (index.get(key) ?? []).slice(0, 25))),
  ]
  const tally = {
    proposed: 0,
    shown: 0,
    strong: 0,
    strongTrue: 0,
    strongAll: 0,
    best: 0,
    stranger: 0,
    twin: 0,
  }
  const rounds = 1000
  for (let round = 0; round < rounds; round++) {
    const person = people[Math.floor(chance() * people.length)] as Invented
    const copy = copyCarelessly(person, chance)
    const found = candidates(copy).map((other) => ({ other, ...compare(copy, other) }))
    const own = found.find((one) => one.other === person)
    tally.proposed += Number(own !== undefined)
    tally.shown += Number(own?.strength !== undefined)
    tally.strong += Number(own?.strength === 'strong')
    const strong = found.filter((one) => one.strength === 'strong')
    tally.strongAll += strong.length
    tally.strongTrue += Number(strong.some((one) => one.other === person))
    const best = found.filter((one) => one.strength).sort((a, b) => b.score - a.score)[0]
    tally.best += Number(best?.other === person)
    const stranger = inventPerson(chance)
    tally.stranger += Number(
      candidates(stranger).some((other) => compare(stranger, other).strength === 'strong'),
    )
    tally.twin += Number(compare(inventSibling(person, true, chance), person).strength === 'strong')
  }
  const measured = {
    candidateRecall: tally.proposed / rounds,
    shownRecall: tally.shown / rounds,
    strongRecall: tally.strong / rounds,
    strongPrecision: tally.strongTrue / tally.strongAll,
    bestIsTrue: tally.best / rounds,
    strangersInTheWay: tally.stranger / rounds,
    twinsInTheWay: tally.twin / rounds,
  }
  console.log(JSON.stringify({ match: measured }))
  expect(measured.candidateRecall).toBeGreaterThan(0.985)
  expect(measured.shownRecall).toBeGreaterThan(0.98)
  expect(measured.strongRecall).toBeGreaterThan(0.93)
  expect(measured.strongPrecision).toBeGreaterThan(0.98)
  expect(measured.bestIsTrue).toBeGreaterThan(0.97)
  expect(measured.strangersInTheWay).toBeLessThan(0.01)
  expect(measured.twinsInTheWay).toBeLessThanOrEqual(0.02)
})

// The invented people are plausible: ages, families, names and documents fit together as on the Caribbean
// coast.
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { findTerm, type Pack, type TaxonomyName } from '../../../kernel/packs/pack.ts'
import { ageOn } from '../../../kernel/time.ts'
import { readPack } from '../../../platform/packs/packs.ts'
import type { InventedHousehold, InventedPerson } from '../../../platform/demonstration/person.ts'
import { random } from '../../../platform/demonstration/random.ts'
import { inventHouseholds } from './households.ts'

const TODAY = '2026-06-15'
const invent = (seed: string) =>
  (['riohacha', 'cartagena', 'cucuta'] as const).flatMap((city) =>
    inventHouseholds(random(seed), city, 400, TODAY),
  )

let households: InventedHousehold[]
let people: InventedPerson[]
let pack: Pack
beforeAll(async () => {
  households = invent('a seed')
  people = households.flatMap(({ members }) => members)
  pack = await readPack(fileURLToPath(new URL('../../../../packs/integrate/', import.meta.url)))
})

test('the same seed invents the same people, another seed others', () => {
  expect(invent('a seed')).toEqual(households)
  expect(invent('another seed')).not.toEqual(households)
})

test('a city gets as many people as were asked for', () => expect(people).toHaveLength(1200))

test('those who arrived and those who were here are near half and half', () => {
  const arrived = people.filter(({ populationGroup }) =>
    ['migrant', 'pendular', 'in_transit'].includes(populationGroup),
  )
  expect(arrived.length / people.length).toBeGreaterThan(0.38)
  expect(arrived.length / people.length).toBeLessThan(0.56)
})

describe('in a household', () => {
  test('mothers and fathers are old enough to be so', () => {
    for (const { members } of households) {
      const [head] = members
      const parents = members.filter(({ relation }) => relation === 'head' || relation === 'partner')
      for (const child of members.filter(({ relation }) => relation === 'child')) {
        for (const parent of parents) expect(ageOn(parent.bornOn, child.bornOn)).toBeGreaterThanOrEqual(15)
      }
      for (const elder of members.filter(({ relation }) => relation === 'parent')) {
        expect(ageOn(elder.bornOn, head.bornOn)).toBeGreaterThanOrEqual(15)
      }
    }
  })

  test('brothers and sisters are born a year apart and share their surnames', () => {
    for (const { members } of households) {
      const children = members.filter(({ relation }) => relation === 'child').map(({ bornOn }) => bornOn)
      const years = children
        .sort()
        .map((born, at) => (at === 0 ? 1 : ageOn(children[at - 1] as string, born)))
      expect(Math.min(1, ...years)).toBe(1)
      expect(
        new Set(
          members.filter(({ relation }) => relation === 'child').map(({ firstSurname }) => firstSurname),
        ).size,
      ).toBeLessThan(2)
    }
  })

  test('no two people have the same first name', () => {
    const twice = households.filter(({ members }) => {
      const names = members.map(({ givenNames }) => givenNames?.split(' ')[0])
      return new Set(names).size < names.length
    })
    expect(twice.length / households.length).toBeLessThan(0.01)
  })

  test('the head is grown up, and nobody is born after the first visit', () => {
    for (const { members, cameOn } of households) {
      expect(ageOn(members[0].bornOn, cameOn)).toBeGreaterThanOrEqual(17)
      for (const { bornOn } of members) expect(bornOn < cameOn).toBe(true)
      expect(cameOn < TODAY).toBe(true)
    }
  })
})

test('every code is one of the pack', () => {
  const known = (taxonomy: TaxonomyName, code: string | undefined) =>
    code === undefined || findTerm(pack, taxonomy, code) ? undefined : `${taxonomy} ${code}`
  const unknown = people.flatMap((person) => [
    known('sexes', person.sex),
    known('genders', person.gender),
    known('populationGroups', person.populationGroup),
    known('statuses', person.migrationStatus),
    known('disabilities', person.disability),
    known('places', person.place),
    known('householdRoles', person.relation),
    ...person.nationalities.map((code) => known('countries', code)),
    ...person.languages.map((code) => known('languages', code)),
    ...person.identifiers.map(({ type }) => known('identifierTypes', type)),
    ...person.contacts.map(({ kind }) => known('contactKinds', kind)),
  ])
  expect(unknown.filter((code) => code !== undefined)).toEqual([])
})

test('documents have the shape of their type, numbers that nobody was given, and no two are the same', () => {
  const issued = /^(19|99|9|V8|RD99)|^\d{4}$/u
  const numbers = people.flatMap(({ identifiers }) => identifiers)
  for (const { type, number } of numbers) {
    const pattern = pack.taxonomies.identifierTypes.find(({ code }) => code === type)?.pattern ?? '$.'
    expect(number).toMatch(new RegExp(pattern, 'u'))
    expect(number).toMatch(issued)
  }
  const long = numbers
    .filter(({ number }) => number.length > 6)
    .map(({ type, number }) => `${type} ${number}`)
  expect(new Set(long).size).toBe(long.length)
})

test('nobody can be called: the telephones have a prefix that no operator has', () => {
  const values = people.flatMap(({ contacts }) => contacts.map(({ value }) => value))
  expect(values.filter((value) => !/^\+57399\d{7}$/u.test(value))).toEqual([])
})

// The table of verbs is consistent, and everything it names has words in every language.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ceilingOf,
  grantsOf,
  isWithin,
  OrganisationClass,
  Purpose,
  Role,
  rolesOf,
  Scope,
  InformationClass,
  VERBS,
} from '../../kernel/roles.ts'
import { rowScopeOf } from '../../kernel/row-scope.ts'
import { above, offered, scopesFor } from './rules.ts'
import { SUBJECTS, subjectOf } from './screens/subjects.ts'

test('every scope, class and purpose has words in every language', () => {
  const keys = [
    ...Scope.options.map((scope) => `scope.${scope}`),
    ...InformationClass.options.map((one) => `information.${one}`),
    ...Purpose.options.map((purpose) => `role.purpose.${purpose}`),
    ...SUBJECTS.map((subject) => `role.subject.${subject}`),
  ]
  for (const locale of ['es', 'en', 'ar']) {
    const said = JSON.parse(readFileSync(`src/identity/roles/messages/${locale}.json`, 'utf8')) as object
    expect(keys.filter((key) => !(key in said))).toEqual([])
  }
})

test('every subject is that of some verbs, by the folder that declares them', () => {
  const found = new Set([...VERBS.keys()].map(subjectOf))
  expect(SUBJECTS.filter((subject) => !found.has(subject))).toEqual([])
  expect(['person.read', 'case.plan', 'note.read', 'user.administer'].map(subjectOf)).toEqual([
    'people',
    'serving',
    'confidential',
    'staff',
  ])
})

test('every line of the table has a cell for every role, and every role but one that only writes holds a verb', () => {
  for (const { name, held, who } of VERBS.values()) {
    expect(held.size, name).toBeGreaterThan(0)
    expect(who.length, name).toBeGreaterThan(0)
  }
  expect(Role.options.filter((role) => grantsOf([role]).length === 0)).toEqual(['communications'])
})

test('what an organisation may give is under its own ceiling, and what only others may give is above it', () => {
  for (const organisation of OrganisationClass.options) {
    const mine = ceilingOf(organisation)
    expect(above(organisation, mine)).toEqual([])
    const others = OrganisationClass.options.flatMap(ceilingOf).filter((grant) => !isWithin(mine, grant))
    expect(above(organisation, others)).toEqual(others)
  }
})

test('an organisation that enforces migration law can give no role', () => {
  for (const organisation of ['enforcement', 'consular'] as const) {
    expect(rolesOf(organisation)).toEqual([])
    expect(ceilingOf(organisation)).toEqual([])
  }
})

const anyGrant = fc.record({
  verb: fc.constantFrom(...VERBS.keys()),
  scope: fc.constantFrom(...Scope.options),
  class: fc.constantFrom(...InformationClass.options),
  purpose: fc.constantFrom(...Purpose.options),
})

test('no role that may be made sees or does more than the shipped roles together', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...OrganisationClass.options),
      fc.array(anyGrant, { maxLength: 30 }),
      (organisation, grants) => {
        const made = grants.filter((grant) => above(organisation, [grant]).length === 0)
        const ceiling = ceilingOf(organisation)
        for (const grant of made) {
          expect(ceiling.some(({ verb, purpose }) => verb === grant.verb && purpose === grant.purpose)).toBe(
            true,
          )
        }
        // However grants are combined, the row scope of every operation is as narrow as the narrowest of
        // them.
        const scope = rowScopeOf({ grants: made, scope: 'organisation' })
        for (const { verb } of made) {
          const through = rowScopeOf({ grants: made, scope: 'organisation' }, VERBS.get(verb))
          expect(Scope.options.indexOf(scope)).toBeLessThanOrEqual(Scope.options.indexOf(through))
        }
      },
    ),
  )
})

test('the form offers each verb once for each purpose, and only what would be accepted', () => {
  for (const organisation of OrganisationClass.options) {
    const all = offered(organisation).flatMap((most) => scopesFor(most).map((scope) => ({ ...most, scope })))
    expect(above(organisation, all)).toEqual([])
  }
})

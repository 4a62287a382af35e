// Some screens make the key of a message from a value that the compiler does not know. Each such family of keys is
// named here with the values that it must have words for, in every language, or with the test that sees to it.
import { existsSync, globSync, readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { ClaimState } from '../src/fund/outcomes/operations.ts'
import { Role } from '../src/kernel/roles.ts'
import { REASONS } from '../src/serve/imports/rules/mapping.ts'
import { FIELDS } from '../src/serve/record/rules/shapes.ts'
import { ReferralState } from '../src/serve/referrals/operations.ts'

const LOCALES = ['es', 'en', 'ar']

/** The values that stand for `*`. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  // Of other reasons it is not said who else may.
  '*_who': ['reason.organisation_class', 'reason.role_missing'],
  'import.reason.*': REASONS,
  'person.field.*': FIELDS,
  'report.outcome.*': ClaimState.options,
  // What was never sent is not counted.
  'report.referral.*': ReferralState.options.filter((state) => state !== 'draft'),
  'role.*': Role.options,
  'role.*.help': Role.options,
}

/** Families whose words another test demands. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '*.*': 'tests/offline-words.test.ts',
  '*.field.*': 'tests/offline-words.test.ts',
  'command.*': 'tests/offline-words.test.ts',
  'fact.*': 'tests/messages.test.ts',
  'figure.*': 'tests/messages.test.ts',
  'problem.*': 'tests/messages.test.ts',
  'purpose.*': 'tests/glossary.test.ts',
  'verb.*': 'tests/permissions.test.ts',
  'work.*': 'tests/messages.test.ts',
  'work.*.act': 'tests/messages.test.ts',
}

const said = new Map(
  LOCALES.map((locale) => [
    locale,
    Object.assign(
      {},
      ...globSync(`src/**/messages/${locale}.json`).map((path) => JSON.parse(readFileSync(path, 'utf8'))),
    ) as Record<string, string>,
  ]),
)

test.each(Object.entries(FAMILIES))('%s has words for every value', (family, values) => {
  const keys = values.map((value) => family.replace('*', value))
  expect(keys.length).toBeGreaterThan(0)
  for (const locale of LOCALES)
    expect(
      keys.filter((key) => !(key in (said.get(locale) ?? {}))),
      locale,
    ).toEqual([])
})

test('a refusal of a row has no words for a reason that does not exist', () => {
  const prefix = 'import.reason.'
  const reasons = Object.keys(said.get('es') ?? {})
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
  // Those with a point are codes of problems, in other words than elsewhere.
  const unknown = reasons.filter((reason) =>
    reason.includes('.')
      ? !(`problem.${reason}` in (said.get('es') ?? {}))
      : !z.safeParse(z.enum(REASONS), reason).success,
  )
  expect(unknown).toEqual([])
})

test('every key that is looked up is of a family above', () => {
  const found = new Set<string>()
  for (const path of globSync('src/**/*.{ts,tsx}').filter((one) => !/\.test\.tsx?$/.test(one)))
    for (const [, key = ''] of readFileSync(path, 'utf8').matchAll(/\blookup\(\s*`([^`]+)`/gu))
      found.add(key.replaceAll(/\$\{[^}]*\}/gu, '*'))
  expect([...found].toSorted()).toEqual([...Object.keys(FAMILIES), ...Object.keys(ELSEWHERE)].toSorted())
  for (const path of Object.values(ELSEWHERE)) expect(existsSync(path), path).toBe(true)
})

// Who may do what, read from a page that stands beside the program: every verb, every role, every duty.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { administers, isBothSides, isPowerful } from '../src/kernel/duties.ts'
import { ceilingOf, grantsOf, OrganisationClass, Role, VERBS, type Grant } from '../src/kernel/roles.ts'

const page = (await readFile('tests/permissions.frozen.txt', 'utf8'))
  .split('\n')
  .map((line) => line.split(/\s+/u))
  .filter(([name]) => name?.includes('.'))

const WHO: Record<string, readonly string[]> = {
  any: ['public', 'cso', 'company', 'international', 'funder', 'verifier'],
  serving: ['public', 'cso', 'company', 'international'],
  verifier: ['verifier'],
}
const byVerb = (a: Grant, b: Grant) => (a.verb < b.verb ? -1 : 1)

test('the page has every verb once, as it is', () => {
  const read = page.map(([name = '', touched, purpose, who = '', narrow]) => [
    name,
    { class: touched, purpose, who: WHO[who], narrows: narrow === 'own' },
  ])
  const is = [...VERBS].map(([name, { class: touched, purpose, who, narrows }]) => [
    name,
    { class: touched, purpose, who, narrows },
  ])
  expect(is.toSorted()).toEqual(read.toSorted())
})

test.each(Role.options.map((role, at) => [role, at] as const))('%s holds what the page says', (role, at) => {
  const read = page.flatMap(([verb = '', touched, purpose, , , ...cells]) => {
    const cell = cells[at]
    if (cell === '.') return []
    expect(['o', 'w', 'n']).toContain(cell)
    return [
      {
        verb,
        scope: cell === 'n' ? 'network' : 'organisation',
        class: touched,
        purpose: cell === 'w' ? 'oversight' : purpose,
      } as Grant,
    ]
  })
  expect(grantsOf([role]).toSorted(byVerb)).toEqual(read.toSorted(byVerb))
})

test('duties are apart as they were', () => {
  const all = grantsOf(Role.options)
  const verbs = (is: (grants: Grant[]) => boolean) =>
    [...new Set(all.filter((grant) => is([grant])).map(({ verb }) => verb))].toSorted()
  const watcher = all.find(({ verb }) => verb === 'erasure.decide') as Grant
  const carrier = all.find(({ verb }) => verb === 'case.plan') as Grant
  expect({
    second: verbs(isPowerful),
    administers: verbs(administers),
    carries: verbs((grants) => isBothSides([...grants, watcher])),
    watches: verbs((grants) => isBothSides([...grants, carrier])),
  }).toMatchInlineSnapshot(`
    {
      "administers": [
        "user.administer",
      ],
      "carries": [
        "break_glass.open",
        "case.plan",
        "note.seal",
        "override.ask",
      ],
      "second": [
        "demand.decide",
        "disclosure.oversee",
        "erasure.decide",
        "firewall.decide",
        "override.review",
        "user.administer",
      ],
      "watches": [
        "disclosure.oversee",
        "erasure.decide",
        "override.review",
      ],
    }
  `)
})

test('no key opens what is for people', () => {
  const operations = capabilities.flatMap(({ handlers }) => handlers.map(({ operation }) => operation))
  const names = operations.flatMap(({ name, forPeople }) => (forPeople ? [name] : []))
  expect(names.toSorted()).toMatchInlineSnapshot(`
    [
      "break_glass.review",
      "device.get_rule",
      "device.get_secret",
      "device.list",
      "device.revoke",
      "device.set_rule",
      "key.issue",
      "key.list",
      "key.names",
      "key.revoke",
      "membership.accept",
      "membership.code",
      "membership.decline",
      "membership.offered",
      "organisation_move.ask",
      "organisation_move.decide",
      "organisation_move.end_sharing",
      "organisation_move.list",
      "override.decide",
      "override.review",
      "own.ask_correction",
      "own.ask_erasure",
      "own.confirm",
      "own.enter",
      "own.finish",
      "own.look",
      "own.withdraw",
      "own_code.list",
      "own_code.make",
      "own_code.revoke",
      "role.change",
      "role.confirm",
      "role.define",
      "role.from_outside",
      "role.grant",
      "role.list",
      "role.retire",
      "role.revoke",
      "role.unconfirmed",
      "second_factor.confirm_reset",
      "second_factor.decline_reset",
      "second_factor.reset",
      "second_factor.resets",
      "sign_on.claims",
      "sign_on.configure",
      "sign_on.confirm_domain",
      "sign_on.get",
      "sign_on.note_domain",
      "sign_on.prove_domain",
      "sign_on.remove",
      "team.change",
      "team.disband",
      "team.form",
      "team.list",
      "user.add_program",
      "user.choose_language",
      "user.deactivate",
      "user.hand_program",
      "user.invitation",
      "user.invite",
      "user.reactivate",
      "user.reinvite",
    ]
  `)
})

test('what an organisation may give is counted as it was', () => {
  const sizes = OrganisationClass.options.map((one) => [one, ceilingOf(one).length])
  expect(Object.fromEntries(sizes)).toMatchInlineSnapshot(`
    {
      "company": 242,
      "consular": 0,
      "cso": 242,
      "enforcement": 0,
      "funder": 38,
      "international": 242,
      "public": 242,
      "verifier": 34,
    }
  `)
})

// What a page shows of the screens is what the policies of their verbs allow.
import { expect, test } from 'vitest'
import { may, OrganisationClass, Role, type Actor } from './actor.ts'
import { holds } from './holds.ts'
import { getVerb, grantsOf, type VerbName } from './roles.ts'
import { SHOWN } from './shown-verbs.ts'

const verbs = SHOWN.flatMap(({ verbs: alike }) => alike) as VerbName[]

test.each(Role.options)('%s is shown what the policies allow, in each class of organisation', (role) => {
  for (const organisationClass of OrganisationClass.options) {
    const actor = { grants: grantsOf([role]), organisationClass } as unknown as Actor
    const shallow = { ...actor, grants: actor.grants.map((grant) => ({ ...grant, class: 'open' as const })) }
    const principal = { ...actor, principal: { kind: 'display' } } as Actor
    for (const one of [actor, shallow, principal])
      expect(verbs.filter((verb) => holds(one, verb))).toEqual(
        verbs.filter((verb) => may(one, getVerb(verb)) === true),
      )
  }
})

test('a verb that no screen names is a mistake', () => {
  expect(() => holds({ grants: [] } as unknown as Actor, 'no.verb' as VerbName)).toThrow('npm run manifest')
})

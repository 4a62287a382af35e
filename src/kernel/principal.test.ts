// A principal does exactly what its list says; no policy of users lets it through, whatever it carries.
import { describe, expect, test } from 'vitest'
import {
  actingPrincipal,
  actorKind,
  anyone,
  mayCall,
  onlyOwn,
  onlyPrincipal,
  onlySystem,
  verb,
  type Actor,
} from './actor.ts'
import { rowScopeOf } from './row-scope.ts'
import { LIVE_ROUTE, operationsOf, PrincipalKind, type Principal } from './principal.ts'
import { getVerb, grantsOf } from './roles.ts'
import type { Id } from './words.ts'

const id = (last: number) => `019a0000-0000-7000-8000-00000000000${last}` as Id

const ana: Actor = {
  user: id(1),
  name: 'Ana',
  organisation: id(2),
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['case_manager'],
  grants: grantsOf(['case_manager']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}

const principal = (kind: PrincipalKind, more: Partial<Principal> = {}): Actor => ({
  // With the role and the grants of a user, which it never has: they must make no difference.
  ...ana,
  user: id(3),
  principal: {
    kind,
    use: 'hall',
    id: id(3),
    operations: ['service.list'],
    until: '2026-03-02T00:00:00Z',
    madeBy: id(1),
    ...more,
  },
})

const readPerson = verb(getVerb('person.read'))

describe.each(PrincipalKind.options)('a %s', (kind) => {
  const one = principal(kind)
  const person = principal(kind, { subject: id(4) })

  test('may call what is on its list, whatever the policy says of users, and nothing else', () => {
    for (const policy of [anyone, readPerson, onlyOwn, onlySystem, onlyPrincipal, () => true as const]) {
      expect(mayCall(one, 'service.list', policy)).toBe(true)
      for (const name of ['service.list_', 'service.offer', LIVE_ROUTE, '', 'constructor'])
        expect(mayCall(one, name, policy)).toEqual({ reason: 'reason.not_listed' })
    }
    expect(mayCall(principal(kind, { operations: [] }), 'service.list', anyone)).not.toBe(true)
  })

  test('is let through by no policy of users or of the system', () => {
    for (const actor of [one, person])
      for (const policy of [anyone, readPerson, onlySystem]) expect(policy(actor)).not.toBe(true)
    expect([onlyOwn(one), onlyPrincipal(one)]).toEqual([{ reason: 'reason.own_only' }, true])
    expect([onlyOwn(person), onlyPrincipal(person)]).toEqual([true, { reason: 'reason.principal_only' }])
  })

  test('is neither a user nor the system, and sees no row by a grant', () => {
    expect(actorKind(one)).toBe(kind)
    expect([rowScopeOf(one), rowScopeOf(one, readPerson.permission)]).toEqual(['own', 'own'])
  })

  test('is the system’s while the system carries out what it began', () => {
    const carried: Actor = { ...one, scope: 'system' }
    expect([actorKind(carried), actingPrincipal(carried)]).toEqual(['system', undefined])
    expect(mayCall(carried, 'firewall.note_refusal', onlySystem)).toBe(true)
    expect(mayCall(carried, 'service.list', anyone)).not.toBe(true)
  })
})

test('users are refused what only principals do, and a program with a key is a program', () => {
  expect(readPerson(ana)).toBe(true)
  expect([onlyOwn(ana), onlyPrincipal(ana)]).not.toContain(true)
  expect([actorKind(ana), actorKind({ ...ana, key: id(5) })]).toEqual(['user', 'program'])
})

test('live updates are on a list only where the use says so', () => {
  expect(operationsOf({ operations: [] })).toEqual([])
  expect(operationsOf({ operations: [], live: true })).toEqual([LIVE_ROUTE])
})

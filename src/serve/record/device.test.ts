// People on a phone without a network: registered, found by likeness and corrected, with the server's rules.
import { expect, test } from 'vitest'
import { noLists } from '../../../tests/harness/no-lists.ts'
import type {
  DeviceCapability,
  KeptPeople,
  KeptPerson,
  KnownAnswer,
  CommandMade,
} from '../../device/capability.ts'
import type { Command, InputOf, OutputOf, Query } from '../../kernel/command.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Pack } from '../../kernel/packs/pack.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import { readPack } from '../../platform/packs/packs.ts'
import {
  addContact,
  changeContact,
  changePerson,
  listCaseload,
  registerPerson,
  searchPeople,
} from './operations.ts'
import { deviceCapability } from './device.ts'
import type { Person } from './rules/shapes.ts'

const pack = await readPack('packs/huerta')
/** A page on which the pack in force is known, and no other answer. */
const packIs = (known: Pack): KnownAnswer =>
  ((query) => (query.name === getPack.name ? { pack: known } : undefined)) as KnownAnswer

const device: DeviceCapability = deviceCapability(packIs(pack))
const actor = {
  organisation: '0195a8a0-0000-7000-8000-00000000000a',
  timeZone: 'America/Bogota',
} as Actor

function apply<C extends Command>(
  operation: C,
  person: string,
  document: unknown,
  input: InputOf<C>,
): Person {
  const command = device.commands.find((one) => one.operation === operation)
  const moment: CommandMade = {
    command: person,
    occurredAt: '2026-03-02T15:00:00Z',
    actor,
    lists: noLists,
    person,
  }
  return command?.apply(document, input as never, moment) as Person
}

async function ask<Q extends Query>(
  operation: Q,
  kept: readonly Person[],
  input: InputOf<Q>,
): Promise<OutputOf<Q>> {
  const all: KeptPerson[] = kept.map((person) => ({ person: person.id, parts: { person } }))
  const people: KeptPeople = {
    find: async (id) => all.find((one) => one.person === id),
    all: async () => all,
    search: async (text) => {
      const words = device.search?.words(text) ?? []
      return all.filter((one) =>
        words.every((word) => device.search?.keys(one.parts['person']).some((key) => key.startsWith(word))),
      )
    },
  }
  const query = device.queries?.find((one) => one.operation === operation)
  return (await query?.run(people, input as never, actor, noLists)) as OutputOf<Q>
}

const id = '0195a8a0-0000-7000-8000-000000000001'
const register = (input: Partial<InputOf<typeof registerPerson>> = {}) =>
  apply(registerPerson, id, undefined, { id, searched: 'device', ...input })

test('a person registered without a network is in the caseload at once', async () => {
  const person = register({ givenNames: 'Marisol', firstSurname: 'Ipuana', born: { year: 1991 } })
  expect(person).toMatchObject({ version: 1, givenNames: 'Marisol', secondSurname: null, contacts: [] })
  const { people } = await ask(listCaseload, [person], {})
  expect(people.map((one) => one.givenNames)).toEqual(['Marisol'])
})

test('the phone refuses what the server would refuse', () => {
  expect(() => register({ born: { date: '2030-01-01' } })).toThrow('person.born_in_future')
  expect(() => register({ migrationStatus: 'unheard_of' })).toThrow('code.unknown')
})

test('likenesses are found on the phone, with their reasons', async () => {
  const person = register({ givenNames: 'Marisol', firstSurname: 'Ipuana', born: { date: '1991-02-03' } })
  const draft = { givenNames: 'Marisol', firstSurname: 'Ypuana', born: { date: '1991-03-02' } }
  const { people } = await ask(searchPeople, [person], { draft })
  expect(people).toMatchObject([
    { id, strength: 'strong', reasons: expect.arrayContaining(['birth_day_month_swapped']) as unknown },
  ])
})

test('a document typed without its country is the same document as the one on record, whose type has one', async () => {
  const number = 'E-30119'
  const person = register({
    givenNames: 'Marisol',
    firstSurname: 'Ipuana',
    identifiers: [{ id: '0195a8a0-0000-7000-8000-000000000002', type: 'school_number', number }],
  })
  const draft = { firstSurname: 'Ipuana', identifiers: [{ type: 'school_number', number }] }
  const { people } = await ask(searchPeople, [person], { draft })
  expect(people.map((one) => one.reasons)).toEqual([expect.arrayContaining(['same_document'])])
  const ofAnother = { ...draft, identifiers: [{ type: 'school_number', country: 'xb', number }] }
  const others = await ask(searchPeople, [person], { draft: ofAnother })
  for (const one of others.people) expect(one.reasons).not.toContain('same_document')
})

test('people are found by the beginnings of their names and by their documents', async () => {
  const identifiers = [
    { id: '0195a8a0-0000-7000-8000-000000000002', type: 'library_card', number: '7654321' },
  ]
  const person = register({ givenNames: 'Marisol', firstSurname: 'Ipuana', identifiers })
  for (const text of ['ipu mari', '7654321', '765']) {
    expect((await ask(searchPeople, [person], { text })).people, text).toHaveLength(1)
  }
  expect((await ask(searchPeople, [person], { text: 'rosa' })).people).toEqual([])
})

test('people are found on the phone with a slip in one word, and by a number beside a name, and it is said why', async () => {
  const identifiers = [
    { id: '0195a8a0-0000-7000-8000-000000000002', type: 'library_card', number: '7654321' },
  ]
  const person = register({
    givenNames: 'Marisol',
    firstSurname: 'Ipuana',
    secondSurname: 'Zerpa',
    identifiers,
  })
  for (const [text, reason] of [
    ['Zerpa Ipuana Marisol', 'same_names'],
    ['marisol', 'name_has_words'],
    ['Marisol Ipuana Zepra', 'surname_similar'],
    ['Marisol Ipuana Zerpa Uriana', 'name_has_words'],
    ['V-7.654.321', 'same_document'],
    ['Marisol 7654321', 'same_document'],
  ])
    expect((await ask(searchPeople, [person], { text })).people, text).toMatchObject([{ reasons: [reason] }])
  expect((await ask(searchPeople, [person], { text: 'Luz 7654329' })).people).toEqual([])
})

test('an edit made on the phone shows at once and increases the version', () => {
  const person = register({ givenNames: 'Marisol' })
  expect(apply(changePerson, id, person, { id, base: 1, changes: { called: 'Mari' } })).toMatchObject({
    called: 'Mari',
    version: 2,
  })
})

test('the phone of a receiver does not make an unsafe number safe either', () => {
  const contact = '0195a8a0-0000-7000-8000-000000000003'
  const contacts = [{ id: contact, kind: 'phone', value: '3001112233', safeToCall: true }]
  const received = { ...register({ contacts }), organisation: '0195a8a0-0000-7000-8000-00000000000b' }
  const change = { person: id, id: contact, base: 1 }
  expect(() => apply(changeContact, id, received, { ...change, safeToText: true })).toThrow(
    'contact.unsafe_stays',
  )
  expect(apply(changeContact, id, received, { ...change, safeToCall: false }).contacts).toMatchObject([
    { safeToCall: false },
  ])
  const added = {
    person: id,
    id: '0195a8a0-0000-7000-8000-000000000004',
    kind: 'email',
    value: '+57 300 111 2233',
  }
  const twice = apply(addContact, id, received, { ...added, safeToCall: true, safeToText: true })
  expect(twice.contacts[1]).toMatchObject({ safeToCall: true, safeToText: false })
})

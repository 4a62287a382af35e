// A yes, a no and a change of mind on a phone without a network.
import { expect, test } from 'vitest'
import { noLists } from '../../../tests/harness/no-lists.ts'
import type { Command, InputOf } from '../../kernel/command.ts'
import type { Actor } from '../../kernel/actor.ts'
import { giveConsent, listConsents, refuseConsent, withdrawConsent, type Consent } from './operations.ts'
import { deviceCapability } from './device.ts'

const actor = { name: 'Ana', timeZone: 'America/Bogota' } as Actor
const person = '0195a8a0-0000-7000-8000-000000000001'
const recipient = '0195a8a0-0000-7000-8000-00000000000b'
const said = { person, purpose: 'referral', fieldGroups: ['identity'], textVersion: 'v1', locale: 'es' }

function apply<C extends Command>(operation: C, document: unknown, input: InputOf<C>): Consent[] {
  const command = deviceCapability.commands.find((one) => one.operation === operation)
  const moment = { command: person, occurredAt: '2026-03-02T15:00:00Z', actor, lists: noLists, person }
  return command?.apply(document, input as never, moment) as Consent[]
}

const yes = (id: string, more: Partial<InputOf<typeof giveConsent>> = {}) =>
  apply(giveConsent, undefined, { id, recipient, how: 'signature', ...said, ...more })

test('a yes taken down in the field stands at once, with who took it down', () => {
  expect(yes('0195a8a0-0000-7000-8000-0000000000a1')).toMatchObject([
    { said: 'yes', recipient: { id: recipient, class: null }, obtainedBy: 'Ana', standing: 'in_force' },
  ])
})

test('the phone asks for the witness that the server would ask for', () => {
  const aloud = { how: 'verbal_with_witness' } as const
  expect(() => yes('0195a8a0-0000-7000-8000-0000000000a2', aloud)).toThrow('consent.witness_missing')
})

test('a no stands beside it, and a yes is taken back', async () => {
  const [id, no] = ['0195a8a0-0000-7000-8000-0000000000a3', '0195a8a0-0000-7000-8000-0000000000a4']
  const both = apply(refuseConsent, yes(id), { id: no, recipient: 'cso', ...said })
  const after = apply(withdrawConsent, both, { person, id })
  const kept = { person, parts: { consent: after } }
  const people = { find: async () => kept, all: async () => [kept], search: async () => [kept] }
  const query = deviceCapability.queries?.find((one) => one.operation === listConsents)
  expect(await query?.run(people, { person } as never, actor, noLists)).toMatchObject({
    consents: [
      { id: no, recipient: { id: null, class: 'cso' }, standing: 'refused', expiresOn: null },
      { id, standing: 'withdrawn' },
    ],
  })
})

test('for a yes that was refused in part, the parts still in force are computed again', async () => {
  const [id, no] = ['0195a8a0-0000-7000-8000-0000000000a5', '0195a8a0-0000-7000-8000-0000000000a6']
  const both = { fieldGroups: ['identity', 'contact'], expiresOn: '9999-01-01' }
  // As the server sent it, with a part refused that a later yes on this device allowed again.
  const sent = yes(id, both).map((one) => ({ ...one, refusedSince: ['contact'] }))
  const shown = async (document: Consent[]) => {
    const kept = { person, parts: { consent: document } }
    const people = { find: async () => kept, all: async () => [kept], search: async () => [kept] }
    const query = deviceCapability.queries?.find((one) => one.operation === listConsents)
    const found = (await query?.run(people, { person } as never, actor, noLists)) as
      | { consents: Consent[] }
      | undefined
    return found?.consents.find((one) => one.id === id)
  }
  expect(await shown(sent)).not.toHaveProperty('refusedSince')
  expect(await shown(apply(refuseConsent, sent, { id: no, recipient, ...said }))).toMatchObject({
    standing: 'in_force',
    refusedSince: ['identity'],
  })
})

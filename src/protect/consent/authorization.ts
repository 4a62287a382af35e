// The lines of the authorization table about consents and overrides: what to send for each.
import { giveConsent, refuseConsent } from '../src/protect/consent/operations.ts'
import type { Subject } from './authorization.subjects.ts'
import { filesOf } from './harness/files.ts'
import {
  consentFor,
  newcomer,
  noticed,
  overridden,
  override,
  referred,
  type World,
} from './authorization.world.ts'

type Referred = Awaited<ReturnType<typeof referred>>
/** A decision about somebody the garden keeps that Raíces, which sees the record, wrote down. */
async function unconfirmed(world: World, said: 'yes' | 'no') {
  const { bruno, network, id } = world
  const { person } = await referred(world)
  const asked = {
    id: id(),
    person,
    purpose: 'referral',
    recipient: network.organisations.seal,
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
  } as const
  if (said === 'no') {
    await world.run(bruno, refuseConsent, { ...asked, fieldGroups: [...asked.fieldGroups] })
    return { person, id: asked.id }
  }
  const attachment = id()
  await filesOf(network, network.folder, bruno).upload(person, undefined, undefined, attachment)
  const yes = {
    ...asked,
    fieldGroups: [...asked.fieldGroups],
    how: 'signature' as const,
    witness: 'Rosa',
    attachment,
  }
  await world.run(bruno, giveConsent, yes)
  return { person, id: asked.id }
}

type Making = {
  served(make: Subject['make']): Subject
  onReferred(input: (it: Referred, world: World) => Record<string, unknown>): Subject
}

export const ofConsent = ({ served, onReferred }: Making): Readonly<Record<string, Subject>> => ({
  'consent.give': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    purpose: 'referral',
    recipient: world.network.organisations.seal,
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
    how: 'signature',
  })),
  'consent.withdraw': onReferred((it) => ({ person: it.person, id: it.consent })),
  'consent.refuse': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    purpose: 'referral',
    recipient: 'company',
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
  })),
  'consent.confirm': served(async (world) => ({ input: await unconfirmed(world, 'yes') })),
  'consent.uphold': served(async (world) => ({ input: await unconfirmed(world, 'no') })),
  'consent.unconfirmed': served(async (world) => {
    const { id } = await unconfirmed(world, 'no')
    return { input: {}, shows: [id] }
  }),
  'consent.lifted_noes': served(async (world) => {
    await unconfirmed(world, 'no')
    return { input: {}, shows: [world.bruno.user] }
  }),
  'consent.list': served(async (world) => {
    const it = await referred(world)
    return { input: { person: it.person }, shows: [it.consent] }
  }),
  'consent.expiring': served(async (world) => {
    const whose = await newcomer(world)
    await consentFor(world, whose, world.network.organisations.roots, { expiresOn: '2026-03-12' })
    return { input: {}, shows: [whose] }
  }),
  'consent.receipt': served(async (world) => {
    const it = await referred(world)
    return { input: { person: it.person, id: it.consent }, shows: [it.consent] }
  }),
  'consent.acknowledge': served(async (world) => ({ input: await noticed(world) })),
  'consent.notices': served(async (world) => {
    const { id } = await noticed(world)
    return { input: {}, shows: [id] }
  }),
  'override.ask': onReferred((it, world) => ({ person: it.person, id: world.id(), ...override(world) })),
  'override.decide': served(async (world) => ({ input: { ...(await overridden(world)), allow: true } })),
  'override.end': served(async (world) => ({ input: await overridden(world, 'allowed') })),
  'override.review': served(async (world) => ({
    input: { ...(await overridden(world, 'allowed')), verdict: 'justified' },
  })),
  'override.list': served(async (world) => {
    const { id } = await overridden(world)
    return { input: {}, shows: [id] }
  }),
})

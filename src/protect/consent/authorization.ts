// Who may record, confirm and read consents; docs/authorization.md says what the letters and
// words mean.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { consentFor, newcomer, referred, type World } from '../../../tests/authorization/world.ts'
import { filesOf } from '../../../tests/harness/files.ts'
import { giveConsent, refuseConsent } from './operations.ts'

export const rows = `
Consent                           F O C S P K N M V $ D A    own   shared  outsider
consent.give                      F O C S P . . . . . . .    yes   yes     404
consent.refuse                    F O C S P . . . . . . .    yes   yes     404
consent.withdraw                  F O C S P . . . . . . .    yes   yes     404
consent.confirm                   F O C S P . . . . . . .    yes   403     404
consent.uphold                    F O C S P . . . . . . .    yes   403     404
consent.unconfirmed               F O C S P . . . . . D .    yes   none    none
consent.lifted_noes               . . . . . . . . . . D .    yes   none    none
consent.expire                    . . . . . . . . . . . .    -     -       -
consent.apply                     . . . . . . . . . . . .    -     -       -
consent.list                      F O C S P . . . . . D .    yes   yes     none
consent.expiring                  F O C S P . . . . . D .    yes   none    none
consent.receipt                   F O C S P . . . . . D .    yes   yes     404
`

/** A decision of a person of the garden that Raíces, which sees the record, recorded. */
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

export const subjects: Subjects = {
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
  'consent.refuse': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    purpose: 'referral',
    recipient: 'company',
    fieldGroups: ['identity'],
    textVersion: 'v1',
    locale: 'es',
  })),
  'consent.withdraw': onReferred((it) => ({ person: it.person, id: it.consent })),
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
}

export const visits: Visits = {
  records: async (_world, it) => ({ consent: it.consent }),
}

export const jobs: Jobs = {
  'consent.expire': async (world) => {
    await referred(world)
    world.network.clock.advance(800)
    return {}
  },
}

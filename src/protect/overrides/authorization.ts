// Who may ask for, decide and review overrides; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import type { Jobs } from '../../../tests/authorization/job.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { newcomer, type World } from '../../../tests/authorization/world.ts'
import { askOverride, decideOverride } from './operations.ts'

export const rows = `
Overrides of consent              F O C S P K N M V $ D A    own   shared  outsider
override.ask                      . O C S P . . . . . . .    yes   yes     404
override.decide                   . . . S . K . . . . D .    yes   404     404
override.end                      . . . S . K . . . . D .    yes   404     404
override.review                   . . . . . . . . . . D .    yes   404     404
override.list                     . O C S P K . . . . D .    yes   none    none
`

const override = ({ network }: World) => ({
  purpose: 'referral',
  recipient: network.organisations.roots,
  fieldGroups: ['identity'],
  ground: 'vital_interest' as const,
  basis: 'Riesgo grave',
  reason: 'Su vida corre peligro.',
  until: '2026-03-10',
})

/** An override on a person of the garden that one user asked for, and another allowed. */
export async function overridden(
  world: World,
  state: 'asked' | 'allowed' = 'asked',
): Promise<{ person: Id; id: Id }> {
  const { clara, sol } = world.network.actors
  const key = { person: await newcomer(world), id: world.id() }
  await world.run(clara, askOverride, { ...key, ...override(world) })
  if (state === 'allowed') await world.run(sol, decideOverride, { ...key, allow: true })
  return key
}

export const subjects: Subjects = {
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
}

export const visits: Visits = {
  records: async (world) => {
    await overridden(world)
    await overridden(world, 'allowed')
    return {}
  },
}

export const jobs: Jobs = {
  'override.expire': async (world) => {
    await overridden(world, 'allowed')
    world.network.clock.advance(30)
    return {}
  },
}

// The lines of the authorization table about the disclosure log: what to send for each.
import type { Subject } from './authorization.subjects.ts'
import { withdrawConsent } from '../src/protect/consent/operations.ts'
import { referred } from './authorization.world.ts'

type Making = { served(make: Subject['make']): Subject }

export const ofDisclosure = ({ served }: Making): Readonly<Record<string, Subject>> => ({
  'disclosure.search': served(async (world) => {
    const { person } = await referred(world)
    return { input: { person }, shows: [person] }
  }),
  'disclosure.refused': served(async (world) => {
    const { person } = await referred(world)
    const asked = { person, id: world.id() }
    await world.run(world.eve, withdrawConsent, asked).catch(() => undefined)
    return { input: {}, shows: [person] }
  }),
})

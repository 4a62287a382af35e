// Who may see likenesses and decide on them, as the authorization test reads it; docs/authorization.md
// explains the letters and words.
import type { Id } from '../../kernel/words.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { registerPerson } from '../record/operations.ts'

export const rows = `
Duplicates                        F O C S P K N M V $ D A    own   shared  outsider
person.rule_out_duplicate         F O C S . K . . . . . .    yes   404     404
person.decide_duplicates          F O C S . K . . . . . .    yes   404     404
person.assign_duplicates          F O C S . K . . . . . .    yes   404     404
person.duplicates                 F O C S P K . . . . . .    yes   none    none
`

/** Two records that may be one person, registered where no search was possible. */
export async function lookalikes(world: World): Promise<Id[]> {
  const pair = [world.id(), world.id()]
  const petra = { givenNames: 'Petra Inés', firstSurname: 'Chirinos', secondSurname: 'Leal' }
  for (const id of pair) {
    await world.run(world.rosa, registerPerson, {
      id,
      searched: 'device',
      ...petra,
      born: { date: '1990-04-05' },
    })
  }
  return pair
}

export const subjects: Subjects = {
  'person.rule_out_duplicate': served(async (world) => {
    const [one, other] = await lookalikes(world)
    return { input: { person: one, other, because: 'Son primas.' } }
  }),
  'person.decide_duplicates': served(async (world) => {
    const [person, other] = await lookalikes(world)
    return { input: { pairs: [{ person, other }], decision: 'different', because: 'Son primas.' } }
  }),
  'person.assign_duplicates': served(async (world) => {
    const [person, other] = await lookalikes(world)
    return { input: { pairs: [{ person, other }], to: null } }
  }),
  'person.duplicates': served(async (world) => ({ input: {}, shows: await lookalikes(world) })),
}

export const visits: Visits = {
  records: async (world) => {
    await lookalikes(world)
    return {}
  },
}

// Who may register, find, read and change people and households; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { newcomer, referred, type World } from '../../../tests/authorization/world.ts'
import { registerPerson } from './operations.ts'

export const rows = `
People                            F O C S P K N M V $ D A    own   shared  outsider
person.register                   F O C S P K . . . . . .    -     -       -
person.change                     F O C S P K . . . . . .    yes   yes     404
person.add_identifier             F O C S P K . . . . . .    yes   yes     404
person.retire_identifier          F O C S P K . . . . . .    yes   yes     404
person.add_contact                F O C S P K . . . . . .    yes   yes     404
person.change_contact             F O C S P K . . . . . .    yes   yes     404
person.share                      . . . . . . . . . . . .    -     -       -
person.stop_sharing               . . . . . . . . . . . .    -     -       -
person.rule_out_duplicate         F O C S . K . . . . . .    yes   404     404
person.get                        F O C S P K . . . . D .    yes   yes     404
person.search                     F O C S P K . . . . . .    yes   yes     none
person.caseload                   F O C S P K . . . . D .    yes   yes     none
person.timeline                   F O C S P K . . . . D .    yes   none    404
person.duplicates                 F O C S P K . . . . . .    yes   none    none
household.form                    F O C S P K . . . . . .    yes   404     404
household.add_member              F O C S P K . . . . . .    yes   404     404
household.remove_member           F O C S P K . . . . . .    yes   404     404
household.get                     F O C S P K . . . . D .    yes   404     404
`

/** Two records that may be one person, taken in where nobody could look. */
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
  'person.change': onReferred((it) => ({ id: it.person, base: 1, changes: { called: 'Otra' } })),
  'person.add_identifier': onReferred((it, world) => ({
    person: it.person,
    id: world.id(),
    type: 'library_card',
    country: 'xa',
    number: `7${it.number.slice(1)}`,
  })),
  'person.retire_identifier': onReferred((it) => ({
    person: it.person,
    id: it.identifier,
    because: 'mal copiado',
  })),
  'person.add_contact': onReferred((it, world) => ({
    person: it.person,
    id: world.id(),
    kind: 'phone',
    value: `31${it.number}`,
  })),
  'person.change_contact': onReferred((it) => ({
    person: it.person,
    id: it.contact,
    base: 1,
    safeToCall: false,
  })),
  'person.rule_out_duplicate': served(async (world) => {
    const [one, other] = await lookalikes(world)
    return { input: { person: one, other, because: 'Son primas.' } }
  }),
  'person.get': onReferred((it) => ({ id: it.person })),
  'person.search': onReferred((it) => ({ text: it.number })),
  'person.caseload': onReferred(() => ({ limit: 100 })),
  'person.timeline': served(async (world) => {
    const it = await referred(world)
    return { input: { id: it.person }, shows: ['person.registered'] }
  }),
  'person.duplicates': served(async (world) => ({ input: {}, shows: await lookalikes(world) })),
  'household.form': served(async (world) => ({
    input: { id: world.id(), members: [{ person: await newcomer(world), relation: 'head' }] },
  })),
  'household.add_member': served(async (world) => {
    const it = await referred(world)
    return { input: { id: it.household, person: await newcomer(world), relation: 'child' } }
  }),
  'household.remove_member': onReferred((it) => ({ id: it.household, person: it.person })),
  'household.get': onReferred((it) => ({ id: it.household })),
}

export const visits: Visits = {
  records: async (world, it) => {
    await lookalikes(world)
    return { person: it.person }
  },
}

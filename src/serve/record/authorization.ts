// Who may register, find, read and change people, as the authorization test reads it; docs/authorization.md
// explains the letters and words.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { onReferred, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'

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
person.rekey                      . . . . . . . . . . . .    -     -       -
person.reexamine_pairs            . . . . . . . . . . . .    -     -       -
person.note_duplicates            . . . . . . . . . . . .    -     -       -
person.get                        F O C S P K . . . . D .    yes   yes     404
person.search                     F O C S P K . . . . . .    yes   yes     none
person.caseload                   F O C S P K . . . . D .    yes   yes     none
`

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
  'person.get': onReferred((it) => ({ id: it.person })),
  'person.search': onReferred((it) => ({ text: it.number })),
  'person.caseload': onReferred(() => ({ limit: 100 })),
}

export const jobs: Jobs = { 'person.rekey': async () => ({}), 'person.reexamine_pairs': async () => ({}) }

export const visits: Visits = {
  records: async (_, it) => ({ person: it.person }),
}

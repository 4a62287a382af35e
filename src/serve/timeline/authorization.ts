// Who may read a person's timeline; docs/authorization.md says what the letters and words mean.
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred } from '../../../tests/authorization/world.ts'

export const rows = `
Timeline                          F O C S P K N M V $ D A    own   shared  outsider
person.timeline                   F O C S P K . . . . D .    yes   none    404
`

export const subjects: Subjects = {
  'person.timeline': served(async (world) => {
    const it = await referred(world)
    return { input: { id: it.person }, shows: ['person.registered'] }
  }),
}

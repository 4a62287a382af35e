// Who may read a person's timeline, as the authorization test reads it; docs/authorization.md explains the
// letters and words.
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

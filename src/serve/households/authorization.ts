// Who may form and read households, as the authorization test reads it; docs/authorization.md explains the
// letters and words.
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import { newcomer, referred } from '../../../tests/authorization/world.ts'

export const rows = `
Households                        F O C S P K N M V $ D A    own   shared  outsider
household.form                    F O C S P K . . . . . .    yes   404     404
household.add_member              F O C S P K . . . . . .    yes   404     404
household.remove_member           F O C S P K . . . . . .    yes   404     404
household.get                     F O C S P K . . . . D .    yes   404     404
`

export const subjects: Subjects = {
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

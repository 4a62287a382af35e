// Who may record and see services received, as the authorization test reads it; docs/authorization.md
// explains the letters and words.
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred } from '../../../tests/authorization/world.ts'
import { recordDelivery } from './operations.ts'

export const rows = `
Services received                 F O C S P K N M V $ D A    own   shared  outsider
delivery.record                   F O C S P . . . . . . .    409   yes     404
delivery.list                     F O C S P . . . . . . .    none  yes     none
delivery.given                    F O C S P . . . . . . .    none  yes     none
`

export const subjects: Subjects = {
  'delivery.record': onReferred((it, world) => ({
    id: world.id(),
    person: it.person,
    service: world.service,
    referral: it.referral,
    deliveredOn: '2026-03-02',
  })),
  'delivery.list': served(async (world) => {
    const [it, id] = [await referred(world), world.id()]
    const given = { id, person: it.person, service: world.service, deliveredOn: '2026-03-02' }
    await world.run(world.bruno, recordDelivery, given)
    return { input: { person: it.person }, shows: [id] }
  }),
  'delivery.given': served(async (world) => {
    const [it, id] = [await referred(world), world.id()]
    const given = { id, person: it.person, service: world.service, deliveredOn: '2026-03-02' }
    await world.run(world.bruno, recordDelivery, given)
    return { input: {}, shows: [id] }
  }),
}

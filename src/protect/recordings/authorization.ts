// Who may record and confirm, as the authorization test reads it; docs/authorization.md explains the letters and words.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { webm } from '../../../tests/harness/files.ts'
import { keepRecording } from './operations.ts'

export const rows = `
Recordings                        F O C S P K N M V $ D A    own   shared  outsider
recording.keep                    F O C S P K . . . . . .    -     -       -
recording.confirm                 . . . S . K . . . . . A    yes   404     404
recording.retire                  F O C S P K . . . . . .    yes   404     404
recording.list                    F O C S P K N M V $ D A    -     -       -
recording.hear                    F O C S P K N M V $ D A    yes   404     404
`

/** The text of consent in Arabic, said by Ana for the garden. */
async function said(world: World) {
  const id = world.id()
  const { ana } = world.network.actors
  await world.run(ana, keepRecording, {
    id,
    key: 'consent/v1',
    language: 'ar',
    sound: webm('sound').toString('base64'),
  })
  return { input: { id } }
}

export const subjects: Subjects = {
  'recording.confirm': served(said),
  'recording.retire': served(said),
  'recording.hear': served(said),
}

export const visits: Visits = {
  async records(world) {
    await said(world)
    return {}
  },
}

export const addresses: Addresses = {
  'POST /api/recording.list/file': listFileAddress('recording.list', undefined, {
    organisation: '01990000-0000-7000-8000-000000000001',
  }),
}

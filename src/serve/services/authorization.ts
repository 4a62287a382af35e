// Who may offer and see services, as the authorization test reads it; docs/authorization.md explains the
// letters and words.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { Subjects } from '../../../tests/authorization/subject.ts'

export const rows = `
Services                          F O C S P K N M V $ D A    own   shared  outsider
service.offer                     . . . S P K . . . . . A    -     -       -
service.change                    . . . S P K . . . . . A    yes   404     404
service.list                      F O C S P K N M V $ D A    -     -       -
`

export const subjects: Subjects = {
  'service.change': {
    who: ({ bruno, rosa, eve }) => ({ own: bruno, shared: rosa, outsider: eve }),
    make: async (world) => ({ input: { id: world.service, base: 1, name: 'Palas y azadas' } }),
  },
}

export const addresses: Addresses = { 'POST /api/service.list/file': listFileAddress('service.list') }

export const visits: Visits = { records: async ({ service }) => ({ service }) }

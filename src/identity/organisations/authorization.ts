// Who may register and describe organisations and open centres; docs/authorization.md says what the letters and words mean.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'

export const rows = `
Organisations and centres         F O C S P K N M V $ D A    own   shared  outsider
organisation.register             . . . . . . . . . . . A    -     -       -
organisation.close_moved          . . . . . . . . . . . .    -     -       -
organisation.change               . . . . . . . . . . . A    -     -       -
organisation.list                 F O C S P K N M V $ D A    -     -       -
organisation.browse               F O C S P K N M V $ D A    -     -       -
organisation.show                 F O C S P K N M V $ D A    -     -       -
organisation.get                  F O C S P K N M V $ D A    yes   none    none
centre.open                       . . . . . K . . . . . A    -     -       -
centre.list                       F O C S P K N M V $ D A    yes   yes     yes
`

export const subjects: Subjects = {
  'organisation.get': served(async ({ rosa }) => ({ input: {}, shows: [rosa.organisation] })),
  'centre.list': served(async ({ network }) => ({
    input: { organisation: network.organisations.garden },
    shows: [network.centre],
  })),
}

export const addresses: Addresses = {
  'POST /api/organisation.browse/file': listFileAddress('organisation.browse'),
}

export const visits: Visits = {
  records: async ({ network }) => ({ organisation: network.organisations.roots }),
}

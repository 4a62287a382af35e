// Who may make, see and revoke principals that are no users; docs/authorization.md says what the letters and
// words mean.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import { makeDisplay } from '../../../tests/harness/principals.ts'
import { post } from '../../../tests/leaks/attempts.ts'

export const rows = `
Principals that are no users      F O C S P K N M V $ D A    own   shared  outsider
principal.make                    . . . . . . . . . . . A    -     -       -
principal.revoke                  . . . . . . . . . . . A    yes   404     404
principal.list                    . . . . . . . . . . . A    yes   none    none
principal.open                    . . . . . . . . . . . .    -     -       -
principal.close                   . . . . . . . . . . . .    -     -       -
`

export const subjects: Subjects = {
  'principal.revoke': served(async ({ network, rosa }) => {
    const { id } = await makeDisplay(network, rosa)
    return { input: { id } }
  }),
  'principal.list': served(async ({ network, rosa }) => ({
    input: {},
    shows: [(await makeDisplay(network, rosa)).id],
  })),
}

/** Without an id in its input: only a code opens anything. */
export const addresses: Addresses = {
  'POST /api/principal/enter': {
    attack: async (stage, _watch, attacker) => [
      await post(stage, attacker, '/api/principal/enter', JSON.stringify({ code: '1234567890123456' })),
    ],
  },
}

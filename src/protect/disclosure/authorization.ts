// Who may read the disclosure log (who saw whom); docs/authorization.md says what the letters and words mean.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred } from '../../../tests/authorization/world.ts'
import { get, some } from '../../../tests/leaks/attempts.ts'
import { withdrawConsent } from '../consent/operations.ts'

export const rows = `
Who saw whom                      F O C S P K N M V $ D A    own   shared  outsider
disclosure.search                 . . . . . . . . . . D .    yes   yes     404
disclosure.unusual                . . . . . . . . . . D .    -     -       -
disclosure.refused_unread         . . . . . . . . . . D .    -     -       -
disclosure.refused                . . . . . . . . . . D .    yes   none    none
disclosure.sealed                 . . . . . . . . . . D .    -     -       -
disclosure.erase                  . . . . . . . . . . . .    -     -       -
`

export const subjects: Subjects = {
  'disclosure.search': served(async (world) => {
    const { person } = await referred(world)
    return { input: { person }, shows: [person] }
  }),
  'disclosure.refused': served(async (world) => {
    const { person } = await referred(world)
    const asked = { person, id: world.id() }
    await world.run(world.eve, withdrawConsent, asked).catch(() => undefined)
    return { input: {}, shows: [person] }
  }),
}

export const addresses: Addresses = {
  'GET /api/disclosures.csv': {
    verb: 'disclosure.oversee',
    works: async () => ({ path: '/api/disclosures.csv' }),
    attack: async (fixture, watch, attacker) => {
      const asked = ['', ...some(watch.ids()).map((id) => `?person=${id}`), `?user=${fixture.rosa.user}`]
      return await Promise.all(asked.map((query) => get(fixture, attacker, `/api/disclosures.csv${query}`)))
    },
  },
}

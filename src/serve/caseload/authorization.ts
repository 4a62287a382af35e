// Who may list people and take a list out, as the authorization test reads it; docs/authorization.md explains the letters
// and words.
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { onReferred, served, type PlainNumbers, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { newcomer, type World } from '../../../tests/authorization/world.ts'
import { post } from '../../../tests/leaks/attempts.ts'
import { askExport, decideExport } from './operations.ts'

export const rows = `
Lists of people                   F O C S P K N M V $ D A    own   shared  outsider
person.list                       F O C S P K . . . . D .    yes   yes     none
person.export                     . . . . . K . . . . . .    -     -       -
person.ask_export                 . . . . . K . . . . . .    -     -       -
person.decide_export              . . . . . K . . . . . .    yes   404     404
person.exports                    . . . . . K . . . . D .    yes   none    none
`

const asked = (id: Id) => ({
  id,
  narrowing: {},
  columns: ['name' as const, 'age' as const],
  format: 'csv' as const,
  purpose: 'contact' as const,
  words: 'Llamar por la cosecha',
})

/** A list that another coordinator of the garden asked for; nobody has decided yet. */
export async function askedFor(world: World, by?: Actor): Promise<Id> {
  await newcomer(world)
  const id = world.id()
  const asker = by ?? (await world.network.join('Kofi', 'garden', ['coordinator']))
  await world.run(asker, askExport, asked(id))
  return id
}

export const subjects: Subjects = {
  'person.list': onReferred(() => ({ limit: 100 })),
  'person.decide_export': served(async (world) => ({ input: { id: await askedFor(world), allow: true } })),
  'person.exports': served(async (world) => {
    const id = await askedFor(world)
    return { input: {}, shows: [id] }
  }),
}

const ADDRESS = '/api/person.export/file'

export const addresses: Addresses = {
  [`POST ${ADDRESS}`]: {
    verb: 'person.export',
    works: async (world) => {
      const id = await askedFor(world)
      await world.run(world.rosa, decideExport, { id, allow: true })
      return { path: ADDRESS, body: JSON.stringify({ id }) }
    },
    attack: async (fixture, watch, attacker) => {
      const id = await askedFor(fixture)
      await watch.look()
      return [await post(fixture, attacker, ADDRESS, JSON.stringify({ id }))]
    },
  },
}

export const plainNumbers: PlainNumbers = {
  'person.exports': {
    'exports.people': 'how many people a list was asked for, which whoever answers for the data has to know',
  },
}

export const visits: Visits = {
  records: async (world) => ({ export: await askedFor(world) }),
}

// Who may give a person a code for their own view and answer their corrections; docs/authorization.md says
// what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { onReferred, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { newcomer, type World } from '../../../tests/authorization/world.ts'
import { opened } from '../../../tests/harness/own-view.ts'
import { get, post, some } from '../../../tests/leaks/attempts.ts'
import { makeCode } from './operations.ts'

export const rows = `
The own view                      F O C S P K N M V $ D A    own   shared  outsider
own_code.make                     F O C S P K . . . . D .    yes   yes     404
own_code.revoke                   F O C S P K . . . . D .    yes   404     404
own_code.list                     F O C S P K . . . . D .    yes   none    none
correction.share                  . . . . . . . . . . . .    -     -       -
correction.answer                 . . C S P K . . . . D .    yes   404     404
correction.list                   . . C S P K . . . . D .    yes   none    none
own.enter                         . . . . . . . . . . . .    -     -       -
own.look                          . . . . . . . . . . . .    -     -       -
own.withdraw                      . . . . . . . . . . . .    -     -       -
own.confirm                       . . . . . . . . . . . .    -     -       -
own.ask_correction                . . . . . . . . . . . .    -     -       -
own.ask_erasure                   . . . . . . . . . . . .    -     -       -
own.finish                        . . . . . . . . . . . .    -     -       -
`

type Key = { person: Id; id: Id }

/** A person of the garden who was given a code. */
async function coded(world: World): Promise<Key> {
  const key = { person: await newcomer(world), id: world.id() }
  await world.run(world.rosa, makeCode, { ...key, checked: 'known' })
  return key
}

/** A person of the garden who asked for a correction. */
async function corrected(world: World): Promise<Key> {
  const key = { person: await newcomer(world), id: world.id() }
  const words = { about: 'Quién es usted', wrong: 'El nombre', proposed: 'Zoe Luz' }
  const own = await opened(world.network, key.person, world.rosa)
  await own.post('ask_correction', { id: key.id, ...words })
  return key
}

export const subjects: Subjects = {
  'own_code.make': onReferred(({ person }, world) => ({ person, id: world.id(), checked: 'known' })),
  'own_code.revoke': served(async (world) => ({ input: await coded(world) })),
  'own_code.list': served(async (world) => ({ input: {}, shows: [(await coded(world)).id] })),
  'correction.answer': served(async (world) => ({
    input: { ...(await corrected(world)), answer: 'corrected' },
  })),
  'correction.list': served(async (world) => ({ input: {}, shows: [(await corrected(world)).id] })),
}

/** Of a person with a code: ids of others are in no input, so they are tried as cookies and as names. */
export const addresses: Addresses = {
  'POST /api/own/enter': {
    attack: async (stage, _watch, attacker) => [
      await post(stage, attacker, '/api/own/enter', JSON.stringify({ code: '1234567890123456' })),
    ],
  },
  'POST /api/own/:name': {
    attack: async (stage, watch, attacker) => {
      const { person } = await coded(stage)
      await watch.look()
      const names = ['look', 'withdraw', 'ask_correction', 'ask_erasure', 'finish', 'person.get', person]
      const body = JSON.stringify({ locale: 'es', person })
      return await Promise.all(names.map((name) => post(stage, attacker, `/api/own/${name}`, body)))
    },
  },
  'GET /api/own/download/:form': {
    attack: async (stage, watch, attacker) => {
      await coded(stage)
      await watch.look()
      const forms = ['json', 'page', ...some(watch.ids())]
      return await Promise.all(
        forms.map((form) => get(stage, attacker, `/api/own/download/${form}?locale=es`)),
      )
    },
  },
}

export const visits: Visits = {
  // An application of its own, without any code for staff.
  visitors: { own: 'own' },
}

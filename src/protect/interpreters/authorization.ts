// Who may keep and call interpreters, as the authorization test reads it; docs/authorization.md explains the letters and
// words.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { Jobs } from '../../../tests/authorization/job.ts'
import { onReferred, type PlainNumbers, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { addInterpreter, retireInterpreter } from './operations.ts'

export const rows = `
Interpreters                      F O C S P K N M V $ D A    own   shared  outsider
interpreter.add                   . . . S P K . . . . . A    -     -       -
interpreter.change                . . . S P K . . . . . A    yes   404     404
interpreter.retire                . . . S P K . . . . . A    yes   404     404
interpreter.forget                . . . . . . . . . . . .    -     -       -
interpreter.list                  F O C S P K . . . . . A    -     -       -
interpreter.for                   F O C S P K . . . . . .    yes   yes     404
interpreter.note_call             F O C S P K . . . . . .    yes   404     404
`

/** Somebody who interprets for the garden. */
async function added(world: World) {
  const id = world.id()
  await world.run(world.rosa, addInterpreter, {
    id,
    name: 'Nena Uriana',
    kind: 'volunteer',
    languages: ['ar'],
  })
  return id
}

export const subjects: Subjects = {
  'interpreter.change': served(async (world) => ({
    input: { id: await added(world), base: 1, languages: ['en'] },
  })),
  'interpreter.retire': served(async (world) => ({ input: { id: await added(world) } })),
  'interpreter.for': onReferred(({ person }) => ({ person })),
  'interpreter.note_call': {
    ...onReferred(() => ({})),
    async make(world) {
      const { input } = await onReferred(({ person }) => ({ person })).make(world)
      return { input: { ...input, interpreter: await added(world), reached: true } }
    },
  },
}

export const addresses: Addresses = {
  'POST /api/interpreter.list/file': listFileAddress('interpreter.list', 'interpreter.read'),
}

export const plainNumbers: PlainNumbers = {
  'interpreter.list': { 'interpreters.version': 'changes of an entry' },
}

export const visits: Visits = { records: async (world) => ({ interpreter: await added(world) }) }

export const jobs: Jobs = {
  'interpreter.forget': async (world) => {
    await world.run(world.rosa, retireInterpreter, { id: await added(world) })
    world.network.clock.advance(400)
    return {}
  },
}

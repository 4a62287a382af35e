// Who may issue, revoke and see the keys of programs; docs/authorization.md says what the letters and words mean.
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { issueKey } from './operations.ts'

export const rows = `
Keys of programs                  F O C S P K N M V $ D A    own   shared  outsider
key.issue                         . . . . . . . . . . . A    -     -       -
key.revoke                        . . . . . . . . . . . A    yes   404     404
key.list                          . . . . . . . . . . . A    yes   none    none
key.names                         . . . . . . . . . . . A    -     -       -
`

/** A key of a program of the garden. */
async function keyOf(world: World): Promise<string> {
  const id = world.id()
  await world.run(world.rosa, issueKey, {
    id,
    user: world.id(),
    name: 'Ventanilla',
    roles: ['front_desk'],
    allows: ['person.get'],
    until: '2026-06-30',
  })
  return id
}

export const subjects: Subjects = {
  'key.revoke': served(async (world) => ({ input: { id: await keyOf(world) } })),
  'key.list': served(async (world) => ({ input: {}, shows: [await keyOf(world)] })),
}

// Who may define roles and form teams; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import { type PlainNumbers, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { defineRole, formTeam } from './operations.ts'

export const rows = `
Roles and teams                   F O C S P K N M V $ D A    own   shared  outsider
role.define                       . . . . . . . . . . . A    -     -       -
role.change                       . . . . . . . . . . . A    yes   404     404
role.retire                       . . . . . . . . . . . A    yes   404     404
role.list                         . . . S . K . . . . D A    yes   none    none
team.form                         . . . . . . . . . . . A    -     -       -
team.change                       . . . . . . . . . . . A    yes   404     404
team.disband                      . . . . . . . . . . . A    yes   404     404
team.list                         . . . S . K . . . . D A    yes   none    none
`

const HOLDS = [{ verb: 'person.read', scope: 'own', class: 'personal', purpose: 'service' }] as const

/** A role that the garden made from the shipped grants. */
async function ownRole({ rosa, id, run }: World): Promise<Id> {
  const made = id()
  await run(rosa, defineRole, { id: made, name: `Rol ${made}`, grants: [...HOLDS] })
  return made
}

async function team({ rosa, id, run }: World): Promise<Id> {
  const formed = id()
  await run(rosa, formTeam, { id: formed, name: `Equipo ${formed}`, members: [rosa.user] })
  return formed
}

export const subjects: Subjects = {
  'role.change': served(async (world) => {
    const id = await ownRole(world)
    return { input: { id, name: `Otro ${id}`, grants: HOLDS } }
  }),
  'role.retire': served(async (world) => ({ input: { id: await ownRole(world) } })),
  'role.list': served(async (world) => ({ input: {}, shows: [await ownRole(world)] })),
  'team.change': served(async (world) => {
    const id = await team(world)
    return { input: { id, name: `Otro ${id}`, members: [world.rosa.user] } }
  }),
  'team.disband': served(async (world) => ({ input: { id: await team(world) } })),
  'team.list': served(async (world) => ({ input: {}, shows: [await team(world)] })),
}

export const plainNumbers: PlainNumbers = {
  'role.list': { 'roles.holders': 'staff' },
}

export const visits: Visits = {
  records: async () => ({ role: 'front_desk' }),
}

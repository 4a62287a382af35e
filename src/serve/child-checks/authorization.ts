// Who ends a check on a child, as the authorization test reads it; docs/authorization.md explains the letters and words.
import type { Id } from '../../kernel/words.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { formHousehold } from '../households/operations.ts'
import { registerPerson } from '../record/operations.ts'

export const rows = `
Checks on children                F O C S P K N M V $ D A    own   shared  outsider
child_check.end                   . . C S P . . . . . . .    yes   404     404
`

/** A child of the garden who heads a household, and the check that began with it. */
async function begun({ run, rosa, id, network, made }: World): Promise<{ person: Id; id: Id }> {
  const person = id()
  const born = { date: '2011-05-06' }
  await run(rosa, registerPerson, {
    id: person,
    searched: 'device',
    called: `Nico ${person.slice(-6)}`,
    born,
  })
  const members = [{ person, relation: 'head', head: true }]
  await run(rosa, formHousehold, { id: id(), members })
  const { rows } = await network.database.pool.query<{ id: Id }>(
    'select id from child_check where person = $1',
    [person],
  )
  const check = (rows[0] as { id: Id }).id
  made.push(check)
  return { person, id: check }
}

export const subjects: Subjects = {
  'child_check.end': served(async (world) => ({
    input: { ...(await begun(world)), outcome: 'cared_for' },
  })),
}

export const visits: Visits = {
  records: async (world) => {
    await begun(world)
    return {}
  },
}

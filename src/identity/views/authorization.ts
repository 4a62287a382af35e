// Who may keep views of lists; docs/authorization.md says what the letters and words mean.
import type { Subjects } from '../../../tests/authorization/subject.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { saveView } from './operations.ts'

export const rows = `
Saved views of lists              F O C S P K N M V $ D A    own   shared  outsider
view.save                         F O C S P K N M V $ D A    -     -       -
view.remove                       F O C S P K N M V $ D A    yes   404     404
view.list                         F O C S P K N M V $ D A    yes   none    none
`

async function saved(world: World) {
  const id = world.id()
  await world.run(world.rosa, saveView, {
    id,
    list: 'service',
    name: `Cerrados ${id}`,
    search: 'state=closed',
  })
  return id
}

export const subjects: Subjects = {
  'view.remove': {
    who: ({ rosa, bruno, eve }) => ({ own: rosa, shared: bruno, outsider: eve }),
    make: async (world) => ({ input: { id: await saved(world) } }),
  },
  'view.list': {
    who: ({ rosa, bruno, eve }) => ({ own: rosa, shared: bruno, outsider: eve }),
    make: async (world) => {
      const id = await saved(world)
      return { input: { list: 'service' }, shows: [id] }
    },
  },
}

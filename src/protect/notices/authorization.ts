// Who may see and confirm notices; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import { served, type Subjects } from '../../../tests/authorization/subject.ts'
import { referred, type World } from '../../../tests/authorization/world.ts'
import { withdrawConsent } from '../consent/operations.ts'
import { listNotices } from './operations.ts'

export const rows = `
Notices to receivers              F O C S P K N M V $ D A    own   shared  outsider
consent.tell                      . . . . . . . . . . . .    -     -       -
consent.acknowledge               F O C S P K . . . . D .    404   yes     404
consent.notices                   F O C S P K . . . . D .    none  yes     none
`

/** A notice to Raíces to stop using data of a person. */
async function noticed(world: World): Promise<{ person: Id; id: Id }> {
  const { network, rosa, bruno, run } = world
  const it = await referred(world)
  await run(rosa, withdrawConsent, { person: it.person, id: it.consent })
  const { notices } = await network.ask(listNotices, {}, bruno)
  const notice = notices.find((one) => one.person === it.person)?.id as Id
  world.made.push(notice)
  return { person: it.person, id: notice }
}

export const subjects: Subjects = {
  'consent.acknowledge': served(async (world) => ({ input: await noticed(world) })),
  'consent.notices': served(async (world) => {
    const { id } = await noticed(world)
    return { input: {}, shows: [id] }
  }),
}

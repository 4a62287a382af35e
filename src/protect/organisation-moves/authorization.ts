// Who may move an organisation behind the firewall; docs/authorization.md says what the letters and words
// mean.
import type { Id } from '../../kernel/words.ts'
import type { Jobs } from '../../../tests/authorization/job.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { askMove, decideMove } from './operations.ts'

export const rows = `
Moves behind the firewall         F O C S P K N M V $ D A    own   shared  outsider
organisation_move.ask             . . . . . . . . . . D A    -     -       -
organisation_move.decide          . . . . . . . . . . D A    -     -       -
organisation_move.end_sharing     . . . . . . . . . . . .    -     -       -
organisation_move.list            . . . . . . . . . . D A    -     -       -
`

/** An organisation that served people has moved behind the firewall. */
export async function moved({ network, rosa, id, run }: World): Promise<Id> {
  const [move, organisation] = [id(), network.organisations.fence]
  const about = { class: 'enforcement', because: 'Hace control migratorio.' } as const
  await run(network.actors.dora, askMove, { id: move, organisation, ...about })
  await run(rosa, decideMove, { id: move, allow: true })
  return organisation
}

export const jobs: Jobs = {
  'organisation_move.end_sharing': async (world) => ({ organisation: await moved(world) }),
}

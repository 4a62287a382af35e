// Lists of invented people that are to leave: one waits for a second coordinator, one was not taken in time.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { askExport, decideExport } from './operations.ts'

export const demonstration: Contribution = {
  async lastDays(office) {
    const { run, network } = office
    await office.goTo(addDays(run.today, -3))
    const [dario, elena] = [network.member('dario'), network.member('elena')]
    const [waiting, allowed] = [office.newId(), office.newId()]
    const list = { columns: ['name' as const, 'age' as const], format: 'xlsx' as const }
    await office.act(
      askExport,
      {
        id: waiting,
        narrowing: {},
        purpose: 'activity',
        words: 'Invitar a la jornada de salud del sábado',
        ...list,
      },
      dario,
    )
    await office.act(
      askExport,
      {
        id: allowed,
        narrowing: { work: 'open' },
        purpose: 'review',
        words: 'Repaso de casos del mes',
        ...list,
      },
      elena,
    )
    await office.act(decideExport, { id: allowed, allow: true }, dario)
  },
}

// One of the people who were registered twice is one again, so that there is a merge to read, and to undo.
import { addDays } from '../../kernel/time.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { listDuplicates } from '../duplicates/operations.ts'
import { mergePeople } from './operations.ts'

export const demonstration: Contribution = {
  async lastDays(office) {
    const { run, network } = office
    const sol = network.member('sol')
    await office.goTo(addDays(run.today, -3))
    const { pairs } = await office.ask(listDuplicates, {}, sol)
    const ours = pairs.filter(({ person, other }) =>
      [person, other].every(({ organisation }) => organisation === sol.organisation),
    )
    const [first] = ours
    // Some wait for a decision all the same.
    if (!first || ours.length < 2) return
    const [person, other] = [first.other.id, first.person.id]
    const because = 'Trajo el mismo documento: la segunda ficha se hizo sin red.'
    await office.act(mergePeople, { id: office.newId(), person, other, because }, sol)
  },
}

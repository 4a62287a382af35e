// How demands of authorities stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkItem } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'

const href = ({ id }: WorkItem) => hrefTo('/demands/:demand', { demand: id })

export const work: WorkScreens = {
  work: { 'demand.answer': { icon: 'warning', href }, 'demand.decide': { icon: 'warning', href } },
}

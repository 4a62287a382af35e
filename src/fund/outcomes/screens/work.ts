// How claims stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkItem } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'

const href = ({ id }: WorkItem) => hrefTo('/outcomes/:claim', { claim: id })

export const work: WorkScreens = {
  work: {
    'outcome.clock': { icon: 'clock', href },
    'outcome.evidence': { icon: 'clip', href },
    'outcome.returned': { icon: 'clip', href },
    'outcome.submit': { icon: 'flag', href },
  },
  figures: { 'outcome.evidence': '/outcomes' },
}

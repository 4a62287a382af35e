// How claims stand on the home screen.
import type { WorkLine } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'

const href = ({ id }: WorkLine) => `/outcomes/${id}`

export const work: WorkScreens = {
  work: {
    'outcome.clock': { icon: 'clock', href },
    'outcome.evidence': { icon: 'clip', href },
    'outcome.returned': { icon: 'clip', href },
    'outcome.submit': { icon: 'flag', href },
  },
  figures: { 'outcome.evidence': '/outcomes' },
}

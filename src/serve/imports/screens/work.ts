// How imports that stopped stand on the home screen.
import type { WorkLine } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'

const href = ({ id }: WorkLine) => `/imports/${id}`

export const work: WorkScreens = {
  work: { 'import.resume': { icon: 'directory', href }, 'import.begin': { icon: 'directory', href } },
}

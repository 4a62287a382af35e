// How imports that stopped, or wait for somebody, stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkItem } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'

const href = ({ id }: WorkItem) => hrefTo('/imports/:import', { import: id })

export const work: WorkScreens = {
  work: {
    'import.resume': { icon: 'directory', href },
    'import.begin': { icon: 'directory', href },
    'import.review': { icon: 'directory', href },
  },
}

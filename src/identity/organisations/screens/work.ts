// Where the figure of organisations comes from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = { figures: { 'organisation.working': '/network' } }

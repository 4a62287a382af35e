// Where the figures of users come from; what waits about accounts is shown as cards.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = { figures: { 'user.active': '/users', 'user.invited': '/users' } }

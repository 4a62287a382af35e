// How keys that end soon stand on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = { work: { 'key.renew': { icon: 'key', href: () => '/keys' } } }

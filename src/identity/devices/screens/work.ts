// How work of lost devices stands on the home screen.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'device.decide_late': { icon: 'phone', href: () => '/attention' } },
  figures: { 'device.active': '/devices' },
}

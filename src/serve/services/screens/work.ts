// How services to confirm stand on the home screen, and where the figures of services come from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'service.confirm': { icon: 'directory', href: () => '/services' } },
  figures: { 'service.open': '/services', 'service.unconfirmed': '/services' },
}

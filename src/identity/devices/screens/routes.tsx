// The routes of what needs attention on this device, and of the devices themselves.
import type { Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/attention',
    title: 'devices.attention',
    load: () => import('./NeedsAttention.tsx'),
    under: '/',
    field: true,
  },
  { path: '/devices/here', title: 'devices.here', load: () => import('./ThisDevice.tsx'), field: true },
  {
    path: '/devices',
    title: 'devices.title',
    load: () => import('./Devices.tsx'),
    nav: { place: 'administration', part: 'access', purpose: 'devices.purpose', icon: 'phone', order: 80 },
    menu: { icon: 'phone', order: 20 },
  },
]

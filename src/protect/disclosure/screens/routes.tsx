// The address of the disclosure log, for whoever answers for the data.
import type { Route } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const routes: Route[] = [
  {
    path: '/disclosures',
    title: 'disclosure.title',
    load: () => import('./WhoSaw.tsx'),
    nav: { section: 'protect', icon: 'eye', order: 58, may: policy.oversee },
  },
]

// The saved views of every list.
import type { SlotContent } from '../../../kit/route.tsx'

export const slots: SlotContent[] = [
  {
    slot: 'list.views',
    key: 'views',
    order: 10,
    load: () => import('./ViewsOfList.tsx'),
  },
]

// How claims to judge stand on the home screen of a verifier.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: {
    'verification.judge': { icon: 'shield', href: ({ id }) => hrefTo('/verification/:claim', { claim: id }) },
  },
  figures: {
    'verification.waiting': '/verification',
    'verification.returned': hrefTo('/verification', {}, { state: 'returned' }),
    'verification.decided': hrefTo('/verification', {}, { state: 'verified' }),
  },
}

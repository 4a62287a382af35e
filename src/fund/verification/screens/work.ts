// How claims to judge stand on the home screen of a verifier.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'verification.judge': { icon: 'shield', href: ({ id }) => `/verification/${id}` } },
  figures: {
    'verification.waiting': '/verification',
    'verification.returned': '/verification?state=returned',
    'verification.decided': '/verification?state=verified',
  },
}

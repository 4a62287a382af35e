// Where a person's consents stand on the record.
import type { Piece } from '../../../kit/route.tsx'
import * as policy from '../policy.ts'

export const pieces: Piece[] = [
  {
    place: 'person.tab',
    key: 'consent',
    title: 'consent.title',
    order: 70,
    may: policy.read,
    load: () => import('./ConsentsOfPerson.tsx'),
  },
]

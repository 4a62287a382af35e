// Where a person's consents stand on the record.
import type { Piece } from '../../../kit/route.tsx'

export const pieces: Piece[] = [
  {
    place: 'person.tab',
    key: 'consent',
    title: 'consent.title',
    order: 70,
    roles: ['front_desk', 'orientation', 'case_manager', 'supervisor', 'provider', 'data_protection_officer'],
    load: () => import('./ConsentsOfPerson.tsx'),
  },
]

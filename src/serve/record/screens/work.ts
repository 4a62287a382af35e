// How pairs of records stand on the home screen, and where the figure of registrations comes from.
import type { WorkScreens } from '../../../kit/work.ts'

export const work: WorkScreens = {
  work: { 'duplicate.decide': { icon: 'people', href: () => '/duplicates' } },
  figures: { 'person.registered': '/people' },
}

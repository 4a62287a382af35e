// The route of a questionnaire, and its tab on a person's record.
import type { SlotContent, Route } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/people/:person/questions/:questionnaire',
    title: 'form.title',
    load: () => import('./Questions.tsx'),
    field: true,
    may: 'characterization.record',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.tab',
    key: 'answers',
    title: 'form.title',
    order: 30,
    may: 'characterization.read',
    load: () => import('./AnswersOfPerson.tsx'),
  },
]

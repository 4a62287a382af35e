// The routes of interpreters: the organisation's list, and whom to call for a person.
import type { CodedFields } from '../../../kit/pack.tsx'
import type { Route, SlotContent } from '../../../kit/route.tsx'

export const routes: Route[] = [
  {
    path: '/interpreters',
    title: 'interpreter.title',
    load: () => import('./Interpreters.tsx'),
    nav: { place: 'services', icon: 'people', order: 30 },
    may: 'interpreter.read',
  },
  {
    path: '/interpreters/:interpreter',
    title: 'interpreter.one',
    load: () => import('./Interpreter.tsx'),
    may: 'interpreter.read',
  },
  {
    path: '/people/:person/interpreter',
    title: 'interpreter.call',
    load: () => import('./CallScreen.tsx'),
    act: { icon: 'phone', order: 65 },
    field: true,
    may: 'interpreter.call',
  },
]

export const slots: SlotContent[] = [
  {
    slot: 'person.now',
    key: 'interpreter',
    title: 'interpreter.call',
    order: 5,
    may: 'interpreter.call',
    load: () => import('./NeededCard.tsx'),
  },
  {
    slot: 'interpreter.asked',
    key: 'interpreter',
    order: 10,
    load: () => import('./InterpreterAsked.tsx'),
  },
]

export const coded: CodedFields = {
  'interpreter.language': 'languages',
}

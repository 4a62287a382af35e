// How a call to an interpreter is shown on a person's timeline: for which language.
import type { TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'help'

export const timeline = {
  'interpreter.called': {
    icon: 'phone',
    detail: ({ language }, { term }) => (language ? term('languages', language) : undefined),
  },
} satisfies ViewsOf<typeof facts>

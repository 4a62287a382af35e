// The looks at a record as its list shows them, and as the link to it counts them.
import type { OutputOf } from '../../../kernel/command.ts'
import { dateIn } from '../../../kernel/time.ts'
import type { getTimeline } from '../operations.ts'

type Look = OutputOf<typeof getTimeline>['seen'][number]

/** The looks of one day and reason as one: the server tells apart what each was opened with. */
export function byDayAndReason(seen: readonly Look[], timeZone: string): Map<string, Look> {
  const looks = new Map<string, Look>()
  for (const one of seen) {
    const { actorName, actorPrincipal, organisationName, recipientName, purpose } = one
    const who = [actorName, actorPrincipal, organisationName, recipientName, purpose]
    const key = [dateIn(one.at, timeZone), ...who].join('\n')
    const known = looks.get(key)
    looks.set(key, known ? { ...known, fields: [...known.fields, ...one.fields] } : one)
  }
  return looks
}

// Answers the worklist without a network: what follows from the people stored on this device, and no figures. With
// one, puts what this device has not sent into the server's answer.
import {
  answerOnDevice,
  type DeviceCapability,
  type KeptPerson,
  type KnownAnswer,
} from '../../device/capability.ts'
import type { Actor } from '../../kernel/actor.ts'
import { dateIn, type PlainDate } from '../../kernel/time.ts'
import type { WorkItem } from '../../kernel/worklist.ts'
import { listWork, MOST } from './operations.ts'
import { countKinds, merge, withUnsent } from './rules.ts'

/** What waits for the actor in these documents. */
const workIn = (
  capabilities: readonly DeviceCapability[],
  people: readonly KeptPerson[],
  actor: Actor,
  today: PlainDate,
  wanted: string | undefined,
) =>
  capabilities
    .flatMap(({ work }) => (work ? people.flatMap((person) => work(person, actor, today)) : []))
    .filter(({ kind }) => wanted === undefined || kind === wanted)

/** What these lines of one person tell of their documents. */
const documentsOf = (capabilities: readonly DeviceCapability[], lines: readonly WorkItem[]) =>
  Object.fromEntries(
    lines.length === 0
      ? []
      : capabilities.flatMap(({ name, ofWork }) => (ofWork ? [[name, ofWork(lines)] as const] : [])),
  )

const todayOf = ({ timeZone }: Actor) => dateIn(new Date().toISOString(), timeZone)

export const deviceCapability = (
  _known: KnownAnswer,
  all: () => readonly DeviceCapability[],
): DeviceCapability => ({
  name: 'worklist',
  commands: [],
  queries: [
    answerOnDevice(
      listWork,
      async (people, { kind, after }, actor) => {
        // What is stored here is one page; the server counts on from a page of its own.
        if (after !== undefined) return undefined
        const today = todayOf(actor)
        const found = workIn(all(), await people.all(), actor, today, kind)
        const { lines } = merge(found, today, Number.POSITIVE_INFINITY)
        return {
          lines,
          counts: countKinds(found, today, Math.max(found.length, MOST)),
          figures: [],
          next: null,
        }
      },
      {
        async over(page, pending, { kind, after: cursor }, _lists, actor) {
          const today = todayOf(actor)
          const people = (await pending.all(Number.POSITIVE_INFINITY)).map((one) => {
            if (one.server) return one
            // Of somebody who is not kept here, what waits is known from the server's lines alone.
            const server = documentsOf(
              all(),
              page.lines.filter(({ person }) => person === one.person),
            )
            return { ...pending.replayed(one.person, server), server }
          })
          const before = people.map(({ person, server = {} }) => ({ person, parts: server }))
          return withUnsent(
            page,
            {
              before: workIn(all(), before, actor, today, kind),
              after: workIn(all(), people, actor, today, kind),
            },
            { cursor, today },
          )
        },
      },
    ),
  ],
})

// Answers the worklist without a network: what follows from the people stored on this device, and no figures.
import { answerOnDevice, type DeviceCapability, type KnownAnswer } from '../../device/capability.ts'
import { dateIn } from '../../kernel/time.ts'
import { listWork, MOST } from './operations.ts'
import { countKinds, merge } from './rules.ts'

export const deviceCapability = (
  _known: KnownAnswer,
  all: () => readonly DeviceCapability[],
): DeviceCapability => ({
  name: 'worklist',
  commands: [],
  queries: [
    answerOnDevice(listWork, async (people, { kind: wanted, after }, actor) => {
      // What is stored here is one page; the server counts on from a page of its own.
      if (after !== undefined) return undefined
      const today = dateIn(new Date().toISOString(), actor.timeZone)
      const kept = await people.all()
      const found = all()
        .flatMap(({ work }) => (work ? kept.flatMap((person) => work(person, actor, today)) : []))
        .filter(({ kind }) => wanted === undefined || kind === wanted)
      const { lines } = merge(found, today, Number.POSITIVE_INFINITY)
      return {
        lines,
        counts: countKinds(found, today, Math.max(found.length, MOST)),
        figures: [],
        next: null,
      }
    }),
  ],
})

// Holds what its user reads aloud on a device that keeps people, while there is a network: at a fair a text is first played
// where there is none.
import { useSyncExternalStore } from 'react'
import type { Actor } from '../../../kernel/actor.ts'
import type { OutputOf } from '../../../kernel/command.ts'
import { askQuery, isTakenAway } from '../../../kit/data.tsx'
import { forgetAnswers } from '../../../kit/forget-answers.ts'
import { keepAnswer, keptAnswer } from '../../../kit/reference.ts'
import { isFor } from '../../../kit/session.tsx'
import { hearRecording, listRecordings, type Recording } from '../operations.ts'
import { hold, toHold, type Held } from '../rules.ts'

let held: Held | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How much of it is on this device; undefined before it was looked at. */
export const useHeld = (): Held | undefined => useSyncExternalStore(subscribe, () => held)

/** Bytes of the sound, which is in base64. */
const bytesOf = ({ sound }: OutputOf<typeof hearRecording>) => Math.floor((sound.length * 3) / 4)

const ofDevice = async ({ id }: Recording) => {
  const kept = await keptAnswer(hearRecording.name, { id })
  return kept && bytesOf(kept.output as OutputOf<typeof hearRecording>)
}

async function fetched(recording: Recording): Promise<number | undefined | null> {
  const before = await ofDevice(recording)
  if (before !== undefined) return before
  const input = { id: recording.id }
  try {
    await keepAnswer(hearRecording.name, input, await askQuery(hearRecording, input))
  } catch (error) {
    // Deleted since the list was read.
    if (isTakenAway(error as Error)) return null
    throw error
  }
  // Where the disk is full nothing was stored.
  return await ofDevice(recording)
}

/** The list as the server has it, with what is no longer in it off this device; without a network that of the last time. */
async function listed({ organisation }: Actor): Promise<readonly Recording[]> {
  const input = { organisation }
  try {
    const answer = await askQuery(listRecordings, input)
    await keepAnswer(listRecordings.name, input, answer)
    const ids = new Set(answer.recordings.map(({ id }) => id))
    await forgetAnswers(hearRecording.name, (one) => ids.has((one as { id: string }).id))
    return answer.recordings
  } catch {
    const kept = await keptAnswer(listRecordings.name, input)
    return kept ? (kept.output as OutputOf<typeof listRecordings>).recordings : []
  }
}

/** Two rounds at once would fetch the same. */
let round: Promise<void> = Promise.resolve()

/** Fetches what is missing; what cannot be fetched now comes with the next call. */
export function keepSounds(actor: Actor): Promise<void> {
  round = round.then(async () => {
    const reads = {
      consent: isFor(actor, { may: 'consent.record' }),
      questions: isFor(actor, { may: 'characterization.record' }),
    }
    await hold(toHold(await listed(actor), reads), fetched, (now) => {
      held = now
      for (const tell of listeners) tell()
    })
  })
  return round
}

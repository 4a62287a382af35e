// Rings in every server process after commits that recorded facts, so that screens open anywhere can look again.
// Sent after the commit and at most every moment: NOTIFY inside the transactions would make all commits wait in one line.
import type { House } from './house.ts'

export const CHANNEL = 'arraigo_facts'
const MOMENT_MS = 50

/** Starts ringing; the returned function stops and rings once more if it still has to. */
export function startTelling(house: House): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let ringing = Promise.resolve()

  async function ring() {
    timer = undefined
    // Losing one is harmless: what happened is read from the facts, and screens look again when they reconnect.
    await house.pool.query(`notify ${CHANNEL}`).catch(() => {})
  }

  const heard = () => {
    timer ??= setTimeout(() => {
      ringing = ringing.then(ring)
    }, MOMENT_MS)
  }
  house.committed.add(heard)
  return async () => {
    house.committed.delete(heard)
    if (timer !== undefined) {
      clearTimeout(timer)
      ringing = ringing.then(ring)
    }
    await ringing
  }
}

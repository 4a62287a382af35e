// Rings in every server process after commits that recorded facts, so that screens open anywhere can look again.
// Sent after the commit and at most every moment: NOTIFY inside the transactions would make all commits wait in one line.
import type { App } from './app.ts'

export const CHANNEL = 'arraigo_facts'
const MOMENT_MS = 50

/** Starts ringing; the returned function stops and rings once more if it still has to. */
export function startNotifications(app: App): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const nouns = new Set<string>()
  let ringing = Promise.resolve()

  async function ring() {
    timer = undefined
    const payload = JSON.stringify([...nouns])
    nouns.clear()
    // Losing one is harmless: what happened is read from the facts, and a list is asked again when somebody comes back to it.
    await app.pool.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch(() => {})
  }

  const heard = (refreshes: readonly string[]) => {
    for (const noun of refreshes) nouns.add(noun)
    timer ??= setTimeout(() => {
      ringing = ringing.then(ring)
    }, MOMENT_MS)
  }
  app.committed.add(heard)
  return async () => {
    app.committed.delete(heard)
    if (timer !== undefined) {
      clearTimeout(timer)
      ringing = ringing.then(ring)
    }
    await ringing
  }
}

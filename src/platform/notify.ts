// Notifies every server process after commits that recorded facts, so that open screens can read the changes.
// Sent after the commit and at most every 50 ms: NOTIFY inside transactions takes a lock that serialises all
// commits.
import type { App } from './app.ts'

export const CHANNEL = 'arraigo_facts'
const INTERVAL_MS = 50

/** Starts sending notifications; the returned function stops, after it has sent a pending one. */
export function startNotifications(app: App): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const nouns = new Set<string>()
  let sending = Promise.resolve()

  async function send() {
    timer = undefined
    const payload = JSON.stringify([...nouns])
    nouns.clear()
    // A lost notification is harmless: changes are read from the facts, and a list is queried again when it
    // is opened.
    await app.pool.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch(() => {})
  }

  const onCommit = (refreshes: readonly string[]) => {
    for (const noun of refreshes) nouns.add(noun)
    timer ??= setTimeout(() => {
      sending = sending.then(send)
    }, INTERVAL_MS)
  }
  app.committed.add(onCommit)
  return async () => {
    app.committed.delete(onCommit)
    if (timer !== undefined) {
      clearTimeout(timer)
      sending = sending.then(send)
    }
    await sending
  }
}

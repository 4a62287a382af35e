// Tells every server process what was committed, so that screens open anywhere can look again.
// Sent after the commit and gathered for a moment: NOTIFY inside the transactions would make all commits wait in one line.
import type { House, News } from './house.ts'

export const CHANNEL = 'arraigo_news'
const GATHER_MS = 50
/** PostgreSQL takes at most 8000 bytes; more persons than this are told as "many". */
const MOST_PERSONS = 100

/** Starts telling; the returned function stops and sends what is left. */
export function startTelling(house: House): () => Promise<void> {
  let gathered: News[] = []
  let timer: NodeJS.Timeout | undefined
  let sending = Promise.resolve()

  async function send() {
    timer = undefined
    const all = gathered
    gathered = []
    if (all.length === 0) return
    const persons = [...new Set(all.flatMap((news) => news.persons))]
    const payload = {
      kinds: [...new Set(all.flatMap((news) => news.kinds))],
      persons: persons.length > MOST_PERSONS ? [] : persons,
      many: persons.length > MOST_PERSONS,
      organisations: [...new Set(all.flatMap((news) => news.organisations))].slice(0, 60),
    }
    // Losing one is harmless: screens look again when they reconnect.
    await house.pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(payload)]).catch(() => {})
  }

  const gather = (news: News) => {
    gathered.push(news)
    timer ??= setTimeout(() => {
      sending = sending.then(send)
    }, GATHER_MS)
  }
  house.committed.add(gather)
  return async () => {
    house.committed.delete(gather)
    clearTimeout(timer)
    await sending.then(send)
  }
}

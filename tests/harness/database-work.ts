// The work that a request causes in the database: everything that could be measured from outside, without a
// clock.
import type pg from 'pg'
import type { TestDatabase } from './database.ts'

export type Work = {
  /** Each statement with the number of rows it returned; ids and instants are left out. */
  statements: string[]
  /** Rows read of each table in each transaction, including rows that a policy then removed. */
  read: string[]
}

type Query = (...args: unknown[]) => unknown
type Stats = { rows: { relname: string; read: string }[] }

const STATS = `select relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read
  from pg_stat_xact_user_tables order by relid`

/** Records what happens on the connections of both pools while `work` runs. */
export function watchWork({
  pool,
  appPool,
}: Pick<TestDatabase, 'pool' | 'appPool'>): <T>(work: () => Promise<T>) => Promise<Work & { result: T }> {
  let now: Work | undefined
  const seen = new WeakSet<pg.PoolClient>()
  const watch = (client: pg.PoolClient) => {
    if (seen.has(client)) return
    seen.add(client)
    const send = client.query.bind(client) as unknown as Query
    // As in a large database: in a small table PostgreSQL reads all rows, whatever is searched for, and keeps such a plan.
    void send('set enable_seqscan = off; set enable_bitmapscan = off; discard plans')
    const stats = () => (send(STATS) as Promise<Stats>).catch((): Stats => ({ rows: [] }))
    let before: Promise<Stats> | undefined
    const query: Query = (...args) => {
      if (!now) return send(...args)
      const work = now
      const [first] = args
      const text = typeof first === 'string' ? first : (first as { text: string }).text
      const at = work.statements.push(plain(text)) - 1
      const note = (answer: unknown) => {
        const all = (Array.isArray(answer) ? answer : [answer]) as pg.QueryResult[]
        work.statements[at] = `${work.statements[at]} -> ${all.map((one) => one?.rows?.length ?? 0).join()}`
      }
      if (before && /(?:^|; )(?:commit|rollback)$/.test(text)) {
        void Promise.all([before, stats()]).then(([from, to]) => work.read.push(...readBetween(from, to)))
        before = undefined
      }
      const last = args.at(-1)
      if (typeof last === 'function') {
        const answered = (error: unknown, answer: unknown) => {
          if (answer) note(answer)
          ;(last as Query)(error, answer)
        }
        return send(...args.slice(0, -1), answered)
      }
      const answer = send(...args) as Promise<unknown>
      answer.then(note, () => {})
      if (text.startsWith('begin')) before = stats()
      return answer
    }
    Object.assign(client, { query })
  }
  for (const each of [pool, appPool]) each.on('acquire', watch)
  return async (work) => {
    const done: Work = { statements: [], read: [] }
    now = done
    const result = await work().finally(() => {
      now = undefined
    })
    return { ...done, result }
  }
}

function readBetween(from: Stats, to: Stats): string[] {
  const was = new Map(from.rows.map(({ relname, read }) => [relname, Number(read)]))
  return to.rows.flatMap(({ relname, read }) => {
    const rows = Number(read) - (was.get(relname) ?? 0)
    return rows === 0 ? [] : [`${relname} ${rows}`]
  })
}

/** A text without the parts that differ each time. */
export const plain = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '?')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '?')
    .replace(/\s+/g, ' ')

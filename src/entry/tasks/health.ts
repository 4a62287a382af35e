// `arraigo health`: what the running server tells its operators of itself and of the database.
import { operatorHeader, type Health } from '../../platform/health/health.ts'
import type { DurationSummary } from '../../platform/health/durations.ts'
import type { PoolLoad } from '../../platform/database/pool.ts'
import { TaskError, UsageError, type Task } from '../task.ts'

/** Addresses on which a server answers on every address of the machine: it is reached at its own. */
const EVERYWHERE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

export const healthTask: Task = async (words, { config, print }) => {
  const json = words[0] === '--json'
  if (words.length > Number(json)) throw new UsageError('It takes --json, or nothing.')
  const { host, port, secret } = config()
  const name = EVERYWHERE[host] ?? host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/api/health`
  const headers = { authorization: operatorHeader(secret, new Date()) }
  const response = await fetch(url, { headers }).catch(() => undefined)
  if (!response) throw new TaskError(`Nothing answers at ${url}.`)
  if (!response.ok) throw new TaskError(`${url} answers ${response.status}.`)
  const health = (await response.json()) as Partial<Health>
  if (!isWhole(health))
    throw new TaskError('It answers, but it has another SECRET or its clock differs by more than a minute.')
  for (const line of json ? [JSON.stringify(health)] : linesOf(health)) print(line)
}

const isWhole = (health: Partial<Health>): health is Health => health.eventLoop !== undefined

const durations = ({ count, p50, p99, max }: DurationSummary) =>
  `p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms (${count} measured)`

const pool = ({ inUse, open, size, waiting, wait }: PoolLoad) =>
  `${inUse} of ${size} in use, ${open} open, ${waiting} waiting; waited ${durations(wait)}`

const CHECKPOINT = new Map([
  [true, 'running'],
  [false, 'not running'],
  [null, 'not visible to this role'],
])

function linesOf({ eventLoop, garbageCollection, pools, database }: Health): string[] {
  const sessions = Object.entries(database.sessions).map(([doing, count]) => `${count} ${doing}`)
  const rows = [
    ['event loop busy', `${Math.round(eventLoop.busy * 100)} %`],
    ['event loop delay', durations(eventLoop.delay)],
    ['garbage collection', durations(garbageCollection)],
    ['connections for requests', pool(pools.requests)],
    ['connections as the owner', pool(pools.owner)],
    ['sessions at work', sessions.length > 0 ? sessions.join(', ') : 'none'],
    ['longest statement', `${database.longest} ms`],
    ['checkpoint', CHECKPOINT.get(database.checkpoint) ?? ''],
  ] as const
  return rows.map(([name, value]) => `${name.padEnd(26)}${value}`)
}

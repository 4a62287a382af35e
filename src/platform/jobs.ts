// Runs the capabilities' jobs from a queue in the same database; a job changes data only through commands.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Logger, parseCronItems, run as runWorker, runOnce } from 'graphile-worker'
import type { Actor } from '../kernel/actor.ts'
import type { Json } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import type { Job, JobContext } from './capability.ts'
import { connect, transaction } from './database/connect.ts'
import { execute, NOBODY, run } from './execute.ts'
import type { App } from './app.ts'
import { traceOf } from './log.ts'

/** The actor `system:<job>`, on behalf of an organisation when one is named. */
export function systemActor(job: string, organisation: Id = NOBODY): Actor {
  return {
    user: NOBODY,
    name: `system:${job}`,
    organisation,
    organisationName: '',
    organisationClass: 'public',
    roles: [],
    grants: [],
    locale: 'en',
    timeZone: 'UTC',
    scope: 'system',
  }
}

export function jobContext(app: App, job: Job): JobContext {
  return {
    now: app.now().toISOString(),
    read: (work) => transaction(app.appPool, systemActor(job.name), work),
    today: (actor) => app.identity.actorToday(actor),
    as: (actor, order) => execute(app, actor, order),
    execute: (command, input, organisation, id) =>
      run(app, systemActor(job.name, organisation), command, input, id ? { id } : {}),
  }
}

/** Runs one job now, in this process: for tests and the CLI. */
export async function runJob(app: App, name: string, payload: Record<string, Json> = {}): Promise<void> {
  const job = app.jobs.get(name)
  if (!job) throw new Error(`No job is called ${name}.`)
  await job.run(jobContext(app, job), payload)
}

/** Name of the advisory lock that every process working on the queue holds as shared. */
const WORKING = 'arraigo works the queue'

/**
 * Jobs of a killed process stay locked for four hours. A process that starts while no other works on the
 * queue unlocks them; the advisory lock of a session ends with its process, however that ends.
 */
async function joinQueue(app: App): Promise<pg.Client> {
  const client = new pg.Client(app.pool.options)
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ alone: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as alone',
    [WORKING],
  )
  const alone = rows[0]?.alone ?? false
  if (alone) {
    await client.query(`select graphile_worker.force_unlock_workers(
      array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`)
  }
  await client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [WORKING])
  if (alone) await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [WORKING])
  return client
}

/**
 * Two jobs at a time, each with a connection as the application's role; as the owner four, for jobs and the
 * queue itself.
 */
const AT_ONCE = 2
const AS_OWNER = 4
/** Milliseconds for running jobs to end before their connections are closed; the queue tries them again. */
const LAST_WORK = 5_000
/** Milliseconds before the worker is started again after it ended unexpectedly. */
const BEFORE_AGAIN = 1_000

/**
 * Starts working on the queue; several processes may. It has its own connections, so that requests never take
 * those of jobs. `stop` waits for running jobs for a bounded time.
 */
export async function startJobs(app: App): Promise<{ stop(): Promise<void> }> {
  const jobs = [...app.jobs.values()]
  const membership = await joinQueue(app)
  const { options } = app.pool
  // The pool's options hide the password, so it must be copied explicitly.
  const secret = options.password === undefined ? {} : { password: options.password }
  const pool = connect({ ...options, ...secret, max: AS_OWNER, connectionTimeoutMillis: 0 })
  const appPool = app.appPool.another({ max: AT_ONCE, connectionTimeoutMillis: 0 })
  const leave = () => void membership.end().catch(() => {})
  const begin = async () => {
    const begun = await runWorker({
      pgPool: pool,
      concurrency: AT_ONCE,
      noHandleSignals: true,
      taskList: tasksOf({ ...app, pool, appPool }, jobs),
      parsedCronItems: parseCronItems(
        jobs.flatMap((job) => (job.cron ? [{ task: job.name, match: job.cron, identifier: job.name }] : [])),
      ),
      logger: quietLogger(app),
    })
    begun.promise.then(again, again)
    return begun
  }
  let stopping = false
  const { exitCode } = process
  /**
   * The queue's library stops when a notification says that its tables changed, which every role of the
   * database may send. If they really changed, starting again fails.
   */
  const again = async () => {
    if (!stopping) {
      app.log('jobs.stopped', {})
      process.exitCode = exitCode
      await pause(BEFORE_AGAIN, undefined, { ref: false })
    }
    if (stopping) return leave()
    try {
      runner = await begin()
      if (stopping) await runner.stop().catch(() => {})
    } catch (error) {
      app.log('job.failed', { message: withoutWords(error).message.slice(0, 300) })
      leave()
    }
  }
  let runner = await begin()
  return {
    async stop() {
      stopping = true
      const longest = new AbortController()
      const given = pause(LAST_WORK, undefined, { signal: longest.signal }).catch(() => {})
      await Promise.race([runner.stop().catch(() => {}), given])
      longest.abort()
      // A job that is still running asks for a connection when it ends, and the queue's library awaits that nowhere: an
      // error would end the process. It waits for ever instead, and the job is tried again after the next start.
      pool.connect = never
      await Promise.all([appPool.end(), pool.end()])
    },
  }
}

const never = () => new Promise<never>(() => {})

const tasksOf = (app: App, jobs: readonly Job[]) =>
  Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown) => {
        await job
          .run(jobContext(app, job), (payload ?? {}) as Record<string, Json>)
          .catch((error: unknown) => {
            throw withoutWords(error)
          })
      },
    ]),
  )

/** Runs the due jobs of one name and no others: for a task that must not wait for a server to start. */
export async function workOff(app: App, name: string): Promise<void> {
  const jobs = [...app.jobs.values()].filter((job) => job.name === name)
  await runOnce({
    pgPool: app.pool,
    noHandleSignals: true,
    taskList: tasksOf(app, jobs),
    logger: quietLogger(app),
  })
}

/**
 * The error without its message, which may hold user input: the queue stores and logs the last error of a
 * job.
 */
function withoutWords(error: unknown): Error {
  const { kind, code, stack } = traceOf(error)
  const bare = new Error([kind, code, stack].filter(Boolean).join(' '))
  delete bare.stack
  return bare
}

function quietLogger(app: App) {
  return new Logger(() => (level, message) => {
    if (level === 'error') app.log('job.failed', { message: message.slice(0, 300) })
  })
}

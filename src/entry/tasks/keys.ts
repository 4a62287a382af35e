// `arraigo keys rotate`: wraps every data key, and the secrets of tokens, anew with a new key-encryption key, in
// steps that may be interrupted anywhere.
import type pg from 'pg'
import { connect } from '../../platform/database/connect.ts'
import { WRAPPING } from '../../platform/database/wrapping.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { run } from '../../platform/execute.ts'
import type { App } from '../../platform/app.ts'
import { systemActor } from '../../platform/jobs.ts'
import { addKey, dropOldKeys, keysFrom, type KeySource } from '../../platform/key-service.ts'
import { rewrapKeys } from '../../protect/confidential/operations.ts'
import { renewTokens } from '../../serve/elsewhere/operations.ts'
import { compose } from '../server.ts'
import { TaskError, UsageError, type Task } from '../task.ts'

/** Data keys per transaction: an interruption repeats no more than this. */
const STEP = 200

export const keysRotateTask: Task = async (words, { config, print }) => {
  const forget = words.includes('--forget')
  if (words.some((word) => word !== '--forget')) throw new UsageError('It takes --forget or nothing.')
  const settings = config()
  await withDatabase(settings, async (connection) => {
    const pool = connect({ ...connection, max: 4 })
    try {
      const keys = keysFrom(settings.keys)
      const { publicUrl: origin, secret, appUrl } = settings
      const { app } = await compose({ pool, origin, secret, appUrl, keys })
      for (const line of await rotate(app, settings.keys, { forget })) print(line)
    } finally {
      await pool.end()
    }
  })
}

/**
 * Makes a new key where the program stores the keys, or finishes an interrupted rotation. Running servers see
 * the new key at their next wrapping.
 * @returns lines for the operator
 */
export async function rotate(
  app: App,
  source: KeySource,
  { forget = false, step = STEP }: { forget?: boolean; step?: number } = {},
): Promise<string[]> {
  const rewrap = (most: number) => run(app, systemActor('keys'), rewrapKeys, { most })
  const before = await rewrap(0)
  if (before.left === 0 && 'file' in source) addKey(source.file)
  // Its first step wraps the secrets anew, all of them: two at most.
  await run(app, systemActor('keys'), renewTokens, {})
  let count = 0
  for (;;) {
    const { rewrapped, left, current, others } = await rewrap(step)
    count += rewrapped
    if (left === 0) return [`${count} data keys are wrapped by the key ${current}.`, ...(await end(current))]
    if (rewrapped === 0)
      throw new TaskError(
        `${left} data keys or secrets are still wrapped by ${others.join(', ')}: try again.`,
      )
  }

  async function end(current: string): Promise<string[]> {
    if (!('file' in source))
      return [`Nothing needs the keys behind ${current} in ARRAIGO_KEY any more, but backups made before.`]
    if (!forget) return [`The older keys stay in ${source.file}: backups made before need them.`]
    return await exclusively(app.pool, async () => {
      // A running server may have wrapped something with an older key since.
      if ((await rewrap(0)).left > 0) throw new TaskError('A key was made meanwhile: run it once more.')
      const old = dropOldKeys(source.file)
      return [`Forgot ${old.length} older keys: sealed notes in backups made before can never be read again.`]
    })
  }
}

/** Runs the work while no process can wrap a data key. */
async function exclusively<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [WRAPPING])
    return await work()
  } finally {
    client.release(true)
  }
}

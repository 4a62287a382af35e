// `npm start`: prepares everything that is missing, says what it is doing, serves, and ends cleanly.
import type { Config } from '../platform/config.ts'
import { asOwner, connect } from '../platform/database/connect.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open.ts'
import { loadPack } from '../platform/packs.ts'
import { serve } from './server.ts'
import { TaskError, type Task } from './task.ts'
import { buildWebWhenOld } from './web-build.ts'

/** Milliseconds after which a stop that hangs is given up; the database survives that as it survives kill -9. */
const PATIENCE = 30_000

export const startTask: Task = async (_words, { config, print, tell }) => {
  const settings = config()
  // What was opened is closed in the opposite order: door and jobs first, the database last.
  const closers: (() => Promise<void>)[] = []
  const asked = untilSignal()
  const serving = prepareAndServe(settings, closers, tell).then(async (lines) => {
    for (const line of lines) print(line)
    await asked
  })
  try {
    await Promise.race([serving, asked])
    tell('Stopping…')
    // Preparations that the signal cut short fail on what is being closed, and nobody needs to hear of it.
    serving.catch(() => undefined)
  } finally {
    setTimeout(() => process.exit(1), PATIENCE).unref()
    for (const close of closers.toReversed()) await close()
  }
}

/** Answers with what to print once people can come in. */
async function prepareAndServe(
  settings: Config,
  closers: (() => Promise<void>)[],
  tell: (line: string) => void,
): Promise<string[]> {
  await buildWebWhenOld(tell)
  const opening = openDatabase(settings, tell)
  closers.push(() =>
    opening.then(
      ({ stop }) => stop(),
      () => undefined,
    ),
  )
  const { connection } = await opening

  const pool = connect({ ...connection, max: 4 })
  closers.push(async () => {
    if (!pool.ended) await pool.end()
  })
  tell('Applying migrations…')
  await migrate(pool)
  tell('Loading the packs…')
  await loadPack(asOwner(pool), settings.packFolder)
  await pool.end()

  const serving = await serve({
    connection,
    port: settings.port,
    hostname: settings.host,
    origin: settings.publicUrl,
    secret: settings.secret,
    attachments: settings.attachmentsFolder,
    trustProxy: settings.trustProxy,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new TaskError(`Port ${settings.port} is already in use. Set PORT to another number.`)
  })
  closers.push(() => serving.stop())
  return [`Arraigo is at ${settings.publicUrl}`]
}

/** Resolves at the first Ctrl-C or request to end; npm passes Ctrl-C on a second time, which changes nothing. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve())
  })
}

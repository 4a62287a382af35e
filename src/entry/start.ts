// `npm start`: prepares everything that is missing, says what it is doing, serves, and ends cleanly.
import { createServer } from 'node:net'
import type pg from 'pg'
import type { Config } from '../platform/config.ts'
import { asOwner, connect } from '../platform/database/connect.ts'
import { migrate } from '../platform/database/migrate.ts'
import { openDatabase } from '../platform/database/open.ts'
import { keysFrom } from '../platform/key-service.ts'
import { outbound } from '../platform/http/outbound.ts'
import { loadPack } from '../platform/packs/packs.ts'
import { openSigningKey } from '../platform/signing-key.ts'
import { demonstrate } from './demonstration/demonstrate.ts'
import type { SignIn } from './demonstration/network.ts'
import { serve } from './server.ts'
import { requireFinishedRestore } from './finished-restore.ts'
import { TaskError, type Task } from './task.ts'
import { buildWebWhenOld } from './web-build.ts'

/**
 * Milliseconds after which a stop that hangs ends the process; the database survives that as it survives kill
 * -9.
 */
const STOP_TIMEOUT = 30_000
/** Key of the advisory lock: any number that no other program on this database uses. */
const PREPARATION_LOCK = 7_243_002

export const startTask: Task = async (_words, { config, print, tell }) => {
  const settings = config()
  // What was opened is closed in the opposite order: the port and the jobs first, the database last.
  const closers: (() => Promise<void>)[] = []
  const asked = untilSignal()
  const serving = prepareAndServe(settings, closers, tell).then(async (lines) => {
    for (const line of lines) print(line)
    await asked
  })
  try {
    await Promise.race([serving, asked])
    tell('Stopping…')
    // A preparation interrupted by the signal fails on closed connections; that error is expected.
    serving.catch(() => undefined)
  } finally {
    setTimeout(() => process.exit(1), STOP_TIMEOUT).unref()
    for (const close of closers.toReversed()) await close()
  }
}

/** Prepares the database and starts the server. @returns the lines to print once it accepts requests */
async function prepareAndServe(
  settings: Config,
  closers: (() => Promise<void>)[],
  tell: (line: string) => void,
): Promise<string[]> {
  const opening = openDatabase(settings, tell)
  closers.push(() =>
    opening.then(
      ({ stop }) => stop(),
      () => undefined,
    ),
  )
  const { connection } = await opening
  await requireFreePort(settings)

  const app = {
    connection,
    origin: settings.publicUrl,
    secret: settings.secret,
    appUrl: settings.appUrl,
    keys: keysFrom(settings.keys),
    attachments: settings.attachmentsFolder,
    imports: settings.importsFolder,
    streets: settings.streetsFile,
    erasures: { file: settings.erasuresFile, key: openSigningKey(settings.sealKey) },
  }
  // Built only now: a start that is refused must not replace the web application of the running one.
  const built = buildWebWhenOld(tell)
  const prepared = oneAtATime(connection, closers, async (pool) => {
    tell('Applying migrations…')
    await migrate(pool)
    await requireFinishedRestore(pool, settings)
    tell('Loading the packs…')
    await loadPack(asOwner(pool), settings.packFolder)
    if (!settings.demonstration) return undefined
    return await demonstrate({
      ...app,
      progress: (months, of) => tell(`Filling in the demonstration network (${months} of ${of})…`),
    })
  })

  const [signIns] = await Promise.all([prepared, built])

  const serving = await serve({
    ...app,
    port: settings.port,
    hostname: settings.host,
    trustProxy: settings.trustProxy,
    outbound: outbound(settings.signOnPrivate),
    perMinute: settings.perMinute,
    sealing: { key: settings.sealKey, checkpoints: settings.checkpointsFile },
  }).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(error, settings.port)
  })
  closers.push(() => serving.stop())
  const { signOnPrivate } = settings
  if (signOnPrivate.length > 0) {
    serving.app.log('sign_on.private_addresses', { allowed: signOnPrivate.join(' ') })
    tell(
      `WARNING: organisation sign-on may send requests to addresses inside your network: ${signOnPrivate.join(', ')}. ` +
        'A user who sets up a provider can make this server send requests there. SIGN_ON_PRIVATE allows it.',
    )
  }
  const { publicKey } = openSigningKey(settings.sealKey)
  return welcome(settings.publicUrl, publicKey, signIns)
}

/** Checks the port first, so that one in use is reported before the minutes of a first start. */
async function requireFreePort({ port, host }: Config): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(error, port)
  })
  await new Promise((resolve) => probe.close(resolve))
}

function portProblem(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new TaskError(
      `Port ${port} is already in use. Set another one: PORT=${port < 65535 ? port + 1 : 3000} npm start`,
    )
  if (error.code === 'EACCES')
    return new TaskError(`Port ${port} is not open to this account. Set PORT to a number from 1024 on.`)
  return error
}

/** Runs the work under an advisory lock: of several processes, one prepares the database, the others wait. */
async function oneAtATime<T>(
  connection: pg.PoolConfig,
  closers: (() => Promise<void>)[],
  work: (pool: pg.Pool) => Promise<T>,
): Promise<T> {
  const pool = connect({ ...connection, max: 4 })
  const end = async () => {
    if (!pool.ending) await pool.end()
  }
  closers.push(end)
  const guard = await pool.connect()
  try {
    await guard.query('select pg_advisory_lock($1)', [PREPARATION_LOCK])
    return await work(pool)
  } finally {
    guard.release(true)
    await end()
  }
}

/** The lines to print: the address, the public key, and the demonstration's sign-ins. */
function welcome(address: string, publicKey: string, signIns: readonly SignIn[] | undefined): string[] {
  const lines = ['', `Arraigo is at ${address}`]
  if (!signIns)
    return [...lines, `It signs backups and the disclosure log with the key ${publicKey}: write it down.`]
  const cells = signIns.map(({ role, name, organisation, email, password }) => [
    role.replaceAll('_', ' '),
    `${name}, ${organisation}`,
    email,
    password,
  ])
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? []
  return [
    ...lines,
    '',
    'Everybody in it is invented. Sign in as:',
    ...cells.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    ),
    '',
    'Ctrl-C stops it.',
  ]
}

/** Resolves at the first SIGINT or SIGTERM; npm passes Ctrl-C on a second time, which changes nothing. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve())
  })
}

// `arraigo audit`: verifies the disclosure log, exports it for others to verify, and prints the checkpoint to
// keep elsewhere.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { checker } from '../../../bin/verify-disclosures.mjs'
import type { Config } from '../../platform/config.ts'
import { openAppPool, type AppPool } from '../../platform/database/app-pool.ts'
import { connect } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { openSigningKey } from '../../platform/signing-key.ts'
import { exportLog, lastCheckpoint } from '../../protect/disclosure/server/export.ts'
import { TaskError, UsageError, withKeys, type Task } from '../task.ts'

const many = { type: 'string', multiple: true, default: [] as string[] } as const

async function withPool<T>(settings: Config, work: (pool: AppPool) => Promise<T>): Promise<T> {
  return await withDatabase(settings, async (connection) => {
    const pool = connect(connection)
    try {
      return await work(await openAppPool(pool, settings))
    } finally {
      await pool.end()
    }
  })
}

/** The lines of a file; none when it is missing and that is allowed. */
async function linesOf(file: string, missing: 'allowed' | 'wrong'): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n')
  } catch (error) {
    if (missing === 'allowed' && (error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new TaskError(`${file} cannot be read (${(error as Error).message}).`)
  }
}

export const auditVerifyTask: Task = async (words, { config, print }) => {
  const { values, positionals } = parse(words)
  if (positionals.length > 0) throw new UsageError('It checks this installation: give no file.')
  const settings = config()
  const checkpoints = [await linesOf(settings.checkpointsFile, 'allowed')]
  for (const file of values.checkpoints) checkpoints.push(await linesOf(file, 'wrong'))
  const check = checker({
    checkpoints: checkpoints.flat(),
    keys: [openSigningKey(settings.sealKey).publicKey, ...values.key],
  })
  await withPool(settings, (pool) => exportLog(pool, new Date(), check.line))
  const { findings, seals, entries, erased, unsealed } = check.end()
  print(`${seals} seals over ${entries} entries, ${erased} erased; ${unsealed} wait for a seal.`)
  if (findings.length > 0) throw new TaskError(findings.map((finding) => `FOUND  ${finding}`).join('\n'))
  print('Nothing was changed since it was sealed.')
}

export const auditExportTask: Task = async (words, { config, print }) => {
  const [file, ...rest] = words
  if (file === undefined || rest.length > 0) throw new UsageError('Which file? Give one name.')
  // Readable by its owner only, and never overwrites a file: it contains which person was helped where.
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 })
  try {
    await once(out, 'open')
  } catch (error) {
    throw new TaskError(`${file} cannot be written (${(error as Error).message}).`)
  }
  let lines = 0
  try {
    await withPool(config(), (pool) =>
      exportLog(pool, new Date(), async (line) => {
        lines++
        if (!out.write(`${line}\n`)) await once(out, 'drain')
      }),
    )
    out.end()
    await finished(out)
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
  print(`Wrote ${lines} lines to ${file}. Check it with: node bin/verify-disclosures.mjs ${file}`)
}

export const auditCheckpointTask: Task = async (words, { config, print, tell }) => {
  if (words.length > 0) throw new UsageError('This task takes no arguments.')
  const last = await withPool(config(), lastCheckpoint)
  if (last === undefined) {
    throw new TaskError('There is no seal yet: start Arraigo, and it seals every ten seconds.')
  }
  print(last)
  tell(
    'Keep this line where whoever runs this server cannot change it; give it to verify with --checkpoints.',
  )
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: withKeys(words),
      allowPositionals: true,
      options: { checkpoints: many, key: many },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

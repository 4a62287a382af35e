// Refuses to serve a database that was restored until `arraigo restore` or `arraigo restored` has finished:
// people erased since the backup would be in it again, and devices would hold positions that its log has not
// reached yet.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Config } from '../platform/config.ts'
import { openAppPool, type AppPool } from '../platform/database/app-pool.ts'
import { isFromElsewhere } from '../platform/renew.ts'
import { lastCheckpoint } from '../protect/disclosure/server/export.ts'
import { broughtBack, readErasures } from '../protect/retention/server/list.ts'
import { TaskError } from './task.ts'

/** @throws TaskError that says what was found and which command to run */
export async function requireFinishedRestore(pool: pg.Pool, settings: Config): Promise<void> {
  const found = await findUnfinishedRestore(await openAppPool(pool, settings, { max: 1 }), pool, settings)
  if (found === undefined) return
  throw new TaskError(
    `The database was brought back: ${found}. Before anybody comes in, run: arraigo restored. See docs/deploy.md.`,
  )
}

async function findUnfinishedRestore(
  appPool: AppPool,
  pool: pg.Pool,
  settings: Config,
): Promise<string | undefined> {
  const erased = await broughtBack(appPool, await readErasures(settings.erasuresFile, []))
  if (erased > 0) return `${erased} who were erased are in it again`
  if (await isFromElsewhere(appPool)) return 'it comes from another server'
  if (await isBehind(appPool, pool, settings))
    return `its disclosure log ends before the seals in ${settings.checkpointsFile}`
  return undefined
}

/**
 * Whether a checkpoint file outside the database holds a later seal of the same chain than the database, made
 * after the last finished restore.
 */
async function isBehind(appPool: AppPool, pool: pg.Pool, settings: Config): Promise<boolean> {
  const lastRestore = (await linesOf(join(settings.dataFolder, 'restores.jsonl'))).at(-1) as
    | { at: string }
    | undefined
  const checkpoint = await lastCheckpoint(appPool)
  const last = checkpoint === undefined ? undefined : sealIn(JSON.parse(checkpoint))
  const network = last?.network ?? (await chainOf(pool))
  return (await linesOf(settings.checkpointsFile)).some((line) => {
    const kept = sealIn(line)
    if (kept === undefined || kept.network !== network) return false
    return kept.sequence > (last?.sequence ?? 0) && kept.at > (lastRestore?.at ?? '')
  })
}

function sealIn(line: unknown): { network: string; sequence: number; at: string } | undefined {
  const { seal } = (line ?? {}) as { seal?: [string, string, number, string] }
  return Array.isArray(seal) ? { network: seal[1], sequence: seal[2], at: seal[3] } : undefined
}

/** A chain of seals is named after the installation where it begins. */
async function chainOf(pool: pg.Pool): Promise<string | undefined> {
  return (await pool.query<{ id: string }>('select id from installation')).rows[0]?.id
}

/** The JSON of each line; skips those that cannot be read, which `audit verify` reports. */
async function linesOf(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as unknown]
    } catch {
      return []
    }
  })
}

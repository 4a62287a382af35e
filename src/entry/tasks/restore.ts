// `arraigo restore`: fills an empty database from a backup, reports what was proven, and erases again the
// people erased since the backup.
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { checker } from '../../../bin/verify-disclosures.mjs'
import { countUnreadable } from '../../identity/sessions/server/code.ts'
import { doubtAbout, printable, type Evidence } from '../../platform/backup/backup-file.ts'
import type { Config } from '../../platform/config.ts'
import { openAppPool, type AppPool } from '../../platform/database/app-pool.ts'
import { connect } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { workOff } from '../../platform/jobs.ts'
import { restore, type Restored } from '../../platform/backup/restore.ts'
import { exportLog, lastCheckpoint } from '../../protect/disclosure/server/export.ts'
import { readErasures, repeatErasures, type ErasureList } from '../../protect/retention/server/list.ts'
import { compose } from '../server.ts'
import { TaskError, type Task } from '../task.ts'
import { asTaskErrors, PROOFS, proofsIn, parseFileOptions, type Proofs } from './backup.ts'

const DAY = 86_400_000

export const restoreTask: Task = async (words, { config, print }) => {
  const { values, file } = parseFileOptions(words, {
    ...PROOFS,
    'accept-possibly-edited': { type: 'boolean' },
    'accept-unsigned-erasures': { type: 'boolean' },
  })
  const settings = config()
  const proofs = await proofsIn(values, settings)
  const recordFile = join(settings.dataFolder, 'restores.jsonl')
  const accepted = values['accept-possibly-edited'] === true
  const acceptedErasures = values['accept-unsigned-erasures'] === true
  let erasures: ErasureList = { lines: [], unproven: 0, unreadable: 0 }
  const record = async (evidence: Evidence) => {
    erasures = await readErasures(settings.erasuresFile, knownKeys(proofs, evidence))
    requireProvenErasures(settings.erasuresFile, erasures, acceptedErasures, 'Nothing was restored.')
    const line = {
      at: new Date().toISOString(),
      file,
      ...evidence,
      acceptedPossiblyEdited: accepted,
      acceptedUnsignedErasures: acceptedErasures ? erasures.unproven : 0,
    }
    await appendFile(recordFile, `${JSON.stringify(line)}\n`, { mode: 0o600 })
  }
  const own = await ownCheckpoints(settings.checkpointsFile)
  await asTaskErrors(() =>
    withDatabase(settings, async (connection) => {
      const place = { connection, attachmentsFolder: settings.attachmentsFolder, file }
      const restored = await withNothingRestored(() =>
        restore(place, { ...proofs, acceptUnproven: accepted, record }),
      )
      for (const line of linesAbout(file, restored)) print(line)
      print(`Written down in ${recordFile}.`)
      const pool = connect(connection)
      try {
        await finish(
          { settings, pool, print },
          { erasures, own, proofs, known: knownKeys(proofs, restored.evidence) },
        )
      } finally {
        await pool.end()
      }
    }),
  )
}

/**
 * The steps after the rows are restored, by whatever tool: erases again, reports what cannot be decrypted,
 * and verifies the disclosure log.
 */
export async function finish(
  { settings, pool, print }: { settings: Config; pool: pg.Pool; print(line: string): void },
  {
    erasures,
    own,
    proofs,
    known,
  }: { erasures: ErasureList; own: readonly string[]; proofs: Proofs; known: readonly string[] },
): Promise<void> {
  const appPool = await openAppPool(pool, settings)
  const repeated = await eraseAgain(settings, pool, appPool, erasures)
  if (repeated > 0)
    print(`Erased again ${repeated} who had been erased since, as ${settings.erasuresFile} says.`)
  const unreadable = await countUnreadable(pool, settings)
  if (unreadable > 0) print(withoutSecret(unreadable))
  const { lines, findings } = await checkLog(appPool, own, proofs, known)
  for (const line of lines) print(printable(line))
  if (findings.length > 0) {
    const found = findings.map((finding) => `FOUND  ${printable(finding)}`).join('\n')
    throw new TaskError(`It is restored, but its disclosure log does not hold:\n${found}`)
  }
}

const withoutSecret = (count: number) =>
  `The second factors of ${count} users were set up under another secret than that of this installation, and do not open here. ` +
  'Before anybody comes in, put the secret of the old machine back: its file ARRAIGO_DATA/secret, or SECRET. ' +
  'If it is lost, each of them needs a new link from an administrator (Team → the person → Give a new link).'

/**
 * Adds to any error before the restore that nothing was restored, so that the operator knows what the
 * database holds.
 */
async function withNothingRestored(work: () => Promise<Restored>): Promise<Restored> {
  try {
    return await asTaskErrors(work)
  } catch (error) {
    if (!(error instanceof TaskError) || error.message.includes('Nothing was restored')) throw error
    throw new TaskError(`${error.message} Nothing was restored.`)
  }
}

/** A proven backup also proves the key that seals its log: an operator signs with another key. */
function knownKeys({ keys }: Proofs, { signature, sealKey }: Evidence): string[] {
  return [...keys.keys(), ...(signature === 'trusted' && sealKey !== undefined ? [sealKey] : [])]
}

/**
 * Runs before anything is written: an added line would erase a person for good, and an unreadable one would
 * leave a person in.
 */
export function requireProvenErasures(
  file: string,
  { unproven, unreadable }: ErasureList,
  accepted: boolean,
  outcome: string,
): void {
  if (unreadable > 0)
    throw new TaskError(`${unreadable} lines of ${file} cannot be read. Take another copy of it. ${outcome}`)
  if (unproven > 0 && !accepted) {
    throw new TaskError(
      `${unproven} lines of ${file} are not signed with a key that is known: an older release wrote them, or somebody ` +
        `added them. ${outcome} To erase whom they name all the same: --accept-unsigned-erasures. ` +
        'To leave them out, take them out of the file.',
    )
  }
}

function linesAbout(
  file: string,
  { tables, rows, files, filesMissing, madeAt, evidence }: Restored,
): string[] {
  const doubt = doubtAbout(file, evidence)
  const counted = `Restored ${rows} rows of ${tables} tables and ${files} files`
  const lines =
    doubt === undefined
      ? [
          `${counted}; all are as they were written.`,
          `Proven: they are as signed with the key ${evidence.key} (${evidence.trust}).`,
        ]
      : [
          `${counted}; all are as the backup itself lists them.`,
          `Not proven: that Arraigo wrote it so. ${doubt} It was restored because you accepted that.`,
        ]
  const days = Math.floor((Date.now() - Date.parse(madeAt)) / DAY)
  lines.push(
    `It ${doubt === undefined ? 'is' : 'says that it is'} of ${madeAt}, ${days} days ago. ` +
      'Not proven: that no newer backup was made.',
  )
  if (filesMissing > 0)
    lines.push(`Not proven: ${filesMissing} files of evidence, which it does not hold whole.`)
  lines.push(
    'Not proven: rows that were changed in the database before the backup was made, the log of commands ' +
      'included; only the disclosure log is sealed.',
  )
  return lines
}

/** Verifies the disclosure log with the keys and checkpoints known from elsewhere. */
async function checkLog(
  pool: AppPool,
  own: readonly string[],
  proofs: Proofs,
  known: readonly string[],
): Promise<{ lines: string[]; findings: string[] }> {
  const last = await lastCheckpoint(pool)
  const kept = [...own, ...proofs.checkpoints]
  if (last === undefined)
    return { lines: ['The disclosure log has no seal yet.', ...keptBeyond(0, kept)], findings: [] }
  const { seal, key } = JSON.parse(last) as { seal: [string, string, number]; key: string }
  const isKnown = known.includes(key)
  // Checkpoints newer than the backup are reported, and are no fault of its log.
  const newer = kept.filter((line) => sequenceOf(line) > seal[2])
  const check = checker({
    checkpoints: kept.filter((line) => !newer.includes(line)),
    keys: isKnown ? [...known] : [],
  })
  await exportLog(pool, new Date(), check.line)
  const { findings, seals, entries, erased, unsealed } = check.end()
  const counted = `${seals} seals over ${entries} entries of the disclosure log, ${erased} erased`
  const lines = [
    isKnown
      ? `${findings.length === 0 ? 'Proven' : 'Not proven'}: ${counted}, are as they were sealed.`
      : `Not proven: ${counted}, are sealed with the key ${key}, which is not known from elsewhere.`,
  ]
  if (unsealed > 0) lines.push(`Not proven: ${unsealed} entries that still waited for a seal.`)
  return { lines: [...lines, ...keptBeyond(seal[2], newer)], findings }
}

function keptBeyond(seal: number, kept: readonly string[]): string[] {
  const end = Math.max(0, ...kept.map(sequenceOf))
  if (end <= seal) return []
  return [
    `The log ends at seal ${seal}; seals up to ${end} were kept: what came after is not in this backup.`,
  ]
}

export async function ownCheckpoints(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw new TaskError(`${file} cannot be read (${error.message}).`)
  })
  return text.split('\n').filter((line) => line.trim() !== '')
}

/** The sequence number of a checkpoint; the verification reports lines that cannot be read. */
function sequenceOf(line: string): number {
  try {
    return Number((JSON.parse(line) as { seal: unknown[] }).seal[2])
  } catch {
    return 0
  }
}

/** Erases again the people erased since the backup, before the database is served. */
async function eraseAgain(
  settings: Config,
  pool: pg.Pool,
  appPool: AppPool,
  erasures: ErasureList,
): Promise<number> {
  const { rows } = await pool.query('select from pack_release where active')
  // Without a pack no person was ever registered.
  if (rows.length === 0) return 0
  const { app } = await compose({
    pool,
    appPool,
    origin: settings.publicUrl,
    secret: settings.secret,
    attachments: settings.attachmentsFolder,
  })
  const repeated = await repeatErasures(app, erasures)
  // The backup contains their files, too.
  await workOff(app, 'attachment.remove')
  return repeated
}

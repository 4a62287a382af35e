// `arraigo backup`: writes a signed backup for the operator; `backup verify` checks its signature and
// content.
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { backup } from '../../platform/backup/backup.ts'
import { BackupError, doubtAbout, openBackup, type Keys } from '../../platform/backup/backup-file.ts'
import type { Config } from '../../platform/config.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { isSignature, openSigningKey, type SigningKey } from '../../platform/signing-key.ts'
import { TaskError, UsageError, withKeys, type Task } from '../task.ts'

const many = { type: 'string', multiple: true, default: [] as string[] } as const

export const backupTask: Task = async (words, { config, print }) => {
  const { values, file } = parseFileOptions(words, { recipient: many, 'sign-with': { type: 'string' } })
  const settings = config()
  const own = openSigningKey(settings.sealKey)
  const signWith = values['sign-with']
  const key = signWith === undefined ? own : await keyIn(signWith)
  const { tables, rows, files } = await asTaskErrors(() =>
    withDatabase(settings, (connection) =>
      backup(
        { connection, attachmentsFolder: settings.attachmentsFolder, file },
        { key, sealKey: own.publicKey, recipients: values.recipient },
      ),
    ),
  )
  print(`Kept ${rows} rows of ${tables} tables and ${files} files.`)
  print(
    `Signed with the key ${key.publicKey}. Write it down elsewhere: a restore on another machine asks for it.`,
  )
  for (const recipient of values.recipient) print(`Encrypted for ${recipient}.`)
}

export const backupVerifyTask: Task = async (words, { config, print }) => {
  const { values, file } = parseFileOptions(words, PROOFS)
  // With a key given, the machine may have no installation; reading the settings would create files on it.
  const own = values.key.length + values.checkpoints.length > 0 ? undefined : config()
  const { keys, identities } = await proofsIn(values, own)
  const evidence = await asTaskErrors(async () => {
    const opened = await openBackup(file, identities)
    try {
      return await opened.verify(keys)
    } finally {
      await opened.close()
    }
  })
  const doubt = doubtAbout(file, evidence)
  if (doubt !== undefined) throw new TaskError(doubt)
  print(`It is as it was signed on ${evidence.madeAt} with the key ${evidence.key} (${evidence.trust}).`)
  print('Not proven: that no newer backup was made, and what was changed in the database before it.')
}

export const backupIdentityTask: Task = async (words, { print, tell }) => {
  const { file } = parseFileOptions(words, {})
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  await writeFile(file, `# recipient: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: Error) => {
      throw new TaskError(`${file} cannot be written (${error.message}).`)
    },
  )
  print(recipient)
  tell(
    `Back up with --recipient and this word. Only ${file} decrypts: keep it, twice, and not where the backups are.`,
  )
}

/** The options of `backup verify` and `restore` that prove a backup. */
export const PROOFS = { key: many, checkpoints: many, identity: { type: 'string' } } as const

export type Proofs = {
  keys: Keys
  identities: string[]
  /** Lines of the checkpoint files given. */
  checkpoints: string[]
}

/**
 * Gathers the keys that prove a backup: the installation's own key, the keys given, and those of the
 * checkpoints given.
 */
export async function proofsIn(
  { key, checkpoints, identity }: { key: string[]; checkpoints: string[]; identity?: string | undefined },
  own: Pick<Config, 'sealKey'> | undefined,
): Promise<Proofs> {
  const keys = new Map<string, string>()
  const lines: string[] = []
  for (const file of checkpoints) {
    for (const line of (await textOf(file)).split('\n').filter((text) => text.trim() !== '')) {
      keys.set(keyOfCheckpoint(file, line), `that of the checkpoints in ${file}`)
      lines.push(line)
    }
  }
  for (const one of key) {
    if (!/^[\w-]{43}$/u.test(one))
      throw new UsageError(`"${one}" is no key: it has 43 letters, digits, - and _.`)
    keys.set(one, 'given with --key')
  }
  if (own) keys.set(openSigningKey(own.sealKey).publicKey, 'that of this installation')
  const identities = identity === undefined ? [] : identitiesIn(identity, await textOf(identity))
  return { keys, identities, checkpoints: lines }
}

function keyOfCheckpoint(file: string, line: string): string {
  try {
    const { seal, key, signature } = JSON.parse(line) as { seal: unknown; key: string; signature: string }
    if (isSignature(signature, JSON.stringify(seal), key)) return key
  } catch {
    // Reported below.
  }
  throw new TaskError(`${file} holds a line that is no genuine checkpoint.`)
}

/** Reads age identities in the format of `backup identity` and age-keygen. */
function identitiesIn(file: string, text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const found = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (found.length === 0 || found.some((line) => !line.startsWith('AGE-SECRET-KEY-')))
    throw new TaskError(`${file} holds no identity: a line that begins with AGE-SECRET-KEY-.`)
  return found
}

async function keyIn(file: string): Promise<SigningKey> {
  const text = await textOf(file)
  try {
    return openSigningKey(text.trim())
  } catch {
    throw new TaskError(
      `${file} holds no key. Make one with: openssl genpkey -algorithm ed25519 -outform DER | base64 -w0`,
    )
  }
}

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: Error) => {
    throw new TaskError(`${file} cannot be read (${error.message}).`)
  })
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

/** Parses the arguments of a task: one file name and its options. */
export function parseFileOptions<O extends Options>(words: string[], options: O) {
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args: withKeys(words), allowPositionals: true, options })
    } catch (error) {
      throw new UsageError((error as Error).message)
    }
  })()
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new UsageError('Which file? Give one name.')
  return { values, file: resolve(file) }
}

/** Turns errors that the operator can correct into TaskErrors, printed without a stack trace. */
export async function asTaskErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BackupError) throw new TaskError(error.message)
    throw error
  }
}

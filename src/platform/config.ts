// Reads every setting once at the start; the error for an invalid one says what to set. docs/configuration.md
// lists them, and a test compares the two.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import { isNetwork } from './http/outbound.ts'
import { makeKey, readRing, type KeySource } from './key-service.ts'
import { makeSigningKey, openSigningKey } from './signing-key.ts'

export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

export class ConfigError extends Error {}

export type Config = {
  port: number
  host: string
  /** The URL of the service for its users: scheme, host and port, without a path. */
  publicUrl: string
  /** The folder of the built-in database and the attachments. */
  dataFolder: string
  /** Folder of the files of evidence, named by their hash. */
  attachmentsFolder: string
  importsFolder: string
  /** URL of a PostgreSQL server to use instead of the built-in one. */
  databaseUrl: string | undefined
  /** URL of the same database with the role for requests, where Arraigo may not create that role. */
  appUrl: string | undefined
  /** Signs sessions; anyone who knows it can sign in as any user. */
  secret: string
  /** Private key that seals the disclosure log; anyone who has it can forge seals. */
  sealKey: string
  /** Key-encryption keys: from the environment or a file; never in the database or its backup. */
  keys: KeySource
  /** File with a copy of each seal, which the database cannot change. */
  checkpointsFile: string
  /** File that lists erased people: they are erased again after a restore. Worth a copy elsewhere. */
  erasuresFile: string
  /** Whether the last x-forwarded-for entry is the client's address, because our own proxy wrote it. */
  trustProxy: boolean
  /** Non-public addresses that organisation sign-on may connect to. */
  signOnPrivate: readonly string[]
  /** Requests per minute of one account; an address may make twenty times as many. */
  perMinute: number
  /** Whether an empty database is filled with the invented network and its sign-ins. */
  demonstration: boolean
  packFolder: string
  /** The street map under maps, a PMTiles file. */
  streetsFile: string | undefined
}

const yesOrNo = z.enum(['yes', 'no'], 'yes or no')

const Settings = z.object({
  PORT: z._default(z.string().check(z.refine(isPort, 'a number from 1 to 65535')), '3000'),
  HOST: z._default(
    z.string().check(z.refine(isHost, 'an address of this machine, such as 0.0.0.0')),
    '127.0.0.1',
  ),
  PUBLIC_URL: z.optional(
    z
      .string()
      .check(
        z.refine(isPublicUrl, 'https:// and a name, such as https://arraigo.example.org, without a path'),
      ),
  ),
  ARRAIGO_DATA: z._default(z.string(), join(projectFolder, 'data')),
  DATABASE_URL: z.optional(
    z
      .string()
      .check(z.refine(isDatabaseUrl, 'an address such as postgresql://user:password@host:5432/database')),
  ),
  DATABASE_APP_URL: z.optional(
    z
      .string()
      .check(z.refine(isDatabaseUrl, 'an address such as postgresql://role:password@host:5432/database')),
  ),
  SECRET: z.optional(
    z.string().check(z.minLength(32, '32 characters or more, for example from: openssl rand -base64 32')),
  ),
  SEAL_KEY: z.optional(
    z
      .string()
      .check(
        z.refine(isSigningKey, 'a key from: openssl genpkey -algorithm ed25519 -outform DER | base64 -w0'),
      ),
  ),
  ARRAIGO_KEY: z.optional(
    z.string().check(z.refine(isRing, 'one key or more, each from: openssl rand -base64 32')),
  ),
  TRUST_PROXY: z._default(yesOrNo, 'no'),
  SIGN_ON_PRIVATE: z._default(
    z
      .string()
      .check(
        z.refine((value) => listed(value).every(isNetwork), 'addresses or networks, such as 10.0.0.0/8'),
      ),
    '',
  ),
  REQUESTS_PER_MINUTE: z._default(
    z.string().check(z.regex(/^[1-9]\d{1,5}$/u, 'a number from 10 to 999999')),
    '600',
  ),
  ARRAIGO_DEMO: z.optional(yesOrNo),
  ARRAIGO_PACK: z._default(z.string(), join(projectFolder, 'packs', 'integrate')),
  ARRAIGO_STREETS: z.optional(
    z.string().check(z.refine((path) => existsSync(path), 'the path of a PMTiles file that is there')),
  ),
})

/** Never printed, not even when invalid. */
const SECRETS = new Set(['SECRET', 'SEAL_KEY', 'ARRAIGO_KEY', 'DATABASE_URL', 'DATABASE_APP_URL'])

/**
 * The settings as the program uses them.
 * @throws ConfigError with one line for each invalid value, saying what to set
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    settingNames
      .map((name) => [name, environment[name]?.trim() || undefined])
      .filter(([, value]) => value !== undefined),
  ) as Record<string, string>
  const parsed = z.safeParse(Settings, given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => describe(String(path[0]), given, message)).join('\n'),
    )
  }
  const { data } = parsed
  const dataFolder = resolve(data.ARRAIGO_DATA)
  return {
    port: Number(data.PORT),
    host: data.HOST,
    publicUrl: new URL(data.PUBLIC_URL ?? `http://localhost:${data.PORT}`).origin,
    dataFolder,
    attachmentsFolder: join(dataFolder, 'attachments'),
    importsFolder: join(dataFolder, 'imports'),
    databaseUrl: data.DATABASE_URL,
    appUrl: data.DATABASE_APP_URL,
    secret: data.SECRET ?? kept(dataFolder, 'secret', () => randomBytes(32).toString('base64url')),
    sealKey: data.SEAL_KEY ?? kept(dataFolder, 'seal-key', makeSigningKey),
    keys: keySource(dataFolder, data.ARRAIGO_KEY),
    checkpointsFile: join(dataFolder, 'checkpoints.jsonl'),
    erasuresFile: join(dataFolder, 'erasures.jsonl'),
    trustProxy: data.TRUST_PROXY === 'yes',
    signOnPrivate: listed(data.SIGN_ON_PRIVATE),
    perMinute: Number(data.REQUESTS_PER_MINUTE),
    // The sign-ins of the invented network are printed on the screen: they are only for trying it out
    // locally.
    demonstration: data.ARRAIGO_DEMO ? data.ARRAIGO_DEMO === 'yes' : data.PUBLIC_URL === undefined,
    packFolder: resolve(data.ARRAIGO_PACK),
    streetsFile: data.ARRAIGO_STREETS && resolve(data.ARRAIGO_STREETS),
  }
}

export const settingNames = Object.keys(Settings.shape) as (keyof typeof Settings.shape)[]

/** Splits a value at spaces and commas. */
const listed = (value: string): string[] => value.split(/[\s,]+/u).filter((one) => one !== '')

function describe(name: string, given: Record<string, string>, wanted: string): string {
  const value = SECRETS.has(name) ? 'has a value that does not fit' : `is "${given[name]}"`
  return `${name} ${value}. Set it to ${wanted}, or leave it out. docs/configuration.md explains every setting.`
}

/**
 * Generated at the first start and stored in a file, so that sessions and seals stay valid after a restart.
 */
function kept(dataFolder: string, name: string, make: () => string): string {
  const path = join(dataFolder, name)
  try {
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(path, `${make()}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new ConfigError(
        `Nothing can be kept in ${dataFolder} (${(error as Error).message}). ` +
          'Set ARRAIGO_DATA to a folder that may be written.',
      )
    }
  }
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(
      `The secret in ${path} cannot be read (${(error as Error).message}). ` +
        'Start Arraigo as the account that owns it, or set ARRAIGO_DATA to a folder of your own.',
    )
  }
}

function keySource(dataFolder: string, given: string | undefined): KeySource {
  if (given !== undefined) return { ring: given }
  kept(dataFolder, 'key', makeKey)
  return { file: join(dataFolder, 'key') }
}

function isRing(text: string): boolean {
  try {
    return readRing(text).size > 0
  } catch {
    return false
  }
}

function isSigningKey(text: string): boolean {
  try {
    return openSigningKey(text).publicKey !== ''
  } catch {
    return false
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) <= 65_535
}

function isHost(text: string): boolean {
  return text === 'localhost' || isIP(text) !== 0
}

/**
 * https, because passkeys, service workers and safe cookies need it; plain http only on one's own machine.
 */
function isPublicUrl(text: string): boolean {
  const url = URL.parse(text)
  if (!url || url.pathname !== '/' || url.search || url.hash || url.username) return false
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  )
}

function isDatabaseUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)
}

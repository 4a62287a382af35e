// Keys of keys: what is sealed with a data key can be read only with help from here, and nothing here is ever in the database.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A data key as it is stored; `kek` names the key-encryption key that wrapped it. */
export type Wrapped = { readonly kek: string; readonly bytes: Buffer }

/**
 * Wraps and unwraps data keys. In this process by default; a key service of an organisation would stand in its place.
 * `context` is bound to what is wrapped: with another, it does not open.
 */
export type KeyService = {
  /** Name of the key-encryption key that wraps from now on. */
  current(): Promise<string>
  wrap(dataKey: Buffer, context: string): Promise<Wrapped>
  /** @throws UnreadableError when its key-encryption key is gone, or what was stored was changed */
  unwrap(wrapped: Wrapped, context: string): Promise<Buffer>
}

/** It is sealed and stays so: the key is gone, or a byte of it was changed. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
/** 96 random bits (NIST SP 800-38D, 8.2.2): safe for 2^32 texts under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

export const newDataKey = (): Buffer => randomBytes(KEY_BYTES)

/** Nonce, text and tag in one piece; `context` is additional data that must be the same to open it. */
export function seal(key: Buffer, text: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** @throws UnreadableError when the key or the context is another, or anything was changed */
export function unseal(key: Buffer, sealed: Buffer, context: string): Buffer {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new UnreadableError('It cannot be opened with this key.')
  }
}

/** A new key-encryption key as it is kept: 32 bytes, base64. */
export const makeKey = (): string => randomBytes(KEY_BYTES).toString('base64')

/** A key is named by what nobody can turn back into it. */
const nameOf = (key: Buffer) =>
  createHash('sha256').update('arraigo kek\n').update(key).digest('hex').slice(0, 12)

/**
 * Key-encryption keys by name, the one that wraps first: base64 of 32 bytes each, between them spaces, commas or lines.
 * @throws Error when one is no such key, or there is none
 */
export function readRing(text: string): Map<string, Buffer> {
  const ring = new Map<string, Buffer>()
  for (const word of text.split(/[\s,]+/u).filter((each) => each !== '')) {
    const key = Buffer.from(word, 'base64')
    if (key.length !== KEY_BYTES) throw new Error('A key is 32 bytes in base64.')
    ring.set(nameOf(key), key)
  }
  if (ring.size === 0) throw new Error('There is no key.')
  return ring
}

/**
 * The key service of this process. `read` gives the ring's text, again before every wrapping and whenever a name is not
 * known: a rotation by another process is seen without a restart.
 */
export function inProcessKeys(read: () => string): KeyService {
  let ring: ReadonlyMap<string, Buffer> | undefined
  const first = () => {
    ring = readRing(read())
    return [...ring][0] as [string, Buffer]
  }
  return {
    current: async () => first()[0],
    async wrap(dataKey, context) {
      const [kek, key] = first()
      return { kek, bytes: seal(key, dataKey, context) }
    },
    async unwrap({ kek, bytes }, context) {
      if (ring?.has(kek) !== true) ring = readRing(read())
      const key = ring.get(kek)
      if (!key) throw new UnreadableError(`The key-encryption key ${kek} is gone.`)
      return unseal(key, bytes, context)
    },
  }
}

/** Where the ring comes from: the environment, which this program cannot change, or a file that it can. */
export type KeySource = { readonly ring: string } | { readonly file: string }

export const keysFrom = (source: KeySource): KeyService => inProcessKeys(() => textOf(source))

const textOf = (source: KeySource): string =>
  'ring' in source ? source.ring : readFileSync(source.file, 'utf8')

/** Puts a new key first into the file and leaves the old ones behind it. Whole or not at all, whenever it is cut short. */
export function addKey(file: string): void {
  replace(file, [makeKey(), ...linesOf(file)])
}

/**
 * Takes every key but the first out of the file: what only they wrapped can never be read again.
 * @returns their names
 */
export function dropOldKeys(file: string): string[] {
  const [, ...old] = readRing(readFileSync(file, 'utf8'))
  replace(file, linesOf(file).slice(0, 1))
  return old.map(([name]) => name)
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split(/[\s,]+/u)
    .filter((word) => word !== '')

function replace(file: string, lines: readonly string[]): void {
  const draft = `${file}.${process.pid}.partial`
  writeFileSync(draft, `${lines.join('\n')}\n`, { mode: 0o600, flush: true })
  renameSync(draft, file)
}

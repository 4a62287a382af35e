// The key-encryption keys, which wrap the data keys of encrypted texts. They are never stored in the
// database.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A data key as it is stored; `kek` names the key-encryption key that wrapped it. */
export type Wrapped = { readonly kek: string; readonly bytes: Buffer }

/**
 * Wraps and unwraps data keys. In this process by default; an external key service could implement the same
 * interface. `context` is bound to the wrapped key: unwrapping needs the same one.
 */
export type KeyService = {
  /** Name of the key-encryption key that wraps new keys. */
  current(): Promise<string>
  wrap(dataKey: Buffer, context: string): Promise<Wrapped>
  /** @throws UnreadableError when its key-encryption key was removed, or the stored bytes were changed */
  unwrap(wrapped: Wrapped, context: string): Promise<Buffer>
}

/** Decryption is impossible: the key was removed, or the stored bytes were changed. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
/** 96 random bits (NIST SP 800-38D, 8.2.2): safe for 2^32 texts under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

export const newDataKey = (): Buffer => randomBytes(KEY_BYTES)

/**
 * Encrypts with AES-256-GCM; returns nonce, text and tag. `context` is additional data, needed again to
 * decrypt.
 */
export function seal(key: Buffer, text: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** @throws UnreadableError when the key or the context differs, or the bytes were changed */
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

/** A new key-encryption key as stored: 32 bytes, base64. */
export const makeKey = (): string => randomBytes(KEY_BYTES).toString('base64')

/** The name of a key: a hash, from which the key cannot be computed. */
const nameOf = (key: Buffer) =>
  createHash('sha256').update('arraigo kek\n').update(key).digest('hex').slice(0, 12)

/**
 * Key-encryption keys by name; the first one wraps new keys. Each is base64 of 32 bytes, separated by spaces,
 * commas or line breaks.
 * @throws Error when one is invalid, or there is none
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
 * The key service of this process. `read` returns the text of the keys; it is called before every wrapping
 * and for every unknown name, so that a rotation by another process is seen without a restart.
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

/** Source of the keys: the environment, which this program cannot change, or a file, which it can. */
export type KeySource = { readonly ring: string } | { readonly file: string }

export const keysFrom = (source: KeySource): KeyService => inProcessKeys(() => textOf(source))

const textOf = (source: KeySource): string =>
  'ring' in source ? source.ring : readFileSync(source.file, 'utf8')

/** Adds a new key as the first one in the file and keeps the old ones. Atomic, also when interrupted. */
export function addKey(file: string): void {
  replace(file, [makeKey(), ...linesOf(file)])
}

/**
 * Removes every key but the first from the file: what is wrapped only with those can never be decrypted
 * again.
 * @returns the names of the removed keys
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

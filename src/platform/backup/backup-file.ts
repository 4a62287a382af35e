// The file format around the archive of a backup: compressed, signed at its end, and optionally encrypted.
// The signature covers every byte before it, and is checked before any of those bytes is interpreted.
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import * as z from 'zod/mini'
import { isSignature, type SigningKey } from '../signing-key.ts'

/** Replaces control and formatting characters, because texts of a backup are printed on a terminal. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD')

/** An error that the operator can fix; its message says how. */
export class BackupError extends Error {
  constructor(message: string) {
    super(printable(message))
  }
}

/**
 * First part of the signed text, so that a signature of this key over other data never counts for a backup.
 */
const FORM = 'arraigo.backup/1'

/**
 * The signature is the comment of an empty gzip member, which tools that unpack the file ignore. Its length
 * is fixed, so that a reader of a stream knows where the signed bytes end.
 */
const SIGNATURE_BYTES = 512
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff])
const GZIP_TAIL = Buffer.from([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])

/** In UTC, as `toISOString` writes it. */
export const BackupTime = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u))

/**
 * The signed text: format, time, key of the disclosure log, number of bytes before the signature, their
 * SHA-256.
 */
const PublicKey = z.string().check(z.regex(/^[\w-]{43}$/u))
const Words = z.tuple([z.literal(FORM), BackupTime, PublicKey, z.number(), z.string()])
const Signed = z.strictObject({ words: Words, key: PublicKey, signature: z.string() })
type Signed = z.infer<typeof Signed>

const AGE = 'age-encryption.org/v1\n'
/** Largest header of age, in bytes; it is held in memory before it is authenticated. */
const AGE_HEADER = 64 * 1024

/** Signs a backup: its time, the signing key, and the public key that seals its disclosure log. */
export type Signer = { madeAt: string; key: SigningKey; sealKey: string }

/** Yields the compressed archive and then the signature. */
export async function* signed(bytes: AsyncIterable<Buffer>, signer: Signer): AsyncIterable<Buffer> {
  const hash = createHash('sha256')
  let length = 0
  for await (const piece of bytes) {
    hash.update(piece)
    length += piece.length
    yield piece
  }
  const words: Signed['words'] = [FORM, signer.madeAt, signer.sealKey, length, hash.digest('hex')]
  yield memberOf({ words, key: signer.key.publicKey, signature: signer.key.sign(JSON.stringify(words)) })
}

/** Encrypts for the recipients (`age1…`). @throws BackupError when one is not a recipient */
export function encrypterFor(recipients: readonly string[]) {
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch {
      throw new BackupError(
        `"${recipient}" is no recipient. It begins with age1; make one with backup identity.`,
      )
    }
  }
  return async function* (bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    yield* pieces(await encrypter.encrypt(Readable.toWeb(Readable.from(bytes)) as never))
  }
}

/** What is known about a backup before it is interpreted. */
export type Evidence = {
  /**
   * `trusted`: signed with a key in `Keys`. `unknown_key`: intact, but signed with a key that anyone could
   * have made. `wrong`: changed after it was signed. `none`: of an older release, or the signature was
   * removed.
   */
  signature: 'trusted' | 'unknown_key' | 'wrong' | 'none'
  /** As the signature states; reliable only when `trusted`. */
  madeAt?: string
  key?: string
  sealKey?: string
  /** Where the trusted key is known from. */
  trust?: string
  /** Bytes of the compressed archive. */
  length: number
  sha256: string
}

/** Trusted public keys, each with a text that says where it is known from. */
export type Keys = ReadonlyMap<string, string>

export type OpenBackup = {
  /** Reads the whole file and interprets only its signature. */
  verify(keys: Keys): Promise<Evidence>
  /** The compressed archive, up to the signature that `verify` found. */
  read(evidence: Evidence): AsyncIterable<Buffer>
  close(): Promise<void>
}

/**
 * Opens a backup once for all reads, so that the verified file is the one read even if it is replaced
 * meanwhile.
 * @param identities of age, for an encrypted file
 * @throws BackupError when there is no such file, or it is encrypted and nothing is given to decrypt it
 */
export async function openBackup(file: string, identities: readonly string[] = []): Promise<OpenBackup> {
  const handle = await open(file, 'r').catch((error: Error) => {
    throw new BackupError(`${file} cannot be read (${error.message}).`)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(AGE_HEADER), 0, AGE_HEADER, 0)
    const beginning = buffer.toString('latin1', 0, bytesRead)
    const encrypted = beginning.startsWith(AGE)
    if (encrypted && !/\n--- [^\n]+\n/u.test(beginning))
      throw new BackupError(`${file} cannot be read as a whole backup (its header does not end).`)
    if (encrypted && identities.length === 0)
      throw new BackupError(
        `${file} is encrypted. Give the file with the identity of a recipient: --identity FILE.`,
      )
    const content = () => (encrypted ? decrypted(handle, identities) : plain(handle))
    return {
      verify: (keys) => verify(content(), keys).catch((error: unknown) => unreadable(file, error)),
      read: ({ length }) => firstOf(content(), length),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw unreadable(file, error)
  }
}

/** Why the backup is not proven and what the operator can do; undefined when it is proven. */
export function doubtAbout(file: string, { signature, key }: Evidence): string | undefined {
  const doubts: Record<Evidence['signature'], string | undefined> = {
    trusted: undefined,
    unknown_key:
      `${file} is signed with the key ${key}, which only the file itself vouches for: whoever edits a backup can ` +
      'sign it anew. Compare it with the key that you wrote down; if it is that one, give it with --key.',
    wrong: `${file} was edited after it was signed, or damaged. Take another copy of it.`,
    none:
      `${file} bears no signature: it was edited or cut short, or a release made it that did not sign yet. ` +
      'Take another copy of it first.',
  }
  return doubts[signature]
}

async function verify(content: AsyncIterable<Buffer>, keys: Keys): Promise<Evidence> {
  const hash = createHash('sha256')
  let length = 0
  let last = Buffer.alloc(0)
  for await (const piece of content) {
    const both = Buffer.concat([last, piece])
    const cut = Math.max(0, both.length - SIGNATURE_BYTES)
    hash.update(both.subarray(0, cut))
    length += cut
    last = both.subarray(cut)
  }
  const found = readMember(last)
  if (found === undefined)
    return { signature: 'none', length: length + last.length, sha256: hash.update(last).digest('hex') }
  const [, madeAt, sealKey, ...said] = found.words
  const { key } = found
  const evidence = { madeAt, key, sealKey, length, sha256: hash.digest('hex') }
  const whole = said[0] === length && said[1] === evidence.sha256
  if (!whole || !isSignature(found.signature, JSON.stringify(found.words), key))
    return { ...evidence, signature: 'wrong' }
  const trust = keys.get(key)
  return trust === undefined
    ? { ...evidence, signature: 'unknown_key' }
    : { ...evidence, signature: 'trusted', trust }
}

function memberOf(signature: Signed): Buffer {
  const room = SIGNATURE_BYTES - GZIP_HEAD.length - GZIP_TAIL.length
  return Buffer.concat([GZIP_HEAD, Buffer.from(JSON.stringify(signature).padEnd(room), 'latin1'), GZIP_TAIL])
}

/** Accepts only the exact bytes that `memberOf` writes, so that a signature has one encoding. */
function readMember(bytes: Buffer): Signed | undefined {
  try {
    const text = bytes.toString('latin1', GZIP_HEAD.length, bytes.length - GZIP_TAIL.length)
    const found = z.parse(Signed, JSON.parse(text))
    return memberOf(found).equals(bytes) ? found : undefined
  } catch {
    return undefined
  }
}

function plain(handle: FileHandle): AsyncIterable<Buffer> {
  return handle.createReadStream({ start: 0, autoClose: false })
}

async function* decrypted(handle: FileHandle, identities: readonly string[]): AsyncIterable<Buffer> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const source = handle.createReadStream({ start: 0, autoClose: false })
  yield* pieces(await decrypter.decrypt(Readable.toWeb(source) as never))
}

async function* pieces(stream: unknown): AsyncIterable<Buffer> {
  for await (const piece of stream as ReadableStream<Uint8Array>)
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
}

async function* firstOf(content: AsyncIterable<Buffer>, length: number): AsyncIterable<Buffer> {
  let left = length
  for await (const piece of content) {
    yield piece.subarray(0, left)
    left -= Math.min(left, piece.length)
    if (left === 0) return
  }
}

function unreadable(file: string, error: unknown): never {
  if (error instanceof BackupError) throw error
  const { message } = error as Error
  if (message.startsWith('no identity matched'))
    throw new BackupError(
      `${file} was encrypted for others: none of the identities given opens it. The one that does belongs to a ` +
        'recipient (age1…) that the backup printed; the file that "backup identity" wrote names its own in its first line.',
    )
  throw new BackupError(`${file} cannot be read as a whole backup (${message}). Take another copy of it.`)
}

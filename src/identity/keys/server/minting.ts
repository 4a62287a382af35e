// Makes keys for programs: shown once, and kept as a hash.
import { randomBytes } from 'node:crypto'
import { keyHash } from '../../../platform/secrets.ts'

/** What every key begins with, so that one is recognised in a place where it should not lie. */
const MARK = 'arraigo_'
const PREFIX_LENGTH = MARK.length + 6

/** A new key of 256 bits, how people tell it from others, and all that is kept of it. */
export function mintKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `${MARK}${randomBytes(32).toString('base64url')}`
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: keyHash(key) }
}

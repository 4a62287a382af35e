// Makes keys for programs: shown once, and kept as a hash.
import { createSecret, secretHash } from '../../../platform/secrets.ts'

/** The prefix of every key, so that a leaked one is recognised. */
const MARK = 'arraigo_'
const PREFIX_LENGTH = MARK.length + 6

/**
 * A new key of 256 bits, the prefix by which people recognise it, and the hash, which is all that is stored.
 */
export function createKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `${MARK}${createSecret()}`
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: secretHash(key) }
}

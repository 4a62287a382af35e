// Signatures and hashes of the secrets that users and programs carry; the secret itself is never stored.
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'

/** HMAC-SHA256 of a text with the installation's secret, base64url: what `ctx.sign` returns. */
export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

/** A secret of 256 bits, which nobody guesses: for a cookie, a key or a bearer header. */
export const createSecret = (): string => randomBytes(32).toString('base64url')

/**
 * SHA-256 under which a secret is stored and looked up. Nobody can choose how the hash of a guess begins near
 * that of a secret, so the time of a look-up by hash tells nothing about the secret.
 */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Eight digits twice: one call of `randomInt` is limited to 48 bits. */
const half = () => String(randomInt(100_000_000)).padStart(8, '0')

/** A one-time code of sixteen digits, as `src/kernel/one-time-code.ts` reads it. */
export const createCode = (): string => half() + half()

/**
 * The stored hash of a one-time code: keyed with the installation's secret, because all sixteen-digit codes
 * could be tried against a plain hash. Codes of different kinds have different labels.
 */
export const codeHash = (signing: (text: string) => string, label: string, code: string): Buffer =>
  Buffer.from(signing(`${label} ${code}`), 'base64url')

/** The identifier under which better-auth stores a password token (`storeIdentifier: 'hashed'`). */
export function identifierOf(token: string): string {
  return createHash('sha256').update(`reset-password:${token}`).digest('base64url')
}

// Signatures and hashes of the secrets that users and programs carry; the secret itself is never stored.
import { createHash, createHmac } from 'node:crypto'

/** HMAC-SHA256 of a text with the installation's secret, base64url: what `ctx.sign` returns. */
export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

/** SHA-256 under which the key of a program is stored and looked up. */
export const keyHash = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The identifier under which better-auth stores a password token (`storeIdentifier: 'hashed'`). */
export function identifierOf(token: string): string {
  return createHash('sha256').update(`reset-password:${token}`).digest('base64url')
}

// What is made and kept of secrets that people and programs carry: a signature or a hash, never the secret itself.
import { createHash, createHmac } from 'node:crypto'

/** HMAC-SHA256 of a text with the house's secret, base64url: what `ctx.sign` does. */
export function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}

/** How a key of a program is looked up. */
export const keyHash = (key: string): Buffer => createHash('sha256').update(key).digest()

/** How better-auth looks a password token up: the hash of its name (storeIdentifier: 'hashed'). */
export function identifierOf(token: string): string {
  return createHash('sha256').update(`reset-password:${token}`).digest('base64url')
}

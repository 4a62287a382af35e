// The installation's Ed25519 key: signs what others must be able to verify; it is stored outside the
// database.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/**
 * Signs a text; others verify it with `publicKey`. Both are base64url, the key as its 32 bytes (RFC 8037).
 */
export type SigningKey = { readonly publicKey: string; sign(text: string): string }

/** A new private key as stored: PKCS #8, DER, base64, one line. */
export function makeSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** @throws when the text is not an Ed25519 private key in that format */
export function openSigningKey(kept: string): SigningKey {
  const key = createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 key.')
  return {
    publicKey: createPublicKey(key).export({ format: 'jwk' }).x ?? '',
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

/** Verifies a signature; false also for a key or signature that is not in the canonical encoding. */
export function isSignature(signature: string, text: string, publicKey: string): boolean {
  const [bytes, point] = [signature, publicKey].map((word) => Buffer.from(word, 'base64url'))
  if (bytes?.toString('base64url') !== signature || point?.toString('base64url') !== publicKey) return false
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, bytes)
  } catch {
    return false
  }
}

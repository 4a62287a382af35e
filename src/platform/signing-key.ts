// The installation's Ed25519 key: signs what must be checkable by others, and lies outside the database it vouches for.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** Signs a text; `publicKey` is what others check it with. Both base64url, the key its 32 bytes (RFC 8037). */
export type SigningKey = { readonly publicKey: string; sign(text: string): string }

/** A new private key as it is kept: PKCS #8, DER, base64, one line. */
export function makeSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

/** @throws when the text is no Ed25519 private key in that form */
export function openSigningKey(kept: string): SigningKey {
  const key = createPrivateKey({ key: Buffer.from(kept, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 key.')
  return {
    publicKey: createPublicKey(key).export({ format: 'jwk' }).x ?? '',
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

/** Whether the holder of that key signed the text; false for a key or a signature in any other spelling. */
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

// Encrypts what is stored on this device with AES-GCM; the data key is in memory only while the user has it
// unlocked.

/** An encrypted value, as stored on the disk. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

/**
 * The row's place as additional data: an attacker who can write to the disk cannot put one row in place of
 * another.
 */
const bound = (place: string) => new TextEncoder().encode(place)

export async function sealBytes(
  key: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
  place: string,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bound(place) },
    key,
    bytes,
  )
  return { iv, bytes: sealed }
}

/** @throws when the key is wrong, or the row was changed or moved */
export async function unsealBytes(
  key: CryptoKey,
  { iv, bytes }: Sealed,
  place: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(place) }, key, bytes),
  )
}

/** Encrypts a JSON value. */
export const seal = (key: CryptoKey, value: unknown, place: string): Promise<Sealed> =>
  sealBytes(key, new TextEncoder().encode(JSON.stringify(value)), place)

export async function unseal(key: CryptoKey, sealed: Sealed, place: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(key, sealed, place))) as unknown
}

/** Imports the data key of a store; scripts can use it but not export it. */
export const dataKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

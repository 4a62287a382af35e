// Seals what is kept on this device: AES-GCM under the data key, which is in memory only while its user has it unlocked.

/** What lies on the disk instead of a value. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

/** Bound to its place, so that nobody who can write to the disk moves one sealed row over another. */
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

/** @throws when the key is another, or the row was changed or moved */
export async function unsealBytes(
  key: CryptoKey,
  { iv, bytes }: Sealed,
  place: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(place) }, key, bytes),
  )
}

/** A value of JSON. */
export const seal = (key: CryptoKey, value: unknown, place: string): Promise<Sealed> =>
  sealBytes(key, new TextEncoder().encode(JSON.stringify(value)), place)

export async function unseal(key: CryptoKey, sealed: Sealed, place: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(key, sealed, place))) as unknown
}

/** The data key of a store; from here on the page can use it and cannot read it. */
export const dataKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

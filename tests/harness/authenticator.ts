// An authenticator in software: makes a passkey (ES256, no attestation) and signs with it, correctly or with
// one fault (WebAuthn L2).
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

const b64 = (data: Buffer | string) => Buffer.from(data).toString('base64url')
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()

/** CBOR as WebAuthn needs it: small numbers, texts, bytes and maps in the given order (RFC 8949). */
function cbor(value: number | string | Buffer | ReadonlyMap<number | string, unknown>): Buffer {
  const head = (major: number, size: number) =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255])
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const pairs = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as Parameters<typeof cbor>[0])])
  return Buffer.concat([head(5, value.size), ...pairs])
}

/** Values that an honest authenticator and browser would send differently. */
export type Altered = {
  challenge: string
  origin?: string
  rpId?: string
  counter?: number
  userHandle?: string
  type?: string
  crossOrigin?: boolean
  /** Flags of the authenticator: 1 user present, 4 user verified. */
  flags?: number
  /** The credential id that is sent with the signature. */
  as?: string
}

export type Passkey = ReturnType<typeof passkey>

export function passkey(origin = 'http://localhost:3000') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const jwk = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
  const cose = cbor(
    new Map<number, number | Buffer>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x, 'base64url')],
      [-3, Buffer.from(jwk.y, 'base64url')],
    ]),
  )
  const clientData = (type: string, { challenge, origin: from = origin, crossOrigin = false }: Altered) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin }))
  function authenticatorData({ rpId = new URL(origin).hostname, counter = 1 }: Altered, flags: number) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count])
  }
  const credential = (shown: string, response: object) => ({
    id: shown,
    rawId: shown,
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    id: b64(id),
    /** What a browser sends after a passkey was made. */
    made(told: Altered) {
      const size = Buffer.from([0, id.length])
      const data = Buffer.concat([
        authenticatorData({ counter: 0, ...told }, (told.flags ?? 5) | 64),
        Buffer.alloc(16),
        size,
        id,
        cose,
      ])
      const attestation = cbor(
        new Map<string, string | Buffer | ReadonlyMap<string, never>>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, never>()],
          ['authData', data],
        ]),
      )
      return credential(b64(id), {
        clientDataJSON: b64(clientData(told.type ?? 'webauthn.create', told)),
        attestationObject: b64(attestation),
        transports: ['internal'],
      })
    },
    /** What a browser sends after a passkey was used; `key` signs instead of the passkey's own. */
    used(told: Altered, key: KeyObject = privateKey) {
      const data = authenticatorData(told, told.flags ?? 5)
      const client = clientData(told.type ?? 'webauthn.get', told)
      return credential(told.as ?? b64(id), {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), key)),
        userHandle: told.userHandle ?? b64('a handle'),
      })
    },
    key: privateKey,
  }
}

// Sends and fetches attachments as one actor, over HTTP, with a folder of the test's for the files.
import { crc32, deflateSync } from 'node:zlib'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { attachmentRoutes } from '../../src/platform/files/attachments.ts'
import { api } from '../../src/platform/http/http.ts'
import type { TestNetwork } from './network.ts'

/** The smallest possible image. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A different image for each number under 16 million. */
export function picture(number: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const pixel = Buffer.alloc(4)
  pixel.writeUInt32BE(number)
  return Buffer.concat([
    PNG.subarray(0, 8),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    chunk('IDAT', deflateSync(pixel)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PDF of empty pages; the first is as narrow and as high as the format allows. */
export function pdf(pages: number): Buffer {
  const sizes = Array.from({ length: pages }, (_, at) => (at === 0 ? '1 14400' : '300 400'))
  const kids = sizes.map((_, at) => `${at + 3} 0 R`).join(' ')
  return Buffer.from(
    [
      '%PDF-1.4',
      '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
      `2 0 obj << /Type /Pages /Kids [${kids}] /Count ${pages} >> endobj`,
      ...sizes.map(
        (size, at) => `${at + 3} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size}] >> endobj`,
      ),
      'trailer << /Root 1 0 R >>',
      '%%EOF',
    ].join('\n'),
  )
}

/**
 * The beginning of a recording as Chromium's recorder writes it (RFC 9559): one track, of sound or of video.
 */
export const webm = (track: 'sound' | 'pictures') =>
  Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581', 'hex'),
    Buffer.from('0218538067', 'hex'),
    Buffer.from('01ffffffffffffff', 'hex'),
    Buffer.from('1654ae6b', 'hex'),
    // Tracks, 13 bytes: one entry with a number and a type.
    Buffer.from([
      0x8d,
      0xae,
      0x8b,
      0xd7,
      0x81,
      1,
      0x73,
      0xc5,
      0x81,
      1,
      0x83,
      0x81,
      track === 'sound' ? 2 : 1,
      0x86,
    ]),
    Buffer.alloc(64),
  ])

export function filesOf({ app, newId }: TestNetwork, folder: string, actor: Actor) {
  const hono = api(app, async () => actor, [attachmentRoutes(folder)])
  return {
    async upload(person: Id, body: Buffer = PNG, name = 'Rosa Díaz.png', id = newId()) {
      const query = new URLSearchParams({ id, person, name })
      return {
        id,
        response: await hono.request(`/api/attachments?${query}`, {
          method: 'POST',
          body: new Uint8Array(body),
        }),
      }
    },
    download: (id: Id, method = 'GET') => hono.request(`/api/attachments/${id}`, { method }),
  }
}

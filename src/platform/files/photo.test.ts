// Tests with photographs like those of phones: the image data stays unchanged, the metadata is removed.
import { crc32 } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutMetadata } from './photo.ts'

const bytes = (...values: number[]) => Buffer.from(values)
const segment = (marker: number, body: Buffer | string) => {
  const content = Buffer.from(body as string, 'latin1')
  const head = bytes(0xff, marker, 0, 0)
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** An orientation and a location, in either byte order. */
function tiffOf(little: boolean, turned: number): Buffer {
  const tiff = Buffer.alloc(64)
  tiff.write(little ? 'II' : 'MM', 0, 'latin1')
  const short = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  short(42, 2)
  long(8, 4)
  short(2, 8)
  short(0x0112, 10)
  short(3, 12)
  long(1, 14)
  short(turned, 18)
  short(0x8825, 22)
  tiff.write('GPS 11.544 -72.907', 40, 'latin1')
  return tiff
}
const EXIF = Buffer.from('Exif\0\0', 'latin1')
const exif = (little: boolean, turned: number) => segment(0xe1, Buffer.concat([EXIF, tiffOf(little, turned)]))
/** The orientation alone, as `withoutMetadata` writes it. */
const bare = (turned: number) =>
  Buffer.from(
    `4d4d002a00000008000101120003000000010${turned.toString(16).padStart(3, '0')}000000000000`,
    'hex',
  )

const START = bytes(0xff, 0xd8)
const END = bytes(0xff, 0xd9)
const JFIF = segment(0xe0, 'JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0')
const TABLES = segment(0xdb, Buffer.alloc(65, 7))
const FRAME = segment(0xc2, Buffer.alloc(15, 3))
const PROFILE = segment(0xe2, 'ICC_PROFILE\0\u0001\u0001colours')
const scan = (picture: Buffer) => Buffer.concat([segment(0xda, bytes(1, 1, 0, 0, 63, 0)), picture])
const PICTURE = bytes(1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xff, 0, 5)
const drawn = [TABLES, FRAME, scan(PICTURE), segment(0xc4, Buffer.alloc(20, 9)), scan(PICTURE)]

describe('a JPEG', () => {
  test.each([true, false])(
    'loses place and time, and keeps its orientation (little-endian: %s)',
    (little) => {
      const photo = Buffer.concat([
        START,
        exif(little, 6),
        JFIF,
        segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x>GPSLatitude</x>'),
        segment(0xe2, 'MPF\0 a second picture'),
        PROFILE,
        segment(0xed, 'Photoshop 3.0 by-line Ana'),
        segment(0xfe, 'a comment'),
        ...drawn,
        END,
        Buffer.from('trailer of the telephone GPS'),
      ])
      const clean = withoutMetadata('image/jpeg', photo) as Buffer
      for (const metadata of ['GPS', 'Ana', 'comment', 'second picture', 'trailer'])
        expect(clean.includes(metadata), metadata).toBe(false)
      const turned = clean.subarray(2, clean.indexOf(JFIF))
      expect(clean).toEqual(Buffer.concat([START, turned, JFIF, PROFILE, ...drawn, END]))
      expect([turned.toString('latin1', 4, 8), turned.readUInt16BE(28), turned.length]).toEqual([
        'Exif',
        6,
        36,
      ])
      expect(withoutMetadata('image/jpeg', clean)).toEqual(clean)
    },
  )

  test('that is upright keeps no Exif at all', () => {
    const photo = Buffer.concat([START, exif(true, 1), ...drawn, END])
    expect(withoutMetadata('image/jpeg', photo)).toEqual(Buffer.concat([START, ...drawn, END]))
  })

  test('loses the preview in its JFIF, bytes after the colour marker, and segments that are not needed', () => {
    const preview = segment(
      0xe0,
      'JFIF\0\u0001\u0001\0\0\u0001\0\u0001\u0001\u0001 Ana before she was cut away',
    )
    const adobe = 'Adobe\0\u0064\0\0\0\0\u0001'
    const reserved = [0x02, 0xbf, 0xe0, 0xe2, 0xf0, 0xfd].map((marker) => segment(marker, 'Ana, GPS'))
    const photo = Buffer.concat([START, preview, segment(0xee, `${adobe}Ana`), ...reserved, ...drawn, END])
    expect(withoutMetadata('image/jpeg', photo)).toEqual(
      Buffer.concat([START, JFIF, segment(0xee, adobe), ...drawn, END]),
    )
  })

  test('that is cut off or is not a JPEG is refused', () => {
    const photo = Buffer.concat([START, JFIF, ...drawn, END])
    for (let length = 3; length < photo.length; length++)
      expect(withoutMetadata('image/jpeg', photo.subarray(0, length))).toBeUndefined()
  })
})

const pngChunk = (name: string, body: string, crc = 'crc!') => {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  return Buffer.concat([head, Buffer.from(name + body + crc, 'latin1')])
}
const webpChunk = (name: string, body: Buffer) => {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
const webpFile = (flags: number, ...chunks: Buffer[]) => {
  const body = Buffer.concat([webpChunk('VP8X', bytes(flags, 0, 0, 0, 1, 0, 0, 1, 0, 0)), ...chunks])
  const head = Buffer.from('RIFF0000WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

test.each([true, false])(
  'a PNG and a WebP keep their orientation and lose their location (little-endian: %s)',
  (little) => {
    const head = Buffer.from('89504e470d0a1a0a', 'hex')
    const [size, picture, end] = [pngChunk('IHDR', 'size'), pngChunk('IDAT', 'p'), pngChunk('IEND', '')]
    const metadata = (turned: number) => pngChunk('eXIf', tiffOf(little, turned).toString('latin1'))
    const png = withoutMetadata('image/png', Buffer.concat([head, size, metadata(6), picture, end])) as Buffer
    const crc = Buffer.alloc(4)
    crc.writeUInt32BE(crc32(Buffer.concat([Buffer.from('eXIf'), bare(6)])))
    const kept = pngChunk('eXIf', bare(6).toString('latin1'), crc.toString('latin1'))
    expect(png).toEqual(Buffer.concat([head, size, kept, picture, end]))
    expect(withoutMetadata('image/png', Buffer.concat([head, size, metadata(1), picture, end]))).toEqual(
      Buffer.concat([head, size, picture, end]),
    )

    const drawn = webpChunk('VP8 ', bytes(1, 2, 3))
    const tiff = tiffOf(little, 6)
    for (const body of [tiff, Buffer.concat([EXIF, tiff])])
      expect(
        withoutMetadata(
          'image/webp',
          webpFile(0x1c, drawn, webpChunk('EXIF', body), webpChunk('XMP ', tiff)),
        ),
      ).toEqual(webpFile(0x18, drawn, webpChunk('EXIF', bare(6))))
    expect(
      withoutMetadata('image/webp', webpFile(0x1c, drawn, webpChunk('EXIF', tiffOf(little, 1)))),
    ).toEqual(webpFile(0x10, drawn))
  },
)

test('a PNG keeps the chunks needed to decode it and no metadata', () => {
  const chunk = pngChunk
  const head = Buffer.from('89504e470d0a1a0a', 'hex')
  const [size, picture, end] = [chunk('IHDR', 'size'), chunk('IDAT', 'picture'), chunk('IEND', '')]
  const metadata = ['tEXt', 'eXIf', 'iTXt', 'tIME', 'caBX', 'prVt'].map((name) => chunk(name, 'Ana, GPS'))
  const trailer = Buffer.from('what a telephone puts behind it')
  expect(
    withoutMetadata('image/png', Buffer.concat([head, size, ...metadata, picture, end, trailer])),
  ).toEqual(Buffer.concat([head, size, picture, end]))
  expect(withoutMetadata('image/png', Buffer.concat([head, size, picture]))).toBeUndefined()
})

test('a WebP keeps its picture, and its header no longer announces metadata', () => {
  const [chunk, file] = [webpChunk, webpFile]
  const picture = chunk('VP8 ', bytes(1, 2, 3))
  const metadata = ['EXIF', 'XMP ', 'C2PA', 'own1'].map((name) => chunk(name, Buffer.from('Ana, GPS')))
  const photo = Buffer.concat([
    file(0x1c, picture, ...metadata),
    chunk('VP8 ', Buffer.from('behind its end')),
  ])
  expect(withoutMetadata('image/webp', photo)).toEqual(file(0x10, picture))
})

test('a file of millions of empty parts is refused: each would cost the server far more than its bytes', () => {
  const file = (start: Buffer, part: Buffer, end: Buffer, parts: number) =>
    Buffer.concat([start, Buffer.alloc(parts * part.length, part), end])
  const webp = Buffer.from('RIFF\xff\xff\xff\x7fWEBP', 'latin1')
  const pngEnd = Buffer.from('\0\0\0\0IENDcrc!', 'latin1')
  const kinds: [string, Buffer, Buffer, Buffer][] = [
    ['image/jpeg', START, segment(0xdb, ''), END],
    ['image/jpeg', START, segment(0xfe, ''), END],
    ['image/png', Buffer.alloc(8), Buffer.from('\0\0\0\0IDATcrc!', 'latin1'), pngEnd],
    ['image/webp', webp, Buffer.from('VP8L\0\0\0\0', 'latin1'), Buffer.alloc(0)],
  ]
  for (const [kind, start, part, end] of kinds) {
    expect(withoutMetadata(kind, file(start, part, end, 9000)) !== undefined, kind).toBe(true)
    expect(withoutMetadata(kind, file(start, part, end, 1_000_000)) === undefined, kind).toBe(true)
  }
})

test('any bytes are either returned without metadata or refused', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('image/jpeg', 'image/png', 'image/webp', 'application/pdf'),
      fc.uint8Array({ maxLength: 400 }),
      (kind, junk) => {
        const clean = withoutMetadata(kind, Buffer.concat([START, Buffer.from(junk)]))
        expect(clean === undefined || clean.length <= junk.length + 12).toBe(true)
      },
    ),
  )
})

// Removes the metadata of a photograph: where it was taken, when, with which phone.
import { crc32 } from 'node:zlib'

/**
 * Most segments or chunks of a file: a photograph has some dozens, a large PNG some thousands; each costs far
 * more than a byte.
 */
const MOST_PARTS = 10_000

/** Body lengths, in bytes, of JFIF (ITU-T T.871, 10.1) and of Adobe's colour marker; a preview may follow. */
const JFIF_LENGTH = 14
const ADOBE_LENGTH = 12

/**
 * The part of a segment needed to decode a JPEG: tables, frames and scans (T.81, table B.1), JFIF without its
 * preview, the colour profile and Adobe's colour marker. Undefined for comments, segments of other
 * applications and reserved ones.
 */
function drawnOf(marker: number, segment: Buffer): Buffer | undefined {
  const names = (name: string) => segment.toString('latin1', 4, 4 + name.length) === name
  if (marker === 0xe0) return names('JFIF\0') ? withBody(segment, JFIF_LENGTH) : undefined
  if (marker === 0xe2) return names('ICC_PROFILE\0') ? segment : undefined
  if (marker === 0xee) return names('Adobe') ? withBody(segment, ADOBE_LENGTH) : undefined
  return marker >= 0xc0 && marker <= 0xdf ? segment : undefined
}

/**
 * The segment with at most `length` bytes of its body; in JFIF the last two then say that there is no
 * preview.
 */
function withBody(segment: Buffer, length: number): Buffer {
  if (segment.length <= 4 + length) return segment
  const cut = Buffer.from(segment.subarray(0, 4 + length))
  cut.writeUInt16BE(2 + length, 2)
  if (length === JFIF_LENGTH) cut.fill(0, 16)
  return cut
}

/**
 * Chunks needed to decode a PNG (third edition, 11.2 and 11.3) and a WebP (RFC 9649); all others are removed.
 */
const DRAWS_PNG = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(
    ' ',
  ),
)
const DRAWS_WEBP = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X for Exif and XMP. */
const WEBP_EXIF = 0x08
const WEBP_XMP = 0x04

/**
 * The same picture without its metadata (Exif, XMP, IPTC, comments, previews, bytes after its end): JPEG, PNG
 * and WebP. The orientation stays. Other types are returned unchanged: a PDF keeps its metadata.
 * @returns undefined when the file is not valid for its type
 */
export function withoutMetadata(mediaType: string, file: Buffer): Buffer | undefined {
  try {
    if (mediaType === 'image/jpeg') return ofJpeg(file)
    if (mediaType === 'image/png') return ofPng(file)
    if (mediaType === 'image/webp') return ofWebp(file)
    return file
  } catch (error) {
    // A length points beyond the end of the file.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Source: ITU-T T.81, annex B. */
function ofJpeg(file: Buffer): Buffer | undefined {
  const kept: Buffer[] = [file.subarray(0, 2)]
  let at = 2
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at++
    if (file.readUInt8(at) !== 0xff) return undefined
    const marker = file.readUInt8(at + 1)
    if (marker === 0xd9) return Buffer.concat([...kept, file.subarray(at, at + 2)])
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (end > file.length || end < at + 4) return undefined
    const drawn = drawnOf(marker, file.subarray(at, end))
    const turned = marker === 0xe1 ? turnedBy(file.subarray(at + 4, end)) : undefined
    if (drawn) kept.push(drawn)
    if (turned) kept.push(exifSegment(turned))
    at = end
    if (marker === 0xda) {
      const next = endOfScan(file, at)
      kept.push(file.subarray(at, next))
      at = next
    }
  }
  return undefined
}

/** The position after the image data, which ends at a marker that is neither a stuffed zero nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at < file.length; at++) {
    if (file[at] !== 0xff) continue
    const marker = file.readUInt8(at + 1)
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at
  }
  return file.length
}

const EXIF = Buffer.from('Exif\0\0', 'latin1')

/**
 * Exif that contains only the orientation; undefined when there is none or the picture is upright. Tag 0x0112
 * of the first directory, values 2 to 8. Source: CIPA DC-008 (Exif), 4.6.
 */
function turnedBy(exif: Buffer): Buffer | undefined {
  const tiff = exif.indexOf(EXIF) === 0 ? exif.subarray(EXIF.length) : exif
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  try {
    const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let entry = 0; entry < short(first); entry++) {
      const at = first + 2 + entry * 12
      if (short(at) === 0x0112) {
        const turned = short(at + 8)
        return turned >= 2 && turned <= 8 ? tiffOf(turned) : undefined
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

function tiffOf(turned: number): Buffer {
  const tiff = Buffer.from(
    'MM\0\u002a\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\0\0\0\0\0\0\0',
    'latin1',
  )
  tiff.writeUInt16BE(turned, 18)
  return tiff
}

function exifSegment(tiff: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(2 + EXIF.length + tiff.length, 2)
  return Buffer.concat([head, EXIF, tiff])
}

function pngChunk(name: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(content))
  return Buffer.concat([size, content, sum])
}

function webpChunk(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** Source: PNG, third edition, 5.3. */
function ofPng(file: Buffer): Buffer | undefined {
  const kept: Buffer[] = [file.subarray(0, 8)]
  for (let at = 8, parts = 0; parts < MOST_PARTS; parts++) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length) return undefined
    const name = file.toString('latin1', at + 4, at + 8)
    const turned = name === 'eXIf' ? turnedBy(file.subarray(at + 8, end - 4)) : undefined
    if (DRAWS_PNG.has(name)) kept.push(file.subarray(at, end))
    if (turned) kept.push(pngChunk('eXIf', turned))
    at = end
    if (name === 'IEND') return Buffer.concat(kept)
  }
  return undefined
}

/** Source: RFC 9649. */
function ofWebp(file: Buffer): Buffer | undefined {
  const kept: Buffer[] = []
  const whole = Math.min(8 + file.readUInt32LE(4), file.length)
  for (let at = 12, parts = 0; at + 8 <= whole; parts++) {
    if (parts === MOST_PARTS) return undefined
    const size = file.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > file.length) return undefined
    const name = file.toString('latin1', at, at + 4)
    const turned = name === 'EXIF' ? turnedBy(file.subarray(at + 8, at + 8 + size)) : undefined
    if (DRAWS_WEBP.has(name)) kept.push(Buffer.from(file.subarray(at, end)))
    if (turned) kept.push(webpChunk('EXIF', turned))
    at = end
  }
  const bits = kept.some((chunk) => chunk.toString('latin1', 0, 4) === 'EXIF') ? WEBP_EXIF : 0
  for (const chunk of kept)
    if (chunk.toString('latin1', 0, 4) === 'VP8X')
      chunk.writeUInt8((chunk.readUInt8(8) & ~(WEBP_EXIF | WEBP_XMP)) | bits, 8)
  const head = Buffer.from(file.subarray(0, 12))
  head.writeUInt32LE(4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return Buffer.concat([head, ...kept])
}

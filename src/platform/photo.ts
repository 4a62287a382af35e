// Takes out of a photograph what it says beside the picture: where it was taken, when, with whose telephone.

/** Segments or chunks of a file: a photograph has some dozens, a large PNG some thousands; each costs far more than a byte. */
const MOST_PARTS = 10_000

/** Bytes of the body that JFIF (ITU-T T.871, 10.1) and Adobe's note of how colours are written have: a preview may follow. */
const JFIF_LENGTH = 14
const ADOBE_LENGTH = 12

/**
 * What a JPEG is drawn with of a segment: tables, frames and scans (T.81, table B.1), JFIF without its preview, the colour
 * profile and Adobe's note. Comments, other applications' segments and reserved ones draw nothing.
 */
function drawnOf(marker: number, segment: Buffer): Buffer | undefined {
  const names = (name: string) => segment.toString('latin1', 4, 4 + name.length) === name
  if (marker === 0xe0) return names('JFIF\0') ? withBody(segment, JFIF_LENGTH) : undefined
  if (marker === 0xe2) return names('ICC_PROFILE\0') ? segment : undefined
  if (marker === 0xee) return names('Adobe') ? withBody(segment, ADOBE_LENGTH) : undefined
  return marker >= 0xc0 && marker <= 0xdf ? segment : undefined
}

/** The segment with no more than `length` bytes of its body; a JFIF that loses its preview says so in its last two. */
function withBody(segment: Buffer, length: number): Buffer {
  if (segment.length <= 4 + length) return segment
  const cut = Buffer.from(segment.subarray(0, 4 + length))
  cut.writeUInt16BE(2 + length, 2)
  if (length === JFIF_LENGTH) cut.fill(0, 16)
  return cut
}

/** Chunks that a PNG (third edition, 11.2 and 11.3) and a WebP (RFC 9649) are drawn with; what is not named here goes. */
const DRAWS_PNG = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(
    ' ',
  ),
)
const DRAWS_WEBP = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits of VP8X that say there is Exif or XMP. */
const WEBP_FLAGS = 0x08 | 0x04

/**
 * The same picture without its metadata (Exif, XMP, IPTC, comments, previews, whatever follows its end): JPEG, PNG and
 * WebP. Which way up a JPEG is stays. Other kinds come back as they are: a PDF keeps what it says.
 * @returns undefined when the file is not built as its kind says
 */
export function withoutMetadata(mediaType: string, file: Buffer): Buffer | undefined {
  try {
    if (mediaType === 'image/jpeg') return ofJpeg(file)
    if (mediaType === 'image/png') return ofPng(file)
    if (mediaType === 'image/webp') return ofWebp(file)
    return file
  } catch (error) {
    // Lengths that point beyond the file.
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
    const turned = marker === 0xe1 ? orientationOf(file.subarray(at + 4, end)) : undefined
    if (drawn) kept.push(drawn)
    if (turned !== undefined) kept.push(orientation(turned))
    at = end
    if (marker === 0xda) {
      const next = endOfScan(file, at)
      kept.push(file.subarray(at, next))
      at = next
    }
  }
  return undefined
}

/** The picture itself runs until a marker that is neither a stuffed zero nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; at < file.length; at++) {
    if (file[at] !== 0xff) continue
    const marker = file.readUInt8(at + 1)
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at
  }
  return file.length
}

/** Tag 0x0112 of the first directory, 2 to 8; 1 is upright and needs no word. Source: CIPA DC-008 (Exif), 4.6. */
function orientationOf(exif: Buffer): number | undefined {
  if (exif.toString('latin1', 0, 4) !== 'Exif' || exif.length < 14) return undefined
  const tiff = exif.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  try {
    const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let entry = 0; entry < short(first); entry++) {
      const at = first + 2 + entry * 12
      if (short(at) === 0x0112) {
        const turned = short(at + 8)
        return turned >= 2 && turned <= 8 ? turned : undefined
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

/** An Exif segment that says which way up and nothing else. */
function orientation(turned: number): Buffer {
  const exif = Buffer.from(
    'Exif\0\0MM\0\u002a\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\0\0\0\0\0\0\0',
    'latin1',
  )
  exif.writeUInt16BE(turned, 24)
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(exif.length + 2, 2)
  return Buffer.concat([head, exif])
}

/** Source: PNG, third edition, 5.3. */
function ofPng(file: Buffer): Buffer | undefined {
  const kept: Buffer[] = [file.subarray(0, 8)]
  for (let at = 8, parts = 0; parts < MOST_PARTS; parts++) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length) return undefined
    const name = file.toString('latin1', at + 4, at + 8)
    if (DRAWS_PNG.has(name)) kept.push(file.subarray(at, end))
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
    const chunk = Buffer.from(file.subarray(at, end))
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~WEBP_FLAGS, 8)
    if (DRAWS_WEBP.has(name)) kept.push(chunk)
    at = end
  }
  const head = Buffer.from(file.subarray(0, 12))
  head.writeUInt32LE(4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), 4)
  return Buffer.concat([head, ...kept])
}

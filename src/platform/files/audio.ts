// Recognises a voice recording by its content: sound only, and no location in its metadata.

/** The media types of a recording, with the file extension of a download. */
export const SOUNDS: Readonly<Record<string, string>> = {
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
}

/**
 * The media type of a recording, from the type of its first bytes and its content; undefined for anything
 * else. A browser's recorder writes WebM (Chromium), Ogg (Firefox) or MP4 (Safari), which could contain video
 * too.
 */
export function soundIn(looksLike: string, file: Buffer): string | undefined {
  const kind = looksLike.split(';')[0] ?? ''
  if (kind === 'video/webm') return isSoundOnlyWebm(file) ? 'audio/webm' : undefined
  if (kind === 'audio/mp4' || kind === 'audio/x-m4a' || kind === 'video/mp4')
    return isSoundOnlyMp4(file) && !hasLocation(file) ? 'audio/mp4' : undefined
  return Object.hasOwn(SOUNDS, kind) ? kind : undefined
}

/** Source: RFC 9559 (Matroska), Tracks 0x1654AE6B, TrackType 0x83: 1 is a picture, 2 is sound. */
function isSoundOnlyWebm(file: Buffer): boolean {
  const at = file.indexOf(Buffer.from([0x16, 0x54, 0xae, 0x6b]))
  if (at < 0 || at + 12 > file.length) return false
  const first = file[at + 4] ?? 0
  const width = Math.clz32(first) - 23
  if (width > 8) return false
  let size = first & (0xff >> width)
  for (let next = 1; next < width; next++) size = size * 256 + (file[at + 4 + next] ?? 0)
  const tracks = file.subarray(at + 4 + width, at + 4 + width + size)
  const has = (type: number) => tracks.includes(Buffer.from([0x83, 0x81, type]))
  return has(2) && !has(1)
}

/** Source: ISO/IEC 14496-12, 8.4.3: the handler of each track states its kind. */
function isSoundOnlyMp4(file: Buffer): boolean {
  const handlers = new Set<string>()
  for (let at = file.indexOf('hdlr'); at >= 0; at = file.indexOf('hdlr', at + 4))
    handlers.add(file.toString('latin1', at + 12, at + 16))
  return handlers.has('soun') && !handlers.has('vide') && !handlers.has('pict')
}

/** Whether the file has the metadata fields in which a phone's own recorder stores the location. */
const hasLocation = (file: Buffer): boolean =>
  ['\u{a9}xyz', 'loci', 'com.apple.quicktime.location'].some((mark) => file.includes(mark, 0, 'latin1'))

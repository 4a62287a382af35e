// Reads what a pack says aloud and shows: recordings of its texts, and pictures beside them. Both come from outside, and
// are taken by their content.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import * as z from 'zod/mini'
import { Label, PackRecording, type Picture, TextKey } from '../../kernel/packs/pack.ts'
import { soundIn } from '../files/audio.ts'
import { PackError, readJson, type Finding } from './pack-file.ts'

/** Bytes: half a minute of speech is about a hundred thousand. */
export const SOUND_LIMIT = 700_000
/** What old phones play too. */
const TYPES = ['audio/webm', 'audio/ogg', 'audio/mp4', 'audio/mpeg']

/** The media type of a recording that is small enough and of a kind that phones play; undefined for anything else. */
export async function spokenSound(bytes: Buffer): Promise<string | undefined> {
  if (bytes.length === 0 || bytes.length > SOUND_LIMIT) return undefined
  const looksLike = await fileTypeFromBuffer(bytes)
  const type = looksLike && soundIn(looksLike.mime, bytes)
  return type !== undefined && TYPES.includes(type) ? type : undefined
}

export const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

/** A file of the pack by a name within its folder that leads nowhere else. */
const FileName = z.string().check(z.regex(/^(?:[a-z0-9_.-]+\/)?[a-z0-9_-][a-z0-9_.-]*$/u))

const { sound: _sound, type: _type, ...recorded } = PackRecording.shape
const Recordings = z.array(z.strictObject({ ...recorded, file: FileName }))
const Pictures = z.array(z.strictObject({ key: TextKey, alt: Label, file: FileName }))

type Sound = { type: string; bytes: Buffer }

/** `recordings/manifest.json`, and the sounds it names. @throws PackError */
export async function readSounds(
  folder: string,
): Promise<{ recordings: PackRecording[]; sounds: ReadonlyMap<string, Sound> }> {
  const recordings: PackRecording[] = []
  const sounds = new Map<string, Sound>()
  const faults: Finding[] = []
  for (const { file, ...one } of await manifestOf(folder, 'recordings', Recordings)) {
    const bytes = await readFile(join(folder, 'recordings', file)).catch(() => Buffer.alloc(0))
    const type = await spokenSound(bytes)
    if (type === undefined) {
      faults.push({ at: `recordings/${file}`, message: `not a sound of at most ${SOUND_LIMIT} bytes` })
      continue
    }
    const sound = hashOf(bytes)
    sounds.set(sound, { type, bytes })
    recordings.push({ ...one, sound, type })
  }
  if (faults.length > 0) throw new PackError(folder, faults)
  return { recordings, sounds }
}

/** A picture holds nothing but paths, each in one tone; whatever else an SVG may hold is refused. */
const DRAWING =
  /^\s*<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 96 96">(?<shapes>[\s\S]*)<\/svg>\s*$/u
const SHAPE = /\s*<path class="(?<tone>line|leaf|sun)" d="(?<d>[^"<>&]+)"\s*\/>\s*/uy

/** `pictures/manifest.json`, and the drawings it names. @throws PackError */
export async function readPictures(folder: string): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const { file, ...one } of await manifestOf(folder, 'pictures', Pictures)) {
    const text = await readFile(join(folder, 'pictures', file), 'utf8').catch(() => '')
    const shapes = shapesOf(text)
    if (shapes === undefined)
      throw new PackError(folder, [
        {
          at: `pictures/${file}`,
          message: 'not an <svg viewBox="0 0 96 96"> of <path class="line|leaf|sun" d="…"/>',
        },
      ])
    pictures.push({ ...one, shapes })
  }
  return pictures
}

/** The shapes of a drawing; undefined when it holds anything else. */
export function shapesOf(svg: string): Picture['shapes'] | undefined {
  const inside = DRAWING.exec(svg)?.groups?.['shapes']
  if (inside === undefined) return undefined
  const shapes: Picture['shapes'] = []
  SHAPE.lastIndex = 0
  while (SHAPE.lastIndex < inside.length) {
    const found = SHAPE.exec(inside)?.groups as Picture['shapes'][number] | undefined
    if (!found) return undefined
    shapes.push({ d: found.d, tone: found.tone })
  }
  return shapes
}

async function manifestOf<T extends z.ZodMiniType<unknown[]>>(
  folder: string,
  part: string,
  shape: T,
): Promise<z.output<T>> {
  const path = join(folder, part, 'manifest.json')
  const content = await readJson(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const parsed = z.safeParse(shape, content)
  if (parsed.success) return parsed.data
  throw new PackError(
    folder,
    parsed.error.issues.map(({ path: at, message }) => ({ at: `${part} ${at.join('.')}`, message })),
  )
}

// Uploads a file; refusals are Problems, as of every request.
import { tooLarge } from '../kernel/problem.ts'
import { KEPT_FILE_BYTES, newId, useDrafts } from './data.tsx'
import { request, Unreachable } from './request.ts'

/** Of a device: a file that is too large to wait there for a network. */
const attachmentTooLargeToWait = tooLarge('attachment.too_large_to_wait')

/** A file that is sent again, because no answer came, is the same one. */
const ids = new WeakMap<File, string>()

/**
 * Sends the file with the fields about it, under an id of its own: once, however often it is sent.
 * @returns that id
 * @throws Problem, Unreachable, Broken
 */
export async function upload(address: string, about: Record<string, string>, file: File): Promise<string> {
  const id = ids.get(file) ?? newId()
  ids.set(file, id)
  const name = file.name.slice(-200)
  await request(`${address}?${new URLSearchParams({ id, name, ...about })}`, { file })
  return id
}

/**
 * For a command that may be made without a network: gives it the file of a person. Where this device has an encrypted
 * store the command takes the file itself: both wait there, and the command gets the id once the file was uploaded.
 * @throws Problem, Unreachable, Broken
 */
export function useAttach(): (person: string, file: File | undefined) => Promise<string | undefined> {
  const store = useDrafts()
  return async (person, file) => {
    if (file === undefined) return undefined
    // The type of the input is that of what is sent; the device replaces the file by its id before that.
    if (store && file.size <= KEPT_FILE_BYTES) return file as unknown as string
    try {
      return await upload('/api/attachments', { person }, file)
    } catch (error) {
      throw store && error instanceof Unreachable ? attachmentTooLargeToWait() : error
    }
  }
}

/** In pixels: a page on a photograph is still read easily. */
const LONG_EDGE = 2000

/** A photograph that is small enough to wait on a device; any other file as it is. */
export async function smaller(file: File): Promise<File> {
  if (file.size <= KEPT_FILE_BYTES || !file.type.startsWith('image/')) return file
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (!picture) return file
  const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height))
  const size = [Math.round(picture.width * scale), Math.round(picture.height * scale)] as const
  const canvas = new OffscreenCanvas(...size)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, ...size)
  picture.close()
  const content = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
  return new File([content], `${file.name.replace(/\.\w+$/u, '')}.jpg`, { type: 'image/jpeg' })
}

/** That a field of a form shows what is wrong with a file. */
export const wrongFile = <Name extends string>(name: Name) => ({
  'attachment.empty': name,
  'attachment.heic': name,
  'attachment.too_large': name,
  'attachment.too_large_to_wait': name,
  'attachment.wrong_type': name,
})

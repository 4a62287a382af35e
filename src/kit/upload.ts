// Uploads a file; refusals are Problems, as of every request.
import { newId } from './data.tsx'
import { request } from './request.ts'

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

/** That a field of a form shows what is wrong with a file. */
export const wrongFile = <Name extends string>(name: Name) => ({
  'attachment.empty': name,
  'attachment.heic': name,
  'attachment.too_large': name,
  'attachment.wrong_type': name,
})

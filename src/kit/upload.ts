// Uploads a file; refusals are Problems, as of every request.
import { request } from './request.ts'

/** Sends the file with the fields about it. @throws Problem, Unreachable, Broken */
export const upload = (address: string, about: Record<string, string>, file: File) =>
  request<void>(`${address}?${new URLSearchParams(about)}`, { file })

/** That a field of a form shows what is wrong with a file. */
export const wrongFile = <Name extends string>(name: Name) => ({
  'attachment.empty': name,
  'attachment.heic': name,
  'attachment.too_large': name,
  'attachment.wrong_type': name,
})

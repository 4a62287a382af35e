// Uploads a file; refusals are Problems, as of every request.
import { request } from './request.ts'

/** Sends the file with the fields about it. @throws Problem, Unreachable, Broken */
export const upload = (address: string, about: Record<string, string>, file: File) =>
  request<void>(`${address}?${new URLSearchParams(about)}`, { file })

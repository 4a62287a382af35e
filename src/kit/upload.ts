// Sends a file to an address that takes files; it answers in Problems like every other.
import { request } from './request.ts'

/** Sends the file with what is said of it. @throws Problem, Unreachable, Broken */
export const upload = (address: string, about: Record<string, string>, file: File) =>
  request<void>(`${address}?${new URLSearchParams(about)}`, { file })

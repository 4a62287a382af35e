// Gets a file from the server and saves it.
import { reached, send } from './request.ts'

/** The browser reads a saved file some time after the click. */
const HELD_MS = 60_000

/**
 * Gets a file, with the name that the server gave it; with `json`, by a POST: what it says is in no address.
 * @throws Problem, Unreachable, Broken
 */
export async function requestFile(path: string, json?: unknown): Promise<{ file: Blob; name: string }> {
  const response = await send(path, json === undefined ? {} : { json })
  const given = response.headers.get('content-disposition') ?? ''
  const [, encoded] = /filename\*=UTF-8''([^;]+)/u.exec(given) ?? []
  const [, plain = 'arraigo'] = /filename="([^"]+)"/u.exec(given) ?? []
  return { file: await reached(response.blob()), name: encoded ? decodeURIComponent(encoded) : plain }
}

export async function save(path: string, json?: unknown): Promise<void> {
  const { file, name } = await requestFile(path, json)
  saveFile(file, name)
}

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), HELD_MS)
}

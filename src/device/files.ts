// Files that wait on this device: as text, so that they are sealed with the draft or the command that has them, and
// uploaded before that command is sent.
import type { Owner } from '../kernel/page.ts'
import type { Id } from '../kernel/words.ts'
import { ask, type Send, type Undecided } from './exchange.ts'
import { KEPT_FILE } from './store.ts'

type Encoded = { name: string; type: string; base64: string }

/** A file of a command that is not sent yet: the field of the input that gets its id once the server has it. */
export type KeptFile = Encoded & { field: string; id: Id }

/** What was encoded once is not again: a draft is written each second, and once more while its page is left. */
const encoded = new WeakMap<Blob, Promise<Encoded>>()

/** At most this many bytes become characters at once: each is an argument of a call. */
const PART = 8192

async function encode(file: Blob): Promise<Encoded> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += PART)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + PART)))
  return { name: file instanceof File ? file.name : 'file', type: file.type, base64: btoa(parts.join('')) }
}

function encodeOnce(file: Blob): Promise<Encoded> {
  const found = encoded.get(file) ?? encode(file)
  encoded.set(file, found)
  return found
}

const decode = ({ name, type, base64 }: Encoded): File =>
  new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name, { type })

/** The values of a form with its files as text. */
export async function withText(values: unknown): Promise<unknown> {
  const entries = Object.entries(values as object).map(async ([name, value]) => [
    name,
    value instanceof Blob ? { [KEPT_FILE]: await encodeOnce(value) } : (value as unknown),
  ])
  return Object.fromEntries((await Promise.all(entries)) as [string, unknown][])
}

/** The values of a form with its files as files. */
export const withFiles = (values: unknown): unknown =>
  Object.fromEntries(
    Object.entries(values as Record<string, Record<string, unknown> | null | undefined>).map(
      ([name, value]) => [
        name,
        typeof value === 'object' && value?.[KEPT_FILE] ? decode(value[KEPT_FILE] as Encoded) : value,
      ],
    ),
  )

/** The input without its files, and these. */
export async function takeFiles(
  input: unknown,
  newId: () => Id,
): Promise<{ input: unknown; files: KeptFile[] }> {
  if (typeof input !== 'object' || input === null) return { input, files: [] }
  const entries = Object.entries(input)
  const files = entries.flatMap(([field, value]) => (value instanceof Blob ? [{ field, value }] : []))
  if (files.length === 0) return { input, files: [] }
  return {
    input: Object.fromEntries(entries.filter(([, value]) => !(value instanceof Blob))),
    files: await Promise.all(
      files.map(async ({ field, value }) => ({ ...(await encodeOnce(value)), field, id: newId() })),
    ),
  }
}

/** Uploads a file of a person; a file that the server has already is the same one. */
export async function sendFile(
  send: Send,
  person: Id,
  kept: KeptFile,
  owner: Owner,
): Promise<Undecided | { is: 'answer' }> {
  const about = new URLSearchParams({ id: kept.id, person, name: kept.name })
  const body = decode(kept)
  const answer = await ask(send, `/api/attachments?${about}`, body, body.type, owner)
  return answer.is === 'answer' ? { is: 'answer' } : answer
}

// Sends a file to the attachments' own door; it answers in Problems like every other.
import { Problem, type ProblemDocument, type ProblemStatus } from '../../../kernel/problem.ts'
import { newId, Unreachable } from '../../../kit/data.tsx'

/** What the house keeps; the server judges by content and has the last word. */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp,image/heic'

/** Uploads the file about a person and answers with the attachment's id. */
export async function upload(person: string, file: File): Promise<string> {
  const id = newId()
  const query = new URLSearchParams({ id, person, name: file.name.slice(-200) })
  let response: Response
  try {
    response = await fetch(`/api/attachments?${query}`, {
      method: 'POST',
      body: file,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream', 'x-requested-with': 'arraigo' },
    })
  } catch {
    throw new Unreachable()
  }
  if (response.ok) return id
  const refused = (await response.json()) as ProblemDocument
  throw new Problem(refused.code, response.status as ProblemStatus, refused.data ?? {})
}

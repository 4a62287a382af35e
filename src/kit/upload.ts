// Sends a file to a door of the house that takes files; it answers in Problems like every other.
import { Problem, type ProblemDocument, type ProblemStatus } from '../kernel/problem.ts'
import { ourHeaders, Unreachable } from './data.tsx'

/** Posts the file with what is said of it; throws the Problem it was refused with. */
export async function upload(door: string, about: Record<string, string>, file: File): Promise<void> {
  let response: Response
  try {
    response = await fetch(`${door}?${new URLSearchParams(about)}`, {
      method: 'POST',
      body: file,
      credentials: 'same-origin',
      headers: { ...ourHeaders(), 'content-type': 'application/octet-stream' },
    })
  } catch {
    throw new Unreachable()
  }
  if (response.ok) {
    // An answer that is left unread keeps its connection.
    await response.text().catch(() => '')
    return
  }
  const refused = (await response.json()) as ProblemDocument
  throw new Problem(refused.code, response.status as ProblemStatus, refused.data ?? {})
}

// Uploads the files of a command before the command itself is sent.
import type { Owner } from '../kernel/page.ts'
import { toDocument, type Problem, type ProblemDocument } from '../kernel/problem.ts'
import type { Id } from '../kernel/words.ts'
import { attachmentTooLarge } from '../kernel/problems.ts'
import type { Send, Undecided } from './exchange.ts'
import { sendFile, type KeptFile } from './files.ts'
import { put, refuse } from './outbox.ts'
import type { Draft, Entry, Store } from './store.ts'

/**
 * A file that the server refuses, or whose user may not bring one, is decided about by a person; what was made after
 * it does not wait for that.
 * @returns why nothing can be sent now
 */
export async function uploadFor(
  store: Store,
  { id, persons: [person], files = [] }: Entry,
  { send, owner, now }: { send: Send; owner: Owner; now: () => number },
): Promise<{ is: 'later' | 'signed_out'; seconds?: number } | undefined> {
  for (const file of files) {
    const answer = await sendFile(send, person ?? id, file, owner)
    if (answer.is === 'later' || answer.is === 'signed_out') return answer
    await store.write((draft) => {
      if (answer.is === 'answer') takeUploaded(draft, id, file)
      else refuseFile(draft, now(), id, toDocument(problemOf(answer)))
    })
    if (answer.is !== 'answer') return undefined
  }
  return undefined
}

/** What a proxy refuses as too large has no words of the server. */
const problemOf = (answer: Undecided): Problem =>
  'problem' in answer ? answer.problem : attachmentTooLarge({ limit: 0 })

/** The server has the file: the command names it from now on. */
function takeUploaded(draft: Draft, id: Id, { field, id: file }: KeptFile): void {
  const entry = draft.entries.get(id)
  if (entry?.state !== 'pending' || !entry.files) return
  const { files, ...rest } = entry
  const left = files.filter((one) => one.id !== file)
  const input = { ...(entry.input as object), [field]: file }
  put(draft, { ...rest, input, ...(left.length > 0 && { files: left }) })
}

/**
 * The server refuses the file itself. A person decides about the command; until then those that depend on it, and the
 * numbers of all others, wait for the server's next answer.
 */
function refuseFile(draft: Draft, now: number, id: Id, problem: ProblemDocument): void {
  const entry = draft.entries.get(id)
  if (entry?.state !== 'pending') return
  refuse(draft, now, entry, problem, false)
}

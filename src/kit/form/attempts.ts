// What a form has sent and nobody has finished yet: the ids of what it makes, and each command with its key. An answer
// may be lost on the way, so that whatever is sent again must be done once.
import type { Command } from '../../kernel/command.ts'
import { Problem } from '../../kernel/problem.ts'
import { clockWrong } from '../../kernel/problems.ts'
import { newId, type Attempts, type Outbox } from '../data.tsx'
import { reached } from '../request.ts'

/** A command as it was sent, and what stood in the form then. */
type Sent = { command: string; text: string; key: string; values: unknown }

/** As a draft keeps it. */
export type Held = { ids: Record<string, string>; sent: Record<string, Sent> }

/**
 * The code of the problem, on this page only, of a command that was done at an earlier attempt with other contents;
 * its data hold the `values` of the form at that time.
 */
const SAVED_BEFORE = 'kit.saved_before'

/** The values that were saved, where a send ended because they were saved at an earlier attempt. */
export const savedBefore = (error: unknown): Record<string, unknown> | undefined =>
  error instanceof Problem && error.code === SAVED_BEFORE
    ? (error.data['values'] as unknown as Record<string, unknown>)
    : undefined

/** Gives an id for what a form makes, by a name: the same one until the form was sent. */
export type IdOf = (what: string) => string

export type FormAttempts = Attempts & {
  idOf: IdOf
  /** Before a send: what stands in the form, and whether what was saved before is gone on with as it was. */
  begin(values: unknown, isGoingOn: boolean): void
  /** After all was sent: the next time is another one. */
  end(): void
  /** Called when something is about to be sent: what must be remembered of it is in `held`. */
  onSent(listener: () => void): void
  held(): Held
  restore(held: Held): void
}

/** Statuses of refusals before a command is looked at: nobody is signed in, or too much is asked at once. */
const UNDECIDED = new Set([401, 429])

/** Two commands about the same thing are attempts at the same: a yes that becomes a no has the id of that yes. */
const placeOf = ({ name }: Command, input: unknown) => (input as { id?: string }).id ?? name

/** What a form holds but files, which are chosen anew. */
const textsOf = (values: unknown): unknown =>
  JSON.parse(JSON.stringify(values, (_name, value: unknown) => (value instanceof Blob ? undefined : value)))

export function formAttempts(): FormAttempts {
  let { ids, sent }: Held = { ids: {}, sent: {} }
  let values: unknown
  let isResumed = false
  let keep = () => {}
  return {
    idOf: (what) => (ids[what] ??= newId()),
    begin(now, isGoingOn) {
      values = textsOf(now)
      isResumed = isGoingOn
    },
    end() {
      ids = {}
      sent = {}
    },
    onSent(listener) {
      keep = listener
    },
    held: () => ({ ids, sent }),
    restore(held) {
      ids = { ...held.ids }
      sent = { ...held.sent }
    },
    async take(command, input, outbox) {
      const place = placeOf(command, input)
      const text = JSON.stringify(input)
      const before = sent[place]
      if (before?.command === command.name && before.text === text) return { key: before.key, input }
      if (before && (await wasDone(before, outbox))) {
        const isSame = isResumed || JSON.stringify(values) === JSON.stringify(before.values)
        if (before.command === command.name && isSame)
          return { key: before.key, input: JSON.parse(before.text) as typeof input }
        throw new Problem(SAVED_BEFORE, 409, { values: before.values as never })
      }
      const key = newId()
      sent = { ...sent, [place]: { command: command.name, text, key, values } }
      keep()
      return { key, input }
    },
    refused(command, input, problem) {
      if (problem.code === SAVED_BEFORE || clockWrong.is(problem) || UNDECIDED.has(problem.status)) return
      const { [placeOf(command, input)]: _refused, ...others } = sent
      sent = others
    },
  }
}

/** Whether this device keeps the command, or the server did it. @throws Unreachable, Broken */
async function wasDone({ command, text, key }: Sent, outbox: Outbox | undefined): Promise<boolean> {
  const kept = await outbox?.entry(key)
  if (kept) return kept.state === 'pending' || kept.state === 'applied'
  const { askWasDone } = await reached(import('./SavedBefore.tsx'))
  return await askWasDone(command, text, key)
}

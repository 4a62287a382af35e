// Declares what a task of the command line is: its arguments, its output and its errors.
import type { Config } from '../platform/config.ts'

export type TaskContext = {
  /** Reads the settings; a function, so that help works with invalid ones. */
  config(): Config
  /** Results: standard output. */
  print(line: string): void
  /** Progress, for people: standard error. */
  tell(line: string): void
}

export type Task = (words: string[], context: TaskContext) => Promise<void>

/** The arguments are wrong; the usage is printed after the message. */
export class UsageError extends Error {}

/** The task failed; the message is what the operator reads. */
export class TaskError extends Error {}

/** What was handed in is refused: the message is the whole answer, and the exit code is 2. */
export class RefusedError extends Error {}

/** A public key may begin with a dash: whatever follows `--key` is its value, not another option. */
export function withKeys(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (word === '--key' && words[index + 1] !== undefined) return [`--key=${words[index + 1]}`]
    return words[index - 1] === '--key' ? [] : [word]
  })
}

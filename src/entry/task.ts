// What a task of the command line is: how it is called, what it does, and how it complains.
import type { Config } from '../platform/config.ts'

export type Surroundings = {
  /** Read only when asked for, so that help works whatever the settings. */
  config(): Config
  /** Results: standard output. */
  print(line: string): void
  /** Progress, for people: standard error. */
  tell(line: string): void
}

export type Task = (words: string[], surroundings: Surroundings) => Promise<void>

/** The words after the task do not fit; the usage is shown. */
export class UsageError extends Error {}

/** What was asked cannot be done, in one line for the operator. */
export class TaskError extends Error {}

/** A public key may begin with a dash: whatever follows `--key` is its value, not another option. */
export function withKeys(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (word === '--key' && words[index + 1] !== undefined) return [`--key=${words[index + 1]}`]
    return words[index - 1] === '--key' ? [] : [word]
  })
}

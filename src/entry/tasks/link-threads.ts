// Threads that do the same kind of work at once, for `arraigo link`.
import { Worker } from 'node:worker_threads'
import { LinkError } from '../../serve/duplicates/rules/link-map.ts'

/** What a thread answers: what it found, or why it could not go on. */
export type Answer = { found: unknown } | { refused: string; isLink: boolean }

export class Threads {
  private readonly workers: Worker[]
  constructor(many: number) {
    const file = new URL('./link-worker.ts', import.meta.url)
    this.workers = Array.from({ length: many }, () => new Worker(file))
    // Whoever asks listens too; before that nobody would.
    for (const worker of this.workers) worker.on('error', () => {})
  }
  get many(): number {
    return this.workers.length
  }

  /**
   * Asks each thread for its part of the work, those after the last message for nothing.
   * @throws LinkError as a thread threw it
   */
  async ask<Found>(messages: readonly unknown[]): Promise<Found[]> {
    return (await Promise.all(
      messages.map((message, at) => asked(this.workers[at] as Worker, message)),
    )) as Found[]
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }
}

function asked(worker: Worker, message: unknown): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const answered = (answer: Answer) => {
    if ('found' in answer) resolve(answer.found)
    else reject(answer.isLink ? new LinkError(answer.refused) : new Error(answer.refused))
  }
  const ended = () => reject(new Error('A thread ended before it had answered.'))
  worker.once('message', answered).once('error', reject).once('exit', ended)
  worker.postMessage(message)
  return promise.finally(() => worker.off('message', answered).off('error', reject).off('exit', ended))
}

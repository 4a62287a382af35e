// Gives work of several accounts its turn.
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import type { Id } from '../../kernel/words.ts'

/**
 * Runs at most `most` at a time and one for each account, in the order of arrival: an account that sends very
 * much delays only itself. The work is told whether it waited.
 */
export function turns(most: number) {
  const running = new Set<Id>()
  const queue: { user: Id; go: () => void }[] = []
  function start() {
    const place = running.size < most ? queue.findIndex(({ user }) => !running.has(user)) : -1
    const [next] = place < 0 ? [] : queue.splice(place, 1)
    if (!next) return
    running.add(next.user)
    next.go()
  }
  return async function turn<T>(user: Id, work: (waited: boolean) => Promise<T>): Promise<T> {
    const free = running.size < most && !running.has(user)
    await new Promise<void>((go) => {
      queue.push({ user, go })
      start()
    })
    try {
      return await work(!free)
    } finally {
      running.delete(user)
      start()
    }
  }
}

/**
 * Lets everything else that waits for this process have its turn each time that so much work is done.
 * @param most units of work between two turns
 * @returns to be awaited before each piece of work, with its units
 */
export function turnAfter(most: number) {
  let done = 0
  return (units: number): Promise<void> | undefined => {
    done += units
    if (done < most) return undefined
    done = 0
    return turnOfOthers()
  }
}

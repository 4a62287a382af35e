// Counts how much is done without a turn of the event loop: everybody else waits for as long.

/** How many items there are, and the most that came between two turns of the event loop. */
export async function countInTurns(
  items: AsyncIterable<unknown>,
): Promise<{ items: number; mostInATurn: number }> {
  let turns = 0
  const count = () => {
    turns++
    waiting = setImmediate(count)
  }
  let waiting = setImmediate(count)
  const inTurn = new Map<number, number>()
  let all = 0
  try {
    for await (const _item of items) {
      all++
      inTurn.set(turns, (inTurn.get(turns) ?? 0) + 1)
    }
  } finally {
    clearImmediate(waiting)
  }
  return { items: all, mostInATurn: Math.max(0, ...inTurn.values()) }
}

// Puts pairs that share people together: the records of a family, or several of one person, are decided on at once.

/** Two people, and when it was noticed that they are alike. */
export type Edge = { person: string; other: string; noticed_at: string }
export type Cluster<One extends Edge> = {
  /** The greatest id of its people: the same for all its pairs. */
  id: string
  /** When its last pair was noticed, in milliseconds. */
  at: number
  pairs: One[]
}

/** The clusters of these pairs, the one noticed last first; of a moment, by their ids. */
export function clustersOf<One extends Edge>(pairs: readonly One[]): Cluster<One>[] {
  const towards = new Map<string, string>()
  const rootOf = (person: string): string => {
    let root = person
    for (let next = towards.get(root); next !== undefined; next = towards.get(root)) root = next
    // Everybody on the way points there directly from now on, so that a long chain is walked once.
    for (let at = person; at !== root;) {
      const next = towards.get(at) as string
      towards.set(at, root)
      at = next
    }
    return root
  }
  for (const { person, other } of pairs) {
    const [low, high] = [rootOf(person), rootOf(other)].toSorted() as [string, string]
    if (low !== high) towards.set(low, high)
  }
  const clusters = new Map<string, Cluster<One>>()
  for (const pair of pairs) {
    const id = rootOf(pair.person)
    const at = Date.parse(pair.noticed_at)
    const cluster = clusters.get(id)
    if (cluster) {
      cluster.pairs.push(pair)
      cluster.at = Math.max(cluster.at, at)
    } else clusters.set(id, { id, at, pairs: [pair] })
  }
  return [...clusters.values()].toSorted(isLater)
}

const isLater = (a: { id: string; at: number }, b: { id: string; at: number }) =>
  b.at - a.at || (b.id < a.id ? -1 : 1)

/** Whether a cluster comes after the last one of a page. */
export const isAfter = (one: { id: string; at: number }, last: { id: string; at: number }): boolean =>
  isLater(last, one) < 0 && one.id !== last.id

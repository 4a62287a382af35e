// Which drafts belong to a form that is open in some tab: such a one is not offered elsewhere.

/** A draft belongs to one opened form. While that is open in any tab, it holds the lock of this name. */
export const lockOf = (instance: string) => `arraigo-form-${instance}`

/** The drafts that are open nowhere: to take one that is open would take it from its tab. */
export async function closedOnly<One extends { instance?: string }>(drafts: readonly One[]): Promise<One[]> {
  const { held = [] } = await navigator.locks.query()
  const open = new Set(held.map(({ name }) => name))
  return drafts.filter(({ instance }) => instance === undefined || !open.has(lockOf(instance)))
}

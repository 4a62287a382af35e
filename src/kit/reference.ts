// Stores the last answers of queries without personal data, so that lists of choices are available without a
// network.

/** A name without the prefix of the application's caches, which a newer version deletes. */
export const REFERENCE_ANSWERS = 'reference-answers'

const key = (name: string, input: unknown) => `/${name}?${encodeURIComponent(JSON.stringify(input))}`

/** Without storage (a private window, a full disk) it stores nothing and throws nothing. */
export async function keepAnswer(name: string, input: unknown, output: unknown): Promise<void> {
  try {
    const cache = await caches.open(REFERENCE_ANSWERS)
    await cache.put(key(name, input), new Response(JSON.stringify(output)))
  } catch {
    // The next answer is stored when there is room again.
  }
}

export async function keptAnswer(name: string, input: unknown): Promise<{ output: unknown } | undefined> {
  try {
    const kept = await (await caches.open(REFERENCE_ANSWERS)).match(key(name, input))
    return kept && { output: (await kept.json()) as unknown }
  } catch {
    return undefined
  }
}

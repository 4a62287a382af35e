// Keeps the last answer of queries that hold nothing about anybody, so that choices are there when the network is not.

/** Beside the caches of the application itself, which a newer version of it clears away. */
const NAME = 'reference-answers'

const key = (name: string, input: unknown) => `/${name}?${encodeURIComponent(JSON.stringify(input))}`

/** Without storage (a private window, a full disk) nothing is kept, and nothing breaks. */
export async function keepAnswer(name: string, input: unknown, output: unknown): Promise<void> {
  try {
    const cache = await caches.open(NAME)
    await cache.put(key(name, input), new Response(JSON.stringify(output)))
  } catch {
    // The next answer may find room.
  }
}

export async function keptAnswer(name: string, input: unknown): Promise<{ output: unknown } | undefined> {
  try {
    const kept = await (await caches.open(NAME)).match(key(name, input))
    return kept && { output: (await kept.json()) as unknown }
  } catch {
    return undefined
  }
}

// Functions that close what the harness opened for the running test file; run-cleanup.ts calls them, last
// opened first.
export const cleanups: (() => Promise<unknown>)[] = []

export async function closeFrom(first: number): Promise<void> {
  for (const close of cleanups.splice(first).reverse()) await close()
}

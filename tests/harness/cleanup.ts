// Functions that close what the harness opened for the running test or its file; run-cleanup.ts calls them, last
// opened first.
export const cleanups: (() => Promise<unknown>)[] = []

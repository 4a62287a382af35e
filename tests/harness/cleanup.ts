// What the harness opened for the test file that runs now; tidy.ts closes it, the last opened first.
export const cleanups: (() => Promise<unknown>)[] = []

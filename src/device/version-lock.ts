// What a page tells the service worker. By the locks that the open tabs hold, the worker knows which versions of the
// application they run.

/** Screens that open without a network: routes by their path, contents of slots by `<slot>:<key>`, or `device`. */
export type KeepScreens = { screens: readonly string[]; locale: string }

export type ToWorker = 'take over' | 'started' | { keep: KeepScreens }

/**
 * The name of the lock that a tab holds while it runs the version with this entry script, whose hashed name
 * changes with every other script.
 */
export const versionLockOf = (script: string) => `arraigo-version ${new URL(script).pathname}`

// Records how many assertions each test made, so that the summary shows when some are gone.
import { afterEach, expect } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    assertions?: number
    /** What a test measured, for the end of the run. */
    measured?: string
  }
}

afterEach(({ task }) => {
  task.meta.assertions = expect.getState().assertionCalls
})

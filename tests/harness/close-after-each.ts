// For a file whose tests each open databases: the connections of all of them together would be more than the
// server gives.
import { afterEach, beforeEach } from 'vitest'
import { cleanups, closeFrom } from './cleanup.ts'

/** Closes at the end of each test what was opened in it. */
export function closeAfterEach(): void {
  let openedBefore = 0
  beforeEach(() => {
    openedBefore = cleanups.length
  })
  afterEach(() => closeFrom(openedBefore))
}

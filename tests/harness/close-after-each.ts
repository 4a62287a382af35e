// For a file whose tests each open what no later one uses: databases, whose connections together would be more than the
// server gives; pages, which keep drawing and asking for as long as they are open.
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

// Closes what the harness opened: at the end of a test what was opened in it, at the end of the file the rest.
// A file whose tests each open a database would otherwise hold the connections of all of them at once.
import { afterAll, afterEach, beforeEach } from 'vitest'
import { cleanups } from './cleanup.ts'

let openedBefore = 0

beforeEach(() => {
  openedBefore = cleanups.length
})
afterEach(() => closeFrom(openedBefore))
afterAll(() => closeFrom(0))

async function closeFrom(first: number): Promise<void> {
  for (const close of cleanups.splice(first).reverse()) await close()
}

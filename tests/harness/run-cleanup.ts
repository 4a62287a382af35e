// After each test file, closes what the harness opened for it: databases, and folders of files.
import { afterAll } from 'vitest'
import { cleanups } from './cleanup.ts'

afterAll(async () => {
  for (const close of cleanups.splice(0).reverse()) await close()
})

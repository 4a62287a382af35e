// After each test file, closes what the harness opened for it: databases, and folders of files.
import { afterAll } from 'vitest'
import { closing } from './cleanup.ts'

afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

// After each test file, closes what the harness opened for it: databases, and folders of files.
import { afterAll } from 'vitest'
import { closeFrom } from './cleanup.ts'

afterAll(() => closeFrom(0))

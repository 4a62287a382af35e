// The manifest lists what each capability's folder adds; a file that nobody composes would stay without effect.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifest } from './harness/manifest.ts'

test('the manifest is what the folders make; `npm run manifest` writes it again', async () => {
  for (const [path, text] of await manifest()) expect(await readFile(path, 'utf8'), path).toBe(text)
})

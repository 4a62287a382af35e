// What is written from the folders of the capabilities is what they say: the lists that the program is composed of, and the pages.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifest } from './harness/manifest.ts'
import { pages } from './harness/pages.ts'

test('the manifest is what the folders make; `npm run manifest` writes it again', async () => {
  for (const [path, text] of await manifest()) expect(await readFile(path, 'utf8'), path).toBe(text)
})

test('the pages are what the folders say; `npm run manifest` writes them again', async () => {
  for (const [path, text] of pages()) expect(await readFile(path, 'utf8'), path).toBe(text)
})

// What is written from the folders of the capabilities is what they say: the lists that the program is composed of, and the pages.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifest } from './harness/manifest.ts'
import { pages } from './harness/pages.ts'
import { PAGE, permissionPage, permissionTable, TABLE } from './harness/permission-files.ts'

test('the manifest is what the folders make; `npm run manifest` writes it again', async () => {
  const files = new Map(await manifest())
    .set(TABLE, await permissionTable())
    .set(PAGE, await permissionPage())
  for (const [path, text] of files) expect(await readFile(path, 'utf8'), path).toBe(text)
})

test('the pages are what the folders say; `npm run manifest` writes them again', async () => {
  for (const [path, text] of pages()) expect(await readFile(path, 'utf8'), path).toBe(text)
})

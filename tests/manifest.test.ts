// The files generated from the capabilities' folders are up to date: the lists from which the program is
// composed, and the shared pages.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifest } from './harness/manifest.ts'
import { pages } from './harness/pages.ts'
import { PAGE, permissionPage, permissionTable, TABLE } from './harness/permission-files.ts'

test('the manifest matches the folders; `npm run manifest` writes it again', async () => {
  const files = new Map(await manifest())
    .set(TABLE, await permissionTable())
    .set(PAGE, await permissionPage())
  for (const [path, text] of files) expect(await readFile(path, 'utf8'), path).toBe(text)
})

test('the pages match the folders; `npm run manifest` writes them again', async () => {
  for (const [path, text] of pages()) expect(await readFile(path, 'utf8'), path).toBe(text)
})

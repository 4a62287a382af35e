// The manifest lists what each capability's folder adds; a file that nobody composes would stay without effect.
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifest } from './harness/manifest.ts'
import { PAGE, permissionPage, permissionTable, TABLE } from './harness/permission-files.ts'

test('the manifest is what the folders make; `npm run manifest` writes it again', async () => {
  const files = new Map(await manifest())
    .set(TABLE, await permissionTable())
    .set(PAGE, await permissionPage())
  for (const [path, text] of files) expect(await readFile(path, 'utf8'), path).toBe(text)
})

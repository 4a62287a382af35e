// `npm run manifest`: writes the files that are generated from the capabilities' folders: the manifest's
// lists, the table and the page of permissions, and the other shared pages.
import { mkdir, writeFile } from 'node:fs/promises'
import { FOLDER, manifest } from './manifest.ts'
import { PAGE, permissionPage, permissionTable, TABLE } from './permission-files.ts'

async function write(files: Iterable<readonly [string, string]>): Promise<void> {
  for (const [path, text] of files) {
    await writeFile(path, text)
    console.log(path)
  }
}

await mkdir(FOLDER, { recursive: true })
// The table of permissions first: the rest loads the program, which reads the verbs in force from it.
await write([[TABLE, await permissionTable()]])
await write(await manifest())
const { pages } = await import('./pages.ts')
await write([[PAGE, await permissionPage()], ...pages()])

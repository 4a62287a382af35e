// `npm run manifest`: writes the lists of capabilities again, after a file was added to one or a capability to a wing, and the verbs they declare.
import { mkdir, writeFile } from 'node:fs/promises'
import { FOLDER, manifest } from './manifest.ts'
import { PAGE, permissionPage, permissionTable, TABLE } from './permission-files.ts'

await mkdir(FOLDER, { recursive: true })
const write = async (path: string, text: string) => {
  await writeFile(path, text)
  console.log(path)
}
for (const [path, text] of await manifest()) await write(path, text)
// What is in force before the page, which loads the program that asks for it.
await write(TABLE, await permissionTable())
await write(PAGE, await permissionPage())

// `npm run manifest`: writes the lists of capabilities again, after a file was added to one or a capability to a wing.
import { mkdir, writeFile } from 'node:fs/promises'
import { FOLDER, manifest } from './manifest.ts'

await mkdir(FOLDER, { recursive: true })
for (const [path, text] of await manifest()) {
  await writeFile(path, text)
  console.log(path)
}

// `npm run manifest`: writes the lists of capabilities again, and the pages that all of them have a part in, after a file was
// added to one or a capability to a wing.
import { mkdir, writeFile } from 'node:fs/promises'
import { FOLDER, manifest } from './manifest.ts'

async function write(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await writeFile(path, text)
    console.log(path)
  }
}

await mkdir(FOLDER, { recursive: true })
await write(await manifest())
// Only now: what the pages are made of loads the program, by the lists that were just written.
const { pages } = await import('./pages.ts')
await write(pages())

// The built application in a folder of a test's own, and a next version of it.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { cleanups } from '../harness/cleanup.ts'

/** The built files, of which a test makes a next version. */
export async function copyOfWeb(): Promise<string> {
  const web = await mkdtemp(join(tmpdir(), 'arraigo-versions-'))
  cleanups.push(() => rm(web, { recursive: true, force: true }))
  await cp(inject('web'), web, { recursive: true })
  return web
}

/** The same files with another page and other names of its lazily loaded screens: a next version. */
export async function release(web: string): Promise<void> {
  const assets = join(web, 'assets')
  const names = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  const renamed = new Map(names.map((name) => [name, name.replace(/\.js$/u, '2.js')]))
  const put = async (file: string) => {
    let text = await readFile(file, 'utf8')
    for (const [before, after] of renamed) text = text.replaceAll(before, after)
    await writeFile(file, text)
  }
  for (const [before, after] of renamed) {
    await put(join(assets, before))
    await rename(join(assets, before), join(assets, after))
  }
  await put(join(web, 'index.html'))
  const worker = join(web, 'sw.js')
  await put(worker)
  await writeFile(worker, (await readFile(worker, 'utf8')).replace(/[0-9a-f]{16}/u, '0123456789abcdef'))
}

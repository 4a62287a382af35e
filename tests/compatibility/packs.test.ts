// Packs as an older release published them: the loader reads each folder, gives it the same id, and its
// examples have the written results.
import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { packCheckTask } from '../../src/entry/tasks/pack.ts'
import { unpacked } from './installation.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const versions = readdirSync(here).filter((name) => /^\d{4}-\d{2}/u.test(name))

test.each(versions)('the packs of %s', async (version) => {
  const kept = await unpacked<Record<string, { id: string; files: Record<string, string> }>>(
    join(here, version, 'packs.json.gz'),
  )
  expect(Object.keys(kept)).toEqual(['huerta', 'integrate'])
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-packs-'))
  try {
    for (const [name, { id, files }] of Object.entries(kept)) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name, path)), { recursive: true })
        await writeFile(join(folder, name, path), text)
      }
      const said: string[] = []
      const print = (line: string) => said.push(line)
      await packCheckTask([join(folder, name)], { print } as never)
      expect(said).toEqual([expect.stringContaining(`${id}: nothing to mend, `)])
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

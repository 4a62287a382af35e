// Compresses each text of the built application once, beside it: the server would do it anew for every request. Only those
// whose names change with their content, so that none is ever older than what it stands for.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXTS = /\.(?:js|css|html|json|svg|webmanifest)$/u
/** Shorter ones fit into the first packet anyway. */
const LEAST = 1024

export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: { order: 'post', sequential: true, handler: () => compressAll(join(folder, 'assets')) },
  }
}

async function compressAll(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true })
  await Promise.all(
    files
      .filter((file) => TEXTS.test(file))
      .map(async (file) => {
        const path = join(folder, file)
        const text = await readFile(path)
        if (text.length < LEAST) return
        await writeFile(`${path}.gz`, await promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }))
      }),
  )
}

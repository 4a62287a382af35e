// What a phone downloads to open each screen for the first time: gzipped bytes of scripts, messages and
// styles per route.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { manifestScreens } from '../harness/manifest.ts'
import { firstWords, heaviestField, LIMITS, weigh } from '../harness/web-weight.ts'

const out = await mkdtemp(join(tmpdir(), 'arraigo-bytes-'))
const tell = (line: object) => console.log(JSON.stringify({ bench: 'web.bytes', ...line }))
try {
  await build({ logLevel: 'silent', build: { outDir: out } })
  const weights = weigh(out, await manifestScreens())
  for (const { path, field, script, withDevice, form, words, styles } of weights.routes)
    tell({
      route: path,
      field,
      scriptBytes: script,
      deviceBytes: withDevice - script,
      formBytes: form,
      wordBytes: words,
      styleBytes: styles,
      ...(field && { limitBytes: LIMITS.fieldRoute, within: withDevice <= LIMITS.fieldRoute }),
    })
  for (const { name, script, withDevice, form, words } of weights.opened)
    tell({
      route: `${name}, with all that stands on it`,
      scriptBytes: script,
      deviceBytes: withDevice - script,
      formBytes: form,
      wordBytes: words,
      limitBytes: LIMITS.fieldRoute,
      within: withDevice <= LIMITS.fieldRoute && words <= LIMITS.firstWords,
    })
  tell({ route: 'shell', scriptBytes: weights.shell, limitBytes: LIMITS.shell })
  tell({ route: 'heaviest field route', scriptBytes: heaviestField(weights), limitBytes: LIMITS.fieldRoute })
  tell({ route: 'words of a first screen', wordBytes: firstWords(weights), limitBytes: LIMITS.firstWords })
} finally {
  await rm(out, { recursive: true, force: true })
}

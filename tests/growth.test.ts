// The application with twenty-four more capabilities than it has keeps its limits: what a phone downloads for a screen
// does not grow with the capabilities that this screen does not use.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { cleanups } from './harness/cleanup.ts'
import { generatedCapability } from './harness/generated-capability.ts'
import { LIMITS } from './harness/web-weight.ts'

const MORE = 24
const SOURCES = ['build', 'public', 'src', 'tests/architecture', 'tests/harness']
const FILES = ['.oxfmtrc.json', 'index.html', 'package.json', 'tsconfig.base.json', 'vite.config.ts']
/** Composes and builds the application of the folder in which it runs, and says what it weighs. */
const SCRIPT = `
import { writeFile } from 'node:fs/promises'
import { build } from 'vite'
import { permissionTable, TABLE } from './tests/harness/permission-files.ts'
await writeFile(TABLE, await permissionTable())
const { manifest, manifestScreens } = await import('./tests/harness/manifest.ts')
for (const [path, text] of await manifest()) await writeFile(path, text)
await build({ logLevel: 'silent', build: { outDir: 'out' } })
const { firstWords, heaviestField, heaviestForm, weigh } = await import('./tests/harness/web-weight.ts')
const screens = await manifestScreens()
const weights = weigh('out', screens)
console.log(JSON.stringify({
  shell: weights.shell,
  fieldRoute: heaviestField(weights),
  fieldForm: heaviestForm(weights),
  firstWords: firstWords(weights),
  map: weights.map,
  mapBase: weights.mapBase,
  routes: screens.routes.length,
}))
`

let weights: Record<keyof typeof LIMITS | 'routes', number>

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-growth-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  for (const each of [...SOURCES, ...FILES]) await cp(each, join(folder, each), { recursive: true })
  await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'dir')
  for (let number = 1; number <= MORE; number++)
    for (const [path, text] of Object.entries(generatedCapability(number))) {
      const file = join(folder, path)
      await mkdir(join(file, '..'), { recursive: true })
      await writeFile(file, text)
    }
  await writeFile(join(folder, 'weigh.ts'), SCRIPT)
  const env = { ...process.env, NODE_ENV: 'production' }
  const { stdout } = await promisify(execFile)(process.execPath, ['weigh.ts'], { cwd: folder, env })
  weights = JSON.parse(stdout) as typeof weights
})

test('the generated capabilities are part of it', () => {
  expect(weights.routes).toBeGreaterThan(MORE * 3)
})

test.each(Object.entries(LIMITS))('%s weighs at most %i bytes', (part, limit) => {
  expect(weights[part as keyof typeof LIMITS]).toBeLessThanOrEqual(limit)
})

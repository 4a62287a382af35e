// Builds the service worker after everything else, as one plain file at the root, with the list of what the
// application opens with, and for each screen what it needs besides.
import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rolldown } from 'vite'
import { APPLICATION, screensIn, START } from './modules.ts'
import { partsFor, wordsFolder, wordsLocales } from './words.ts'

const WORKER = fileURLToPath(new URL('../src/entry/sw.ts', import.meta.url))
const STILL = ['/icon.svg', '/icon-192.png', '/manifest.webmanifest']
/** What the frame of every screen loads later, whether or not there is a network then. */
const FRAME = [
  'src/entry/afterwards.ts',
  'src/kit/drawings/Drawing.tsx',
  'src/kit/print/Letterhead.tsx',
  'src/kit/shell/UserMenuSheet.tsx',
]
/** What a device that keeps people needs besides the screens of its users. */
const DEVICE = [
  'src/entry/device.tsx',
  'src/device/idle.ts',
  'src/kit/aria/ModalDialog.tsx',
  'src/kit/fields/ClockQuestion.tsx',
  'src/entry/SignOut.tsx',
  'src/entry/Elsewhere.tsx',
  'src/identity/devices/screens/Lock.tsx',
  'src/identity/devices/screens/keeping.ts',
]
/** What the application loads by itself for whoever is signed in. */
const HOME = ['src/entry/manifest/timeline.tsx', 'src/kit/shell/Results.tsx']
/** Only the rules that say for which letters each font is: the fonts themselves are cached when they are first used. */
const FONTS = 'fonts.css'
/** So heavy that a device keeps it from its first use on, and not before: until then there is the table. */
const FROM_FIRST_USE = ['src/kit/map/DrawnMap.tsx']
/** What is drawn before anybody is signed in. */
const FIRST = '/sign-in'

type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string> } }
type Bundle = Readonly<Record<string, Chunk | Rolldown.OutputAsset>>

/** The files of the bundle that a module needs. */
function filesIn(bundle: Bundle) {
  const ofModule = new Map<string, Chunk>()
  const here = process.cwd().replaceAll('\\', '/')
  for (const each of Object.values(bundle))
    if (each.type === 'chunk')
      for (const id of each.moduleIds) ofModule.set(posix.relative(here, id.replaceAll('\\', '/')), each)

  const fromFirstUse = new Set(FROM_FIRST_USE.map((module) => ofModule.get(module)?.fileName))

  return (module: string, besides: ReadonlySet<string> = new Set(), withLater = false): Set<string> => {
    const found = new Set<string>()
    const visit = (each: Chunk | Rolldown.OutputAsset | undefined) => {
      if (each?.type !== 'chunk' || found.has(each.fileName) || besides.has(each.fileName)) return
      found.add(each.fileName)
      for (const css of each.viteMetadata?.importedCss ?? []) if (!besides.has(css)) found.add(css)
      for (const next of withLater ? [...each.imports, ...each.dynamicImports] : each.imports)
        if (!fromFirstUse.has(next)) visit(bundle[next])
    }
    visit(ofModule.get(module))
    return found
  }
}

/** What the worker keeps: files from the beginning; and of each screen, its files by position and its parts of words. */
export function precached(bundle: Bundle) {
  const filesOf = filesIn(bundle)
  const fonts = Object.values(bundle).find((each) => each.type === 'asset' && each.names.includes(FONTS))
  if (fonts === undefined) throw new Error(`The build has no ${FONTS}.`)
  const first = filesOf(START)
  const shell = new Set([...first, ...FRAME.flatMap((module) => [...filesOf(module, first)]), fonts.fileName])
  const files: string[] = []
  const positionOf = (file: string) => {
    if (!files.includes(`/${file}`)) files.push(`/${file}`)
    return files.indexOf(`/${file}`)
  }
  const needs = (modules: readonly string[], tables: readonly string[] = []) => {
    const own = [
      ...tables.flatMap((table) => [...filesOf(table, shell)]),
      ...modules.flatMap((module) => [...filesOf(module, shell, true)]),
    ]
    return [[...new Set(own)].map(positionOf), partsFor(modules)] as const
  }
  const screens: Record<string, ReturnType<typeof needs>> = { device: needs(DEVICE) }
  for (const { name, table, module } of screensIn())
    screens[name] = table === APPLICATION ? needs([module, ...HOME]) : needs([module], [table])
  const start = wordsLocales.flatMap((locale) =>
    ['start', ...partsFor(FRAME)].map((part) => `${wordsFolder()}${locale}/${part}.json`),
  )
  return { shell: ['/', ...[...shell].map((file) => `/${file}`), ...start, ...STILL], files, screens }
}

export function worker(target: string[]): Plugin {
  return {
    name: 'worker',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const { shell, files, screens } = precached(bundle)
      const page = bundle['index.html']
      const hash = createHash('sha256')
        .update(Object.keys(bundle).sort().join('\n'))
        .update(page?.type === 'asset' ? page.source : '')
        .digest('hex')
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __SHELL__: JSON.stringify(shell),
          __FILES__: JSON.stringify(files),
          __SCREENS__: JSON.stringify(screens),
          __FIRST__: JSON.stringify(FIRST),
          __WORDS__: JSON.stringify(wordsFolder()),
          __BUILD__: JSON.stringify(hash.slice(0, 16)),
        },
        build: {
          target,
          outDir: dir ?? 'dist/web',
          emptyOutDir: false,
          lib: { entry: WORKER, formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
        },
      })
    },
  }
}

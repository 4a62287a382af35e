// Builds the web application into dist/web: hashed assets, the messages in parts (build/words.ts), and a service
// worker that keeps what works without a network (build/worker.ts).
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { declarations } from './build/declarations.ts'
import { closure, START } from './build/modules.ts'
import { unused } from './build/unused.ts'
import { words } from './build/words.ts'
import { worker } from './build/worker.ts'

const NO_PARSER = fileURLToPath(
  new URL('node_modules/@formatjs/icu-messageformat-parser/no-parser.js', import.meta.url),
)

/** Browsers of about the last three years: a phone that still receives updates has one of these. */
const TARGET = ['chrome112', 'edge112', 'firefox116', 'safari17']

/** React Aria has its own few words in more than thirty languages; these are ours. */
const ARIA_LOCALES = ['es-ES', 'en-US', 'ar-AE']

/** What is there before anything else is loaded, or with the first screen, and so is not listed among what a later part needs. */
const FIRST = /\/(?:shell|kernel|index|later|words|rolldown-runtime)-[^/]*\.(?:js|css)$/u

const LIBRARIES =
  /\/node_modules\/(?:react|react-dom|scheduler|@tanstack|intl-messageformat|@formatjs|uuid)\/|vite\/preload/u
/** Only lists read page by page need them. */
const OF_LISTS = /\/(?:infiniteQueryObserver|useInfiniteQuery)\.js$/u
const ZOD = /^import (?!type )[^\n]*'zod\/mini'/mu
/** Of these the build leaves out the schemas (build/declarations.ts). */
const BARE = ['src/kernel/packs/pack-query.ts', 'src/kernel/problems.ts']
const withSchemas = globSync('src/kernel/*.ts').filter(
  (path) => !BARE.includes(path) && ZOD.test(readFileSync(path, 'utf8')),
)
/** What a page begins with. Of the kernel's modules with schemas, pages need different parts. */
const begun = new Set([...closure([START], new Set(withSchemas))].filter((path) => path !== START))
/** What modules with schemas import is in a file of its own, which imports none of theirs. */
const below = closure(withSchemas)

const here = (id: string) => relative(import.meta.dirname, id).replaceAll('\\', '/')
/** What every page needs, in two files: small ones compress worse and each asks for a request. */
const isOfKernel = (id: string) => begun.has(here(id)) && below.has(here(id))
const isOfShell = (id: string) =>
  (LIBRARIES.test(id.replaceAll('\\', '/')) && !OF_LISTS.test(id)) ||
  (begun.has(here(id)) && !below.has(here(id)))

export default defineConfig({
  plugins: [
    optimizeLocales.vite({ locales: ARIA_LOCALES }),
    react(),
    words(),
    declarations(),
    unused(),
    worker(TARGET),
    compressed(),
  ],
  // Messages arrive parsed (build/words.ts), so the parser of the ICU syntax is left out of the bundle.
  resolve: { alias: { '@formatjs/icu-messageformat-parser': NO_PARSER } },
  server: { proxy: { '/api': 'http://localhost:3000' } },
  build: {
    target: TARGET,
    outDir: 'dist/web',
    emptyOutDir: true,
    // The content security policy allows no data: URL for a font or a script.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => !FIRST.test(file)),
    },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        // What every page begins with names each part once: 42 bits tell the releases of a part from each other.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'shell', test: isOfShell },
            { name: 'kernel', test: isOfKernel },
          ],
        },
      },
    },
  },
})

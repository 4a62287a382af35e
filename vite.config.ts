// Builds the web application into dist/web: hashed assets, the messages in parts (build/words.ts), and a service
// worker that keeps what works without a network (build/worker.ts).
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { declarations } from './build/declarations.ts'
import { closure, START } from './build/modules.ts'
import { words } from './build/words.ts'
import { worker } from './build/worker.ts'

const NO_PARSER = fileURLToPath(
  new URL('node_modules/@formatjs/icu-messageformat-parser/no-parser.js', import.meta.url),
)

/** Browsers of about the last three years: a phone that still receives updates has one of these. */
const TARGET = ['chrome112', 'edge112', 'firefox116', 'safari17']

/** React Aria has its own few words in more than thirty languages; these are ours. */
const ARIA_LOCALES = ['es-ES', 'en-US', 'ar-AE']

const LIBRARIES =
  /\/node_modules\/(?:react|react-dom|scheduler|@tanstack|intl-messageformat|@formatjs|uuid)\/|vite\/preload/u
const begun = new Set(
  [...closure([START])].filter((path) => path !== START && !path.startsWith('src/kernel/')),
)

/**
 * What every page needs, in one file: small ones compress worse and each asks for a request. The kernel's modules have
 * parts that only some pages need.
 */
const isOfShell = (id: string) =>
  LIBRARIES.test(id.replaceAll('\\', '/')) ||
  begun.has(relative(import.meta.dirname, id).replaceAll('\\', '/'))

export default defineConfig({
  plugins: [
    optimizeLocales.vite({ locales: ARIA_LOCALES }),
    react(),
    words(),
    declarations(),
    worker(TARGET),
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
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'shell', test: isOfShell }],
        },
      },
    },
  },
})

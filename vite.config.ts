// Builds the web application into dist/web: hashed assets, one message file per language, and a service
// worker that precaches all of them.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
import { declarations } from './build/declarations.ts'
import { words } from './build/words.ts'

const WORKER = fileURLToPath(new URL('src/entry/sw.ts', import.meta.url))

const NO_PARSER = fileURLToPath(
  new URL('node_modules/@formatjs/icu-messageformat-parser/no-parser.js', import.meta.url),
)

/** Browsers of about the last three years: a phone that still receives updates has one of these. */
const TARGET = ['chrome112', 'edge112', 'firefox116', 'safari17']

/**
 * Builds the service worker after everything else, as one plain file at the root, and replaces two names in
 * it: `__PRECACHE__` by the addresses of all files of the application, and `__BUILD__` by a hash of them.
 */
function worker(): Plugin {
  return {
    name: 'worker',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const files = Object.keys(bundle).filter((file) => !file.startsWith('.') && file !== 'index.html')
      const still = ['icon.svg', 'icon-192.png', 'manifest.webmanifest']
      const precache = ['/', ...files.sort().map((file) => `/${file}`), ...still.map((file) => `/${file}`)]
      const page = bundle['index.html']
      const hash = createHash('sha256')
        .update(precache.join('\n'))
        .update(page?.type === 'asset' ? page.source : '')
        .digest('hex')
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { __PRECACHE__: JSON.stringify(precache), __BUILD__: JSON.stringify(hash.slice(0, 16)) },
        build: {
          target: TARGET,
          outDir: dir ?? 'dist/web',
          emptyOutDir: false,
          lib: { entry: WORKER, formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
        },
      })
    },
  }
}

export default defineConfig({
  plugins: [react(), words(), declarations(), worker()],
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
  },
})

// Builds the web application into dist/web: hashed assets, one file of words per language, and a worker that knows them all.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'

const WORKER = fileURLToPath(new URL('src/entry/sw.ts', import.meta.url))

/** Browsers of about the last three years: what a phone that still updates itself has. */
const TARGET = ['chrome112', 'edge112', 'firefox116', 'safari17']

/**
 * Builds the service worker after everything else, as one plain file at the root, with two words filled in:
 * `__PRECACHE__`, the addresses of everything the application is made of, and `__BUILD__`, a hash of them.
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
  plugins: [react(), worker()],
  server: { proxy: { '/api': 'http://localhost:3000' } },
  build: {
    target: TARGET,
    outDir: 'dist/web',
    emptyOutDir: true,
    // The content security policy lets no data: address into a font or a script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: (id: string) => /[\\/]messages[\\/](\w+)\.json/u.exec(id)?.[1] ?? null,
              test: /[\\/]messages[\\/]\w+\.json/u,
            },
          ],
        },
      },
    },
  },
})

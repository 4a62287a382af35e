// Builds the web application into dist/web: hashed assets, one message file per language, and a service
// worker that precaches all of them.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { IntlMessageFormat } from 'intl-messageformat'
import { build, defineConfig, type Plugin } from 'vite'

const WORKER = fileURLToPath(new URL('src/entry/sw.ts', import.meta.url))

const NO_PARSER = fileURLToPath(
  new URL('node_modules/@formatjs/icu-messageformat-parser/no-parser.js', import.meta.url),
)

/** Browsers of about the last three years: a phone that still receives updates has one of these. */
const TARGET = ['chrome112', 'edge112', 'firefox116', 'safari17']

const LOCALES = ['es', 'en', 'ar']
/** React Aria has its own few words in more than thirty languages; these are ours. */
const ARIA_LOCALES = ['es-ES', 'en-US', 'ar-AE']
const WORDS = 'virtual:words'

/**
 * Every capability's messages in one language; ICU messages are parsed here, so that no phone needs the
 * parser.
 */
function wordsOf(locale: string): string {
  const texts: Record<string, unknown> = {}
  for (const file of globSync(`src/**/messages/${locale}.json`).sort()) {
    for (const [key, text] of Object.entries(
      JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
    )) {
      const plain = !/[{'<#]/u.test(text)
      texts[key] = plain ? text : new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst()
    }
  }
  return JSON.stringify(texts)
}

/** `virtual:words`: for each language, the address of its message file. */
function words(): Plugin {
  let building = false
  return {
    name: 'words',
    configResolved({ command }) {
      building = command === 'build'
    },
    resolveId: (id) => (id === WORDS ? `\0${WORDS}` : undefined),
    load(id) {
      if (id !== `\0${WORDS}`) return
      const addresses = LOCALES.map((locale) => {
        if (!building) return `${locale}: '/words/${locale}.json'`
        const file = this.emitFile({ type: 'asset', name: `${locale}.json`, source: wordsOf(locale) })
        return `${locale}: import.meta.ROLLUP_FILE_URL_${file}`
      })
      return `export default { ${addresses.join(', ')} }`
    },
    configureServer({ middlewares }) {
      middlewares.use('/words', (request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(wordsOf(request.url?.slice(1, 3) ?? 'es'))
      })
    },
  }
}

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
  plugins: [optimizeLocales.vite({ locales: ARIA_LOCALES }), react(), words(), worker()],
  // Messages arrive parsed (see `wordsOf`), so the parser of the ICU syntax is left out of the bundle.
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

// The messages of the web application, in parts: those that the page starts with, those that each module loaded later
// mentions, and for each noun all of its own, for problems and other codes of the server. `t` finds a message at once
// because a module is never there before its part.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { parseSync, type Plugin } from 'vite'
import { closure, loadedLater, mentioned, messageFiles, nounOf, partOf, resolve, START } from './modules.ts'

const LOCALES = ['es', 'en', 'ar']
const WORDS = 'virtual:words'
const DEVELOPMENT = '/words/'

/**
 * Every capability's messages in one language; ICU messages are parsed here, so that no phone needs the
 * parser.
 */
function textsOf(locale: string): Readonly<Record<string, unknown>> {
  const texts: Record<string, unknown> = {}
  for (const file of messageFiles(locale)) {
    for (const [key, text] of Object.entries(
      JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
    )) {
      const plain = !/[{'<#]/u.test(text)
      texts[key] = plain ? text : new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst()
    }
  }
  return texts
}

/**
 * The keys of each part by its name, and the part of each module that is loaded later; a module that mentions no
 * messages besides those of the start has none.
 */
export function partsOf(all: Iterable<string>) {
  const keys = new Set(all)
  const shell = closure([START])
  const start = mentioned(shell, keys)
  const parts = new Map<string, ReadonlySet<string>>([['start', start]])
  const partOfModule = new Map<string, string>()
  for (const path of loadedLater()) {
    const own = [...mentioned(closure([path], shell), keys)].filter((key) => !start.has(key))
    if (own.length === 0) continue
    partOfModule.set(path, partOf(path))
    parts.set(partOf(path), new Set(own.sort()))
  }
  for (const [noun, own] of Map.groupBy(keys, nounOf)) parts.set(`of-${noun}`, new Set(own))
  return { parts, partOfModule }
}

/**
 * `virtual:words`: where the parts are, one file for each language and part. Adds to every `import()` of a module of
 * the application that its part is loaded with it.
 */
export function words(): Plugin {
  let building = false
  let folder = DEVELOPMENT
  let parts: ReturnType<typeof partsOf>
  const texts = new Map<string, Readonly<Record<string, unknown>>>()
  return {
    name: 'words',
    enforce: 'pre',
    configResolved({ command }) {
      building = command === 'build'
      if (!building) return
      for (const locale of LOCALES) texts.set(locale, textsOf(locale))
      parts = partsOf(Object.keys(texts.get('es') ?? {}))
      const hash = createHash('sha256').update(JSON.stringify([...texts]))
      for (const [part, keys] of parts.parts) hash.update(`${part} ${[...keys].join()}`)
      folder = `/assets/words-${hash.digest('hex').slice(0, 8)}/`
    },
    resolveId: (id) => (id === WORDS ? `\0${WORDS}` : undefined),
    load: (id) => (id === `\0${WORDS}` ? `export default ${JSON.stringify(folder)}` : undefined),
    transform(code, id) {
      const path = posix.relative(process.cwd().replaceAll('\\', '/'), id)
      if (!building || !/^src\/.*\.tsx?$/u.test(path)) return
      let text = code
      for (const { start, end, moduleRequest } of importsIn(path, code).reverse()) {
        const target = resolve(path, code.slice(moduleRequest.start + 1, moduleRequest.end - 1))
        const part = target && parts.partOfModule.get(target)
        if (part === undefined) continue
        text = `${text.slice(0, start)}withPart(${text.slice(start, end)}, '${part}')${text.slice(end)}`
      }
      if (text === code) return
      const store = posix.relative(posix.dirname(path), 'src/kit/texts.ts')
      return { code: `import { withPart } from './${store}'\n${text}`, map: null }
    },
    generateBundle() {
      for (const [part, keys] of parts.parts)
        for (const [locale, all] of texts) {
          const own = Object.fromEntries([...keys].map((key) => [key, all[key]]))
          const fileName = `${folder.slice(1)}${locale}/${part}.json`
          this.emitFile({ type: 'asset', fileName, source: JSON.stringify(own) })
        }
    },
    // While the application is developed each part has everything.
    configureServer({ middlewares }) {
      middlewares.use(DEVELOPMENT, (request, response) => {
        response.setHeader('content-type', 'application/json')
        const [, locale = 'es', part] = request.url?.split('/') ?? []
        response.end(part === 'start.json' ? JSON.stringify(textsOf(locale)) : '{}')
      })
    },
  }
}

const importsIn = (path: string, code: string) =>
  code.includes('import(') ? [...parseSync(path, code).module.dynamicImports] : []

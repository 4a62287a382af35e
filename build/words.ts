// The messages of the web application, in parts: those that the page starts with, those that each module loaded later
// mentions, and for each noun all of its own, for problems and other codes of the server. `t` finds a message at once
// because a module is never there before its part.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { parseSync, type Plugin } from 'vite'
import {
  closure,
  codedNouns,
  loadedLater,
  mentioned,
  messageFiles,
  nounOf,
  partOf,
  resolve,
  START,
} from './modules.ts'

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

/** All texts by language, their parts, and the folder of their files, named by a hash of both. */
function readWords() {
  const texts = new Map(LOCALES.map((locale) => [locale, textsOf(locale)]))
  const keys = new Set(Object.keys(texts.get('es') ?? {}))
  const { parts, partOfModule } = partsOf(keys)
  const hash = createHash('sha256').update(JSON.stringify([...texts]))
  for (const [part, own] of parts) hash.update(`${part} ${[...own].join()}`)
  return { texts, keys, parts, partOfModule, folder: `/assets/words-${hash.digest('hex').slice(0, 8)}/` }
}
let read: ReturnType<typeof readWords> | undefined
const allWords = () => (read ??= readWords())

/** Where the files of messages are, and their languages. */
export const wordsFolder = () => allWords().folder
export const wordsLocales: readonly string[] = LOCALES

/** The parts that these modules and all that they import need, with the messages of what may be refused. */
export function partsFor(modules: readonly string[]): string[] {
  const { keys, partOfModule } = allWords()
  const all = closure(modules, new Set(), true)
  const own = [...all].flatMap((path) => partOfModule.get(path) ?? [])
  return [...own, ...[...codedNouns(all, keys)].map((noun) => `of-${noun}`)].sort()
}

/**
 * `virtual:words`: where the parts are, one file for each language and part. Adds to every `import()` of a module of
 * the application that its part is loaded with it.
 */
export function words(): Plugin {
  let building = false
  return {
    name: 'words',
    enforce: 'pre',
    configResolved({ command }) {
      building = command === 'build'
      read = undefined
    },
    resolveId: { filter: { id: /^virtual:words$/u }, handler: () => `\0${WORDS}` },
    load: {
      filter: { id: /virtual:words$/u },
      handler: () => `export default ${JSON.stringify(building ? wordsFolder() : DEVELOPMENT)}`,
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/u },
      handler(code, id) {
        if (!building) return
        const path = posix.relative(process.cwd().replaceAll('\\', '/'), id)
        let text = code
        for (const { start, end, moduleRequest } of importsIn(path, code).reverse()) {
          const target = resolve(path, code.slice(moduleRequest.start + 1, moduleRequest.end - 1))
          const part = target && allWords().partOfModule.get(target)
          if (part === undefined) continue
          text = `${text.slice(0, start)}withPart(${text.slice(start, end)}, '${part}')${text.slice(end)}`
        }
        if (text === code) return
        const store = posix.relative(posix.dirname(path), 'src/kit/texts.ts')
        return { code: `import { withPart } from './${store}'\n${text}`, map: null }
      },
    },
    generateBundle() {
      const { texts, parts, folder } = allWords()
      for (const [part, keys] of parts)
        for (const [locale, all] of texts) {
          const own = Object.fromEntries([...keys].map((key) => [key, all[key]]))
          const fileName = `${folder.slice(1)}${locale}/${part}.json`
          this.emitFile({ type: 'asset', fileName, source: JSON.stringify(own) })
        }
    },
    // While the application is developed the first part has everything.
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

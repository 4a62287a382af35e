// The messages on this page, by language. They come in parts: those that the page starts with, those of each module
// that is loaded later, and all of one noun, for problems and other codes that the server sends.
import type { IntlMessageFormat } from 'intl-messageformat'
import { LOCALES } from '../kernel/locales.ts'
import { Problem } from '../kernel/problem.ts'

export { LOCALES }
export type UiLocale = (typeof LOCALES)[number]

/** Messages by key: plain text, ICU text, or ICU text that the build has parsed. */
export type Texts = Readonly<Record<string, string | Ast>>
type Ast = ReturnType<IntlMessageFormat['getAst']>

/** Fetches a part; `undefined` when there is none of that name. @throws without a network */
type Fetch = (locale: UiLocale, part: string) => Promise<Texts | undefined>

let fetchPart: Fetch | undefined
let current: UiLocale = 'es'
/** The parts of the modules on this page, which another language needs too. */
const parts = new Set<string>()
/** The languages in which parts of this page are drawn beside its own: modules that come later need them too. */
const besides = new Set<UiLocale>()
const requests = new Map<string, Promise<void>>()
const texts: Record<UiLocale, Record<string, string | Ast>> = { es: {}, en: {}, ar: {} }

const listeners = new Set<() => void>()
let version = 0
export const textsVersion = () => version
export function subscribeToTexts(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The messages of a language that are on this page, also those that come later. */
export const textsOf = (locale: UiLocale): Texts => texts[locale]

function load(locale: UiLocale, part: string): Promise<void> {
  const name = `${locale}/${part}`
  const known = requests.get(name)
  if (known) return known
  const request = Promise.resolve(fetchPart?.(locale, part)).then(
    (found) => void Object.assign(texts[locale], found),
    (error: unknown) => {
      requests.delete(name)
      throw error
    },
  )
  requests.set(name, request)
  return request
}

async function loadPart(part: string): Promise<void> {
  parts.add(part)
  const inOthers = [...besides].map((locale) => load(locale, part).catch(() => {}))
  await Promise.all([load(current, part), ...inOthers])
}

/** Loads the messages that the page starts with. @throws when they cannot be fetched */
export async function startTexts(fetchFrom: Fetch, locale: UiLocale): Promise<void> {
  fetchPart = fetchFrom
  current = locale
  await loadPart('start')
}

/** A module together with its messages; the build puts this round each `import()` (build/words.ts). @public */
export async function withPart<T>(module: Promise<T>, part: string): Promise<T> {
  const [loaded] = await Promise.all([module, loadPart(part)])
  return loaded
}

/**
 * Loads, in another language, the messages of all modules on this page, and from now on of later ones.
 * @throws when they cannot be fetched
 */
export async function loadLanguage(locale: UiLocale): Promise<void> {
  besides.add(locale)
  await loadAll(locale)
}

async function loadAll(locale: UiLocale): Promise<void> {
  // A module may arrive meanwhile.
  for (let before = -1; before < parts.size;) {
    before = parts.size
    await Promise.all([...parts].map((part) => load(locale, part)))
  }
}

/** Loads them, and from now on the parts of later modules, in this language. @throws when they cannot be fetched */
export async function changeLanguage(locale: UiLocale): Promise<void> {
  await loadAll(locale)
  current = locale
  // Of a module that arrived in between.
  await loadAll(locale)
}

/** Families of messages whose second word is their noun, as in build/modules.ts. */
const BY_CODE = ['problem', 'command']

/**
 * Loads all messages of the noun of a key, for a key that the server gives. Without a network the key has none
 * until it is asked for again.
 */
async function loadKey(key: string): Promise<void> {
  if (texts[current][key] !== undefined) return
  const [first = '', second, third] = key.split('.')
  // A code without a noun, such as the reason why a cell could not be read, is none of a problem.
  const noun = BY_CODE.includes(first) ? third && second : first
  if (noun) await loadPart(`of-${noun}`).catch(() => {})
}

/** Loads the words of a refusal, so that they are there when a screen shows it. */
export async function loadWordsOf(error: unknown): Promise<void> {
  if (error instanceof Problem) await loadKey(`problem.${error.code}`)
}

/** Loads the message of a key for a screen that shows another text meanwhile: it is drawn again when the message has come. */
export function wantKey(key: string): void {
  const missing = texts[current][key] === undefined
  if (!missing) return
  void loadKey(key).then(() => {
    if (texts[current][key] === undefined) return
    version += 1
    listeners.forEach((listener) => listener())
  })
}

// Texts of the screens: ICU messages of one language at a time, and formats of dates, numbers and money.
import { IntlMessageFormat } from 'intl-messageformat'
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import type { MessageKey } from '../kernel/messages.ts'
import { formats, isolate, type Formats } from './formats.ts'
import { remember } from './remember.ts'
import {
  changeLanguage,
  loadLanguage,
  LOCALES,
  subscribeToTexts,
  textsOf,
  textsVersion,
  wantKey,
  type Texts,
  type UiLocale,
} from './texts.ts'

export { LOCALES, type UiLocale }

/** The name of each language in itself: never translated, so that its speakers find it. */
export const LOCALE_NAMES: Record<UiLocale, string> = { es: 'Español', en: 'English', ar: 'العربية' }

export type Values = Readonly<Record<string, string | number | bigint | boolean | Date | null | undefined>>
export type Translate = (key: MessageKey, values?: Values) => string
type Words = {
  t: Translate
  /** Whether the current language has a message of this key. */
  has: (key: string) => key is MessageKey
  locale: UiLocale
  dir: 'ltr' | 'rtl'
  formats: Formats
  /** Of instants; that of the device where there is none. */
  timeZone?: string | undefined
  setLocale: (locale: UiLocale) => void
  version: number
}

const Context = createContext<Words | undefined>(undefined)
const STORED = 'arraigo.locale'

/** The stored choice, else the browser's first language that is supported, else Spanish. */
export function firstLocale(): UiLocale {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages]
  const found = wanted.map((tag) => LOCALES.find((locale) => tag?.toLowerCase().split('-')[0] === locale))
  return found.find((locale) => locale !== undefined) ?? 'es'
}

/** Makes `t` for the texts of one language; a missing message is its key in brackets, to be noticed. */
export function translator<Key extends string = MessageKey>(
  locale: string,
  texts: Texts,
): (key: Key, values?: Values) => string {
  const parsed = new Map<string, IntlMessageFormat>()
  return (key, values) => {
    const text = texts[key]
    if (text === undefined) return `[${key}]`
    if (typeof text === 'string' && !/[{'<#]/u.test(text)) return text
    let message = parsed.get(key)
    if (message === undefined) {
      message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
      parsed.set(key, message)
    }
    return String(message.format(locale === 'ar' && values ? isolateNames(values) : values))
  }
}

/**
 * Isolates the direction of names in Latin letters within an Arabic sentence; lower-case values are codes
 * that ICU selects by.
 */
const isolateNames = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /\p{Script=Latin}/u.test(value) && value !== value.toLowerCase()
        ? isolate(value)
        : value,
    ]),
  )

const wordsIn = (locale: UiLocale, timeZone?: string) => {
  const texts = textsOf(locale)
  return {
    t: translator(locale, texts),
    has: (key: string): key is MessageKey => texts[key] !== undefined,
    locale,
    dir: locale === 'ar' ? ('rtl' as const) : ('ltr' as const),
    formats: formats(locale, timeZone),
    timeZone,
  }
}

export function Messages({
  locale: first,
  remembers = true,
  children,
}: {
  /** The language whose texts the page started with. */
  locale: UiLocale
  /** Stores the chosen language on the device; not where nothing may be stored. */
  remembers?: boolean
  children: ReactNode
}) {
  const [locale, setSpoken] = useState(first)
  const version = useSyncExternalStore(subscribeToTexts, textsVersion)
  const setLocale = useCallback(
    (next: UiLocale) => {
      async function change() {
        await changeLanguage(next)
        if (remembers) remember(STORED, next)
        setSpoken(next)
      }
      // If the texts cannot be fetched, the screen keeps its language.
      change().catch(() => undefined)
    },
    [remembers],
  )
  // Drawn again with each `version`: a text that was looked up has come.
  const words = useMemo<Words>(
    () => ({ ...wordsIn(locale), setLocale, version }),
    [locale, setLocale, version],
  )
  useEffect(() => {
    document.documentElement.lang = words.locale
    document.documentElement.dir = words.dir
  }, [words])
  return <Context value={words}>{children}</Context>
}

/** Draws a part in its recipient's language; until the texts are loaded, in the screen's language. */
export function InLanguage({
  of,
  onShown,
  children,
}: {
  of: string
  /** Called with the language in which it is drawn. */
  onShown?: (locale: UiLocale) => void
  children: ReactNode
}) {
  const around = useWords()
  const wanted = LOCALES.find((locale) => locale === of.split('-')[0])
  const [known, setKnown] = useState<UiLocale>()
  useEffect(() => {
    let here = true
    if (wanted)
      loadLanguage(wanted).then(
        () => here && setKnown(wanted),
        () => undefined,
      )
    return () => {
      here = false
    }
  }, [wanted])
  const words = useMemo(
    () => (known && known !== around.locale ? { ...around, ...wordsIn(known, around.timeZone) } : around),
    [known, around],
  )
  useEffect(() => onShown?.(words.locale), [words.locale, onShown])
  return (
    <div lang={words.locale} dir={words.dir} className="in-language">
      <Context value={words}>{children}</Context>
    </div>
  )
}

/** Instants inside are those of this clock, whatever that of the device. */
export function InTimeZone({ of: timeZone, children }: { of: string | undefined; children: ReactNode }) {
  const around = useWords()
  const words = useMemo(
    () =>
      timeZone === undefined ? around : { ...around, timeZone, formats: formats(around.locale, timeZone) },
    [around, timeZone],
  )
  return <Context value={words}>{children}</Context>
}

function useWords(): Words {
  const words = use(Context)
  if (words === undefined) throw new Error('Messages are used outside <Messages>.')
  return words
}

/** `const t = useMessages()`, then `t('referral.accept')` or `t('referral.due', { days: 3 })`. */
export function useMessages(): Translate {
  return useWords().t
}

/**
 * `lookup(`purpose.${code}`, code)`: the message of a key that the compiler cannot check, because a pack or
 * the server gives the code. Without such a message, and until it is loaded, the result is `otherwise`, by
 * default the key in brackets.
 */
export function useLookup(): (key: string, otherwise?: string, values?: Values) => string {
  const { t, has } = useWords()
  return (key, otherwise = `[${key}]`, values) => {
    if (has(key)) return t(key, values)
    wantKey(key)
    return otherwise
  }
}

/** The language of the screen, its direction, and the way to change it. */
export function useLocale() {
  const { locale, dir, setLocale } = useWords()
  return { locale, dir, setLocale }
}

/** Dates, numbers and money of the screen's language. */
export function useFormats(): Formats {
  return useWords().formats
}

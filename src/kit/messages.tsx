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
import { formats, isolate, keepUnits, type Formats } from './formats.ts'
import { remember } from './remember.ts'
import {
  changeLanguage,
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
  setLocale: (locale: UiLocale) => void
  version: number
}

export const Words = createContext<Words | undefined>(undefined)
const STORED = 'arraigo.locale'
/** Of the instants on the screens inside: that of a centre, whatever that of the device. */
export const TimeZone = createContext<string | undefined>(undefined)

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
    return keepUnits(String(message.format(locale === 'ar' && values ? isolateNames(values) : values)))
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

export const wordsIn = (locale: UiLocale) => {
  const texts = textsOf(locale)
  return {
    t: translator(locale, texts),
    has: (key: string): key is MessageKey => texts[key] !== undefined,
    locale,
    dir: locale === 'ar' ? ('rtl' as const) : ('ltr' as const),
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
  return <Words value={words}>{children}</Words>
}

export function useWords(): Words {
  const words = use(Words)
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
  return formats(useWords().locale, use(TimeZone))
}

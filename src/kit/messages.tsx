// Words on the screen: ICU messages of one language at a time, and dates, numbers and money as people say them.
import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { MessageKey } from '../kernel/messages.ts'
import { LOCALES } from '../kernel/words.ts'
import { formats, isolate, type Formats } from './formats.ts'

export { LOCALES }
export type UiLocale = (typeof LOCALES)[number]

/** What each language calls itself: never translated, so that its reader finds it. */
export const LOCALE_NAMES: Record<UiLocale, string> = { es: 'Español', en: 'English', ar: 'العربية' }

export type Values = Readonly<Record<string, string | number | bigint | boolean | Date | null | undefined>>
export type Translate = (key: MessageKey, values?: Values) => string
/** Messages by key: plain text, ICU text, or ICU text that the build has read already. */
export type Texts = Readonly<Record<string, string | Ast>>
type Ast = ReturnType<IntlMessageFormat['getAst']>

type Words = {
  t: Translate
  /** Whether a message of this key stands in the current language. */
  has: (key: string) => key is MessageKey
  locale: UiLocale
  dir: 'ltr' | 'rtl'
  formats: Formats
  setLocale: (locale: UiLocale) => void
  load: (locale: UiLocale) => Promise<Texts>
}

const Context = createContext<Words | undefined>(undefined)
const STORED = 'arraigo.locale'

/** The stored choice, else the first language of the browser that we speak, else Spanish. */
export function firstLocale(): UiLocale {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages]
  const found = wanted.map((tag) => LOCALES.find((locale) => tag?.toLowerCase().split('-')[0] === locale))
  return found.find((locale) => locale !== undefined) ?? 'es'
}

/** Makes `t` over the texts of one language; a missing key reads as the key in brackets, so that nobody overlooks it. */
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
    return String(message.format(locale === 'ar' && values ? apart(values) : values))
  }
}

/** Names in Latin letters, each in its own direction within an Arabic sentence; codes to choose by are lower case. */
const apart = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /\p{Script=Latin}/u.test(value) && value !== value.toLowerCase()
        ? isolate(value)
        : value,
    ]),
  )

const spoken = (locale: UiLocale, texts: Texts) => ({
  t: translator(locale, texts),
  has: (key: string): key is MessageKey => texts[key] !== undefined,
  locale,
  dir: locale === 'ar' ? ('rtl' as const) : ('ltr' as const),
  formats: formats(locale),
})

export function Messages({
  locale: first,
  texts: firstTexts,
  load,
  remembers = true,
  children,
}: {
  locale: UiLocale
  texts: Texts
  load: (locale: UiLocale) => Promise<Texts>
  /** A choice of language is kept for the next time; not where nothing may be left on the device. */
  remembers?: boolean
  children: ReactNode
}) {
  const [{ locale, texts }, setSpoken] = useState({ locale: first, texts: firstTexts })
  const setLocale = useCallback(
    (next: UiLocale) => {
      // Words that cannot be fetched now leave the screen in the language it speaks.
      load(next).then(
        (nextTexts) => {
          if (remembers) localStorage.setItem(STORED, next)
          setSpoken({ locale: next, texts: nextTexts })
        },
        () => undefined,
      )
    },
    [load, remembers],
  )
  const words = useMemo<Words>(
    () => ({ ...spoken(locale, texts), setLocale, load }),
    [locale, texts, setLocale, load],
  )
  useEffect(() => {
    document.documentElement.lang = words.locale
    document.documentElement.dir = words.dir
  }, [words])
  return <Context value={words}>{children}</Context>
}

/** A part of the screen in the language of whom it is for; until its words are there, in the screen's own. */
export function InLanguage({ of, children }: { of: string; children: ReactNode }) {
  const around = useWords()
  const wanted = LOCALES.find((locale) => locale === of.split('-')[0])
  const [known, setKnown] = useState<{ locale: UiLocale; texts: Texts }>()
  const { load } = around
  useEffect(() => {
    let here = true
    if (wanted)
      load(wanted).then(
        (texts) => here && setKnown({ locale: wanted, texts }),
        () => undefined,
      )
    return () => {
      here = false
    }
  }, [wanted, load])
  const words = useMemo(
    () =>
      known && known.locale !== around.locale ? { ...around, ...spoken(known.locale, known.texts) } : around,
    [known, around],
  )
  return (
    <div lang={words.locale} dir={words.dir}>
      <Context value={words}>{children}</Context>
    </div>
  )
}

function useWords(): Words {
  const words = use(Context)
  if (words === undefined) throw new Error('Words are used outside <Messages>.')
  return words
}

/** `const t = useMessages()`, then `t('referral.accept')` or `t('referral.due', { days: 3 })`. */
export function useMessages(): Translate {
  return useWords().t
}

/**
 * `lookup(`purpose.${code}`, code)`: the message of a key that the compiler cannot know, because a pack or the server gives
 * the code. Without such a message it reads `otherwise`, which is the key in brackets unless said.
 */
export function useLookup(): (key: string, otherwise?: string, values?: Values) => string {
  const { t, has } = useWords()
  return (key, otherwise = `[${key}]`, values) => (has(key) ? t(key, values) : otherwise)
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

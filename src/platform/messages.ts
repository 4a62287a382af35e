// The messages of all capabilities in one language, for texts that the server writes: a file to take home, a
// receipt.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { LOCALES } from '../kernel/words.ts'

const SOURCE = fileURLToPath(new URL('..', import.meta.url))

export const MESSAGE_LOCALES = LOCALES
export type MessageLocale = (typeof MESSAGE_LOCALES)[number]

/** Formats a message by its key; undefined when no capability has that key. */
export type Translate = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string | undefined

/** The language that there are words in for whoever speaks this one. */
export const languageOf = (locale: string): MessageLocale =>
  LOCALES.find((each) => locale.startsWith(each)) ?? 'en'

const known = new Map<MessageLocale, Promise<Translate>>()

/** Read once for each language, from the same files as the screens. */
export function messagesIn(locale: MessageLocale): Promise<Translate> {
  const messages = known.get(locale) ?? load(locale)
  known.set(locale, messages)
  return messages
}

async function load(locale: MessageLocale): Promise<Translate> {
  const paths = await readdir(SOURCE, { recursive: true })
  const own = paths.filter((path) => path.replaceAll('\\', '/').endsWith(`messages/${locale}.json`))
  const texts = new Map<string, string>()
  for (const path of own) {
    const file = JSON.parse(await readFile(join(SOURCE, path), 'utf8')) as Record<string, string>
    for (const [key, text] of Object.entries(file)) texts.set(key, text)
  }
  return (key, values) => {
    const text = texts.get(key)
    if (text === undefined || !/[{'<#]/u.test(text)) return text
    return String(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format(values))
  }
}

// Fetches the messages of one language: the build gathers those of all capabilities in one file per language.
import addresses from 'virtual:words'
import type { Texts, UiLocale } from '../kit/messages.tsx'

/** All texts of one language. @throws when they cannot be fetched */
export async function loadTexts(locale: UiLocale): Promise<Texts> {
  const response = await fetch(addresses[locale])
  if (!response.ok) throw new Error(`No messages for ${locale}.`)
  return (await response.json()) as Texts
}

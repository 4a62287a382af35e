// Every capability's words, gathered per language by the build and fetched when that language is spoken.
import addresses from 'virtual:words'
import type { Texts, UiLocale } from '../kit/messages.tsx'

/** All texts of one language. @throws when they cannot be fetched */
export async function loadTexts(locale: UiLocale): Promise<Texts> {
  const response = await fetch(addresses[locale])
  if (!response.ok) throw new Error(`No words for ${locale}.`)
  return (await response.json()) as Texts
}

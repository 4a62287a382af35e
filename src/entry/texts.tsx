// Every capability's words, gathered per language and fetched when that language is spoken.
import type { Texts, UiLocale } from '../kit/messages.tsx'

type Load = () => Promise<Texts>

const files = import.meta.glob<Texts>('../**/messages/*.json', { import: 'default' })

/** All texts of one language; the build puts them in one file per language. */
export async function loadTexts(locale: UiLocale): Promise<Texts> {
  const loads = Object.entries(files).flatMap(([path, load]): Load[] =>
    path.endsWith(`/${locale}.json`) ? [load] : [],
  )
  const parts = await Promise.all(loads.map((load) => load()))
  return Object.assign({}, ...parts) as Texts
}

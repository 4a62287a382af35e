// Fetches the messages of the screens: for each language, one file for each part (build/words.ts).
import folder from 'virtual:words'
import { fetchFile } from '../kit/request.ts'
import type { Texts, UiLocale } from '../kit/texts.ts'

/** A part of the texts of one language; undefined when there is none of that name. @throws when it cannot be fetched */
export async function fetchTexts(locale: UiLocale, part: string): Promise<Texts | undefined> {
  const response = await fetchFile(`${folder}${locale}/${part}.json`)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`No messages for ${locale}: ${part}.`)
  return (await response.json()) as Texts
}

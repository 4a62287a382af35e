// Fetches the messages of the screens: for each language, one file for each part (build/words.ts).
import folder from 'virtual:words'
import { isFromServer } from '../kernel/answer-mark.ts'
import { Unreachable } from '../kit/request.ts'
import type { Texts, UiLocale } from '../kit/texts.ts'

/** A part of the texts of one language; undefined when there is none of that name. @throws when it cannot be fetched */
export async function fetchTexts(locale: UiLocale, part: string): Promise<Texts | undefined> {
  const path = `${folder}${locale}/${part}.json`
  let response = await fetch(path)
  // The browser may have kept what a captive portal sent.
  if (import.meta.env.PROD && !isFromServer(response)) response = await fetch(path, { cache: 'reload' })
  if (import.meta.env.PROD && !isFromServer(response)) throw new Unreachable()
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`No messages for ${locale}: ${part}.`)
  return (await response.json()) as Texts
}

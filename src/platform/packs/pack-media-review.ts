// Checks that what a pack says aloud and shows belongs to texts it has.
import type { Pack, TaxonomyName } from '../../kernel/packs/pack.ts'
import { spokenText, wordsToSay } from '../../kernel/packs/pack-spoken.ts'
import { hashOf } from './pack-media.ts'

/** Each recording is of the words as they are now, and each picture beside a text there is. */
export function reviewMedia(
  pack: Pack,
  report: (at: string, message: string) => void,
  refer: (at: string, taxonomy: TaxonomyName, codes: string) => void,
): void {
  for (const { key, language, text } of pack.recordings ?? []) {
    refer(`recording of ${key}`, 'languages', language)
    const words = wordsToSay(pack, key, language)
    if (words === undefined) report(`recording of ${key}`, 'there is no such text')
    else if (hashOf(words) !== text)
      report(
        `recording of ${key} in ${language}`,
        `was made from other words: ${hashOf(words)} are those of now`,
      )
  }
  for (const { key } of pack.pictures ?? [])
    if (spokenText(pack, key) === undefined) report(`picture of ${key}`, 'there is no such text')
}

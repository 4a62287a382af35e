// The texts of a pack that are said to people, by their keys: a recording names the text it was made from, a picture the
// text it stands beside.
import type { Label, Pack } from './pack.ts'
import { choicesOf } from './pack-terms.ts'

/**
 * The text of `consent/<version>`, `purpose/<code>`, `question/<questionnaire>/<name>` or
 * `choice/<questionnaire>/<name>/<code>` in each language it is written in; undefined for any other key.
 */
export function spokenText(pack: Pack, key: string): Label | undefined {
  const [kind, first, second, third] = key.split('/')
  if (kind === 'consent' && second === undefined) {
    const found = pack.consentTexts.find(({ version }) => version === first)
    if (!found) return undefined
    const languages = Object.keys(found.text)
    return Object.fromEntries(
      languages.map((one) => [one, [found.title[one], found.text[one]].filter(Boolean).join('\n\n')]),
    )
  }
  if (kind === 'purpose' && second === undefined)
    return pack.taxonomies.purposes.find(({ code }) => code === first)?.label
  const newest = pack.questionnaires
    .filter(({ code }) => code === first)
    .toSorted((one, other) => other.version - one.version)[0]
  const question = newest?.pages.flatMap(({ questions }) => questions).find(({ name }) => name === second)
  if (kind === 'question' && third === undefined) return question?.label
  if (kind !== 'choice' || question === undefined) return undefined
  return choicesOf(pack, question).find(({ code }) => code === third)?.label
}

/** What somebody who records it says: the text in that language where there is one, else in the pack's first. */
export function wordsToSay(pack: Pack, key: string, language: string): string | undefined {
  const text = spokenText(pack, key)
  return text && (text[language] ?? text[pack.locales[0] ?? ''] ?? Object.values(text)[0])
}

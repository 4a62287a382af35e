// A part of a screen in another language than the rest, such as a paper for a person.
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { LOCALES, useWords, Words, wordsIn, type UiLocale } from './messages.tsx'
import { loadLanguage } from './texts.ts'

/** Draws a part in its recipient's language; until the texts are loaded, in the screen's language. */
export function InLanguage({ of, children }: { of: string; children: ReactNode }) {
  const around = useWords()
  const wanted = LOCALES.find((locale) => locale === of.split('-')[0])
  const [known, setKnown] = useState<UiLocale>()
  useEffect(() => {
    let here = true
    if (wanted)
      loadLanguage(wanted).then(
        () => here && setKnown(wanted),
        () => undefined,
      )
    return () => {
      here = false
    }
  }, [wanted])
  const words = useMemo(
    () => (known && known !== around.locale ? { ...around, ...wordsIn(known) } : around),
    [known, around],
  )
  return (
    <div lang={words.locale} dir={words.dir}>
      <Words value={words}>{children}</Words>
    </div>
  )
}

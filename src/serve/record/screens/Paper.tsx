// Draws the record in the language in which it is printed, for as long as it is.
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { InLanguage } from '../../../kit/InLanguage.tsx'
import { useLocale, type UiLocale } from '../../../kit/messages.tsx'

const PrintIn = lazy(() => import('./PrintIn.tsx'))

export function Paper({
  spoken,
  children,
}: {
  /** The languages of the person. */
  spoken: readonly string[]
  children: (print: () => void) => ReactNode
}) {
  const { locale } = useLocale()
  const [isAsking, setAsking] = useState(false)
  const [paper, setPaper] = useState<UiLocale>()
  const [shown, setShown] = useState<UiLocale>(locale)
  useEffect(() => {
    if (paper === undefined || shown !== paper) return undefined
    const end = () => setPaper(undefined)
    addEventListener('afterprint', end)
    print()
    return () => removeEventListener('afterprint', end)
  }, [paper, shown])
  return (
    <>
      <InLanguage of={paper ?? locale}>
        <Spoken onShown={setShown} />
        {children(() => setAsking(true))}
      </InLanguage>
      {isAsking && (
        <Suspense>
          <PrintIn
            spoken={spoken}
            onClose={() => setAsking(false)}
            onPrint={(language) => {
              setAsking(false)
              setPaper(language)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** Says in which language it is drawn: the words of another may have to come first. */
function Spoken({ onShown }: { onShown: (locale: UiLocale) => void }) {
  const { locale } = useLocale()
  useEffect(() => onShown(locale), [locale, onShown])
  return null
}

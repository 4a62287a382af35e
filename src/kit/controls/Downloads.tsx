// Saves the files that links of a page name (`/api/…`). The browser would save whatever comes, also the page of a
// captive portal; here only an answer of the server becomes a file, and a refusal is shown.
import { useEffect, useState } from 'react'
import { ErrorSummary } from '../Form.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { isPlainClick } from '../route.tsx'

/** Once in a frame: saves what its links name, and shows why it could not. */
export function Downloads() {
  const t = useMessages()
  const [underway, setUnderway] = useState(0)
  const [problem, setProblem] = useState<Error>()
  useEffect(() => {
    async function onClick(event: MouseEvent) {
      if (!isPlainClick(event)) return
      const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href]')
      if (!link || link.origin !== location.origin || !link.pathname.startsWith('/api/')) return
      event.preventDefault()
      setProblem(undefined)
      setUnderway((before) => before + 1)
      await import('../download.ts').then(({ save }) => save(link.pathname + link.search)).catch(setProblem)
      setUnderway((before) => before - 1)
    }
    const listener = (event: MouseEvent) => void onClick(event)
    document.addEventListener('click', listener)
    return () => document.removeEventListener('click', listener)
  }, [])
  return (
    <>
      {underway > 0 && (
        <output className="waiting screen-only">
          <span>
            <Icon name="clock" />
            {t('kit.downloading')}
          </span>
        </output>
      )}
      <ErrorSummary problem={problem} title={t('kit.download_failed')} />
    </>
  )
}
